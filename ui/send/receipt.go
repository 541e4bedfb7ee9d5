package send

import (
	"cmp"
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
	r := trash.Receipt{Time: time.Now(), Account: s.Account, ID: o.ID, Op: op, Outcome: cmp.Or(outcomeWords[o.Kind], trash.Refused)}
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

// outcomeWords are the words for outcomes in receipts, where they are not trash.Refused.
var outcomeWords = map[store.OutcomeKind]string{store.Done: trash.Done, store.AlreadyGone: trash.Gone, store.Unknown: trash.Unknown,
	store.RateLimited: trash.RateLimited, store.Unsent: trash.NotArrived}
