package client

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// Reader is what reading many sessions asks of a Client.
type Reader interface {
	List(ctx context.Context, p ListParams) (*Page[SessionRow], error)
	Get(ctx context.Context, id string) (*Session, error)
}

// GetEach reads sessions by their IDs, some at the same time. It gives a row for
// each, in their order, whose Err is that of Get.
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

// ReadEach reads sessions as GetEach does, with one request for those that a list
// of IDs brings. The others are read by themselves: not every server heeds such a
// list, or takes it. Bad is set of a row that cannot be understood.
func ReadEach(ctx context.Context, api Reader, ids []string) []SessionRow {
	if len(ids) == 0 {
		return nil // a list without IDs would be of all sessions
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
	left := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { _, there := byID[id]; return there })
	for _, r := range GetEach(ctx, api, left) {
		byID[r.ID] = r
	}
	rows := make([]SessionRow, len(ids))
	for i, id := range ids {
		rows[i] = byID[id]
	}
	return rows
}
