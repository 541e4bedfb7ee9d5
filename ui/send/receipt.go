package send

import (
	"errors"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/store"
)

// writeReceipt records in the trash what was sent and its outcome.
func (s Sender) writeReceipt(op string, o store.Outcome, changes []store.Change) error {
	return s.writeReceipts(s.newReceipt(op, o, changes))
}

func (s Sender) writeReceipts(receipts ...trash.Receipt) error {
	if s.Trash == nil {
		return nil
	}
	return s.Trash.Receipt(receipts...)
}

func (s Sender) newReceipt(op string, o store.Outcome, changes []store.Change) trash.Receipt {
	r := trash.Receipt{Time: time.Now(), Account: s.Account, ID: o.ID, Op: op, Outcome: outcomeWord(o.Kind)}
	for _, c := range changes {
		r.Changes = append(r.Changes, trash.Change{Field: c.Field, From: c.From, To: c.To})
	}
	if o.Err != nil {
		r.Error = o.Err.Error()
	}
	if e, ok := errors.AsType[*client.Error](o.Err); ok {
		r.RequestID = e.RequestID
	}
	return r
}

// outcomeWord is the word for an outcome in receipts.
func outcomeWord(w store.OutcomeKind) string {
	switch w {
	case store.Done:
		return trash.Done
	case store.AlreadyGone:
		return trash.Gone
	case store.Unknown:
		return trash.Unknown
	case store.RateLimited:
		return trash.RateLimited
	case store.Unsent:
		return trash.NotArrived
	default:
		return trash.Refused
	}
}
