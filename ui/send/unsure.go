package send

import (
	"cmp"
	"context"
	"errors"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/store"
)

// UnsureDeletes are deletes of an earlier run that may or may not have been sent, by
// the IDs of their sessions.
type UnsureDeletes struct {
	Unread              []string // the session was not read yet
	Deleted, StillThere []string
	ReadErr             error // why further sessions could not be read
	ReceiptErr          error // why a receipt could not be kept
}

// ReadUnsure reads the next few of these sessions, at the same time, and writes
// receipts of what became of their deletes. After an error that concerns every
// session, Unread is empty.
func (s Sender) ReadUnsure(ctx context.Context, u UnsureDeletes) UnsureDeletes {
	const batchSize = 8
	ids := u.Unread[:min(len(u.Unread), batchSize)]
	u.Unread = u.Unread[len(ids):]
	var receipts []trash.Receipt
	for _, r := range client.GetEach(ctx, s.API, ids) {
		outcome := store.Refused // the session exists
		switch {
		case r.Err == nil:
			u.StillThere = append(u.StillThere, r.ID)
		case errors.Is(r.Err, client.ErrNotFound):
			outcome = store.AlreadyGone
			u.Deleted = append(u.Deleted, r.ID)
		default:
			u.ReadErr = r.Err
			if !errors.Is(r.Err, client.ErrInvalid) {
				u.Unread = nil
			}
			continue
		}
		receipts = append(receipts, s.newReceipt(trash.OpDelete, store.Outcome{ID: r.ID, Kind: outcome}, nil))
	}
	u.ReceiptErr = cmp.Or(s.writeReceipts(receipts...), u.ReceiptErr)
	return u
}
