package plain

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/words"
)

// row is a row of a list.
type row struct {
	client.Summary
	body *client.Session // nil where it was not requested or cannot be decoded
}

// rowOf makes a row from a whole session.
func rowOf(r *client.SessionRow, pick client.Pick) row {
	if r.Err != nil {
		id, _ := client.Clean(r.ID)
		return row{Summary: client.Summary{ID: id, Bad: &client.BadRow{Err: r.Err, Raw: r.BadJSON}}}
	}
	return row{Summary: pick.Summary(&r.Session), body: &r.Session}
}

// query says which sessions are read, and what of them.
type query struct {
	filter filter.Filter
	paths  []string          // JSON paths that columns show
	bodies bool              // read whole sessions
	limit  int               // largest number of rows; 0 for all
	onPage func(pager.Stats) // called after each page; may be nil
}

// errStop is returned by a visit function that needs no more rows.
var errStop = errors.New("enough")

// readList calls visit with the rows of a query, in their order. Every session that
// exists throughout comes exactly once. total is the number of sessions without the
// limit; -1 when it is unknown.
func (p *Program) readList(ctx context.Context, q query, visit func(row) error) (total int, err error) {
	n := 0
	count := func(r row) error {
		if err := visit(r); err != nil {
			return err
		}
		if n++; n == q.limit {
			return errStop
		}
		return nil
	}
	if q.filter.Sort().Where == filter.Here {
		total, err = p.readSorted(ctx, q, count)
	} else {
		total, err = p.readPages(ctx, q, count)
	}
	if errors.Is(err, errStop) {
		err = nil
	}
	return total, err
}

// readSorted reads all rows, sorts them here, and then reads the bodies if the query
// wants them.
func (p *Program) readSorted(ctx context.Context, q query, visit func(row) error) (total int, err error) {
	order, bodies := q.filter.Sort(), q.bodies
	q.bodies, q.paths = false, sessions.SortPaths(q.paths, order)
	var rows []*client.Summary
	total, err = p.readPages(ctx, q, func(r row) error {
		if order.Key == "assistant" {
			_, ref := filter.AssistantOf(&r.Summary)
			_ = p.names.Read(ctx, ref)
		}
		rows = append(rows, &r.Summary)
		return ctx.Err()
	})
	if err != nil {
		return total, err
	}
	sessions.Sort(rows, order, p.names, p.now(), q.paths)
	if q.limit > 0 {
		rows = rows[:min(len(rows), q.limit)]
	}
	if bodies {
		ids := make([]string, len(rows))
		for i, r := range rows {
			ids[i] = r.ID
		}
		missing, err := p.readByIDs(ctx, ids, q.paths, visit)
		return total, errors.Join(err, p.notFound(missing))
	}
	for _, r := range rows {
		if err := visit(row{Summary: *r}); err != nil {
			return total, err
		}
	}
	return total, nil
}

// readPages reads page after page, in the order of the server; see readList.
func (p *Program) readPages(ctx context.Context, q query, visit func(row) error) (total int, err error) {
	now, options := p.now(), pager.Options{MaxInFlight: 1, PageStart: p.o.Settings.PageSize, Scan: q.filter.Local()}
	if q.limit > 0 && !options.Scan {
		options.PageStart = min(options.PageStart, q.limit)
	}
	list := pager.New(q.filter.Params(now), options)
	list.LoadAll(true)
	for !list.Stats().Complete {
		start, _ := list.Plan(p.now())
		if len(start) == 0 {
			return 0, listError(list)
		}
		for _, r := range start {
			if err := p.readPage(ctx, q, list, r, now, visit); err != nil {
				if total = list.Stats().Matching; options.Scan {
					total = -1 // the filter has not seen the other rows
				}
				return total, err
			}
		}
		stats := list.Stats()
		p.progress.update(p.o.Now(), "%s", coverage(stats))
	}
	stats := list.Stats()
	p.reportLeftOut(stats)
	return stats.Total, nil
}

// listError returns why an incomplete list has no further page to read.
func listError(list *pager.Pager) error {
	for i := range list.Len() {
		if c := list.At(i); c.Kind == pager.Failed {
			return c.Err
		}
	}
	if err := list.Stats().Err; err != nil {
		return err
	}
	return errors.New("listing sessions: the list did not come to its end")
}

// readPage reads one page and calls visit with the rows that are new in the list.
func (p *Program) readPage(ctx context.Context, q query, list *pager.Pager, r pager.Request, now time.Time, visit func(row) error) error {
	sent := time.Now()
	rows, meta, cost, err := p.fetchPage(ctx, r.Params, q)
	if err != nil {
		return err
	}
	cost.RTT = time.Since(sent)
	keys, keep := make([]pager.RowKey, len(rows)), make([]bool, len(rows))
	matcher := q.filter.Matcher(now, p.names.Lookup, q.paths...)
	for i := range rows {
		r := &rows[i].Summary
		if q.filter.ComparesNames() {
			if err := p.names.Read(ctx, q.filter.Refs(r)...); err != nil {
				return err
			}
		}
		keys[i] = pager.RowKey{ID: r.ID, Created: r.CreatedAt}
		keep[i] = r.Bad != nil || matcher.Match(r)
	}
	if !q.filter.Local() {
		keep = nil
	}
	added := map[string]bool{}
	for _, id := range list.Arrived(r.ID, keys, keep, meta, cost, p.now()).Added {
		added[id] = true
	}
	if q.onPage != nil {
		q.onPage(list.Stats())
	}
	for i := range rows {
		if !added[rows[i].ID] {
			continue
		}
		delete(added, rows[i].ID)
		if err := visit(rows[i]); err != nil {
			return err
		}
	}
	return nil
}

func (p *Program) fetchPage(ctx context.Context, params client.ListParams, q query) ([]row, client.PageMeta, pager.Transfer, error) {
	pick := q.filter.Pick(q.paths...)
	if q.bodies {
		page, err := p.o.API.List(ctx, params)
		return rowsOf(page, err, func(r *client.SessionRow) row { return rowOf(r, pick) })
	}
	page, err := p.o.API.Summaries(ctx, params, pick)
	return rowsOf(page, err, func(r *client.Summary) row { return row{Summary: *r} })
}

func rowsOf[T any](page *client.Page[T], err error, convert func(*T) row) (rows []row, _ client.PageMeta, _ pager.Transfer, _ error) {
	if err != nil {
		return nil, client.PageMeta{}, pager.Transfer{}, err
	}
	for i := range page.Rows {
		rows = append(rows, convert(&page.Rows[i]))
	}
	return rows, page.Meta, pager.Transfer{Bytes: page.Bytes}, nil
}

// reportLeftOut says which sessions are not in a list that was read to its end.
func (p *Program) reportLeftOut(st pager.Stats) {
	if st.Unreadable > 0 {
		p.say("%s left out: the ID cannot be read", words.Plural(st.Unreadable, "session"))
	}
	if st.BeyondRetention {
		text := "the server holds back older sessions"
		if !st.NarrowedGe.IsZero() {
			text += fmt.Sprintf(", from before %s", st.NarrowedGe.In(p.o.Zone).Format("2006-01-02 15:04"))
		}
		p.say("%s", text)
	}
}
