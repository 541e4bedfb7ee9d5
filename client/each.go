package client

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// Reader is the part of a Client that reads sessions.
type Reader interface {
	List(ctx context.Context, p ListParams) (*Page[SessionRow], error)
	Get(ctx context.Context, id string) (*Session, error)
}

// GetEach reads sessions with one request each, several at a time. It returns a
// row for each ID, in the order of the IDs; its Err is that of Get.
func GetEach(ctx context.Context, api Reader, ids []string) []SessionRow {
	const together = 8
	rows, slots := make([]SessionRow, len(ids)), make(chan struct{}, together)
	var reads sync.WaitGroup
	for i, id := range ids {
		slots <- struct{}{}
		reads.Go(func() {
			defer func() { <-slots }()
			s, err := api.Get(ctx, id)
			if err == nil {
				rows[i].Session = *s
			}
			rows[i].ID, rows[i].Err = id, err
		})
	}
	reads.Wait()
	return rows
}

// ReadEach reads sessions with one request for all IDs, and those that this
// request does not return with GetEach: not every server supports a list of
// IDs. It returns rows as GetEach does; BadJSON is set for a row that cannot be
// decoded.
func ReadEach(ctx context.Context, api Reader, ids []string) []SessionRow {
	if len(ids) == 0 {
		return nil // a list request without IDs would return all sessions
	}
	byID := make(map[string]SessionRow, len(ids))
	page, err := api.List(ctx, ListParams{IDAny: ids, Limit: len(ids)})
	switch {
	case err == nil:
		for _, r := range page.Rows {
			byID[r.ID] = r
		}
	case !errors.Is(err, ErrInvalid):
		for _, id := range ids {
			byID[id] = SessionRow{Session: Session{ID: id}, Err: err}
		}
	}
	missing := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { _, there := byID[id]; return there })
	for _, r := range GetEach(ctx, api, missing) {
		byID[r.ID] = r
	}
	rows := make([]SessionRow, len(ids))
	for i, id := range ids {
		rows[i] = byID[id]
	}
	return rows
}
