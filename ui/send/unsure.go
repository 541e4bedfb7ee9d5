package send

import (
	"cmp"
	"context"
	"errors"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/store"
)

// Unsure is what is known of deletes that may have been sent when a run ended.
type Unsure struct {
	Unread         []string // not read yet
	Deleted, There []string
	Err            error // why others could not be read
	Note           error // a receipt that could not be kept
}

// ReadUnsure reads the next few sessions whose deletes may have been sent, at
// the same time, and writes down what became of them. Where no other can be read
// either, nothing is left unread.
func (s Sender) ReadUnsure(ctx context.Context, u Unsure) Unsure {
	const together = 8
	ids := u.Unread[:min(len(u.Unread), together)]
	u.Unread = u.Unread[len(ids):]
	var receipts []trash.Receipt
	for _, r := range client.GetEach(ctx, s.API, ids) {
		became := store.Refused // it is still there
		switch {
		case r.Err == nil:
			u.There = append(u.There, r.ID)
		case errors.Is(r.Err, client.ErrNotFound):
			became = store.AlreadyGone
			u.Deleted = append(u.Deleted, r.ID)
		default:
			u.Err = r.Err
			if !errors.Is(r.Err, client.ErrInvalid) {
				u.Unread = nil
			}
			continue
		}
		receipts = append(receipts, s.receiptOf(trash.OpDelete, store.Outcome{ID: r.ID, What: became}, nil))
	}
	u.Note = cmp.Or(s.write(receipts...), u.Note)
	return u
}
