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

// row is a session of a list.
type row struct {
	client.Summary
	body *client.Session // nil where it was not asked for, or cannot be read
}

// rowOf makes a row of a whole session.
func rowOf(r *client.SessionRow, pick client.Pick) row {
	if r.Err != nil {
		id, _ := client.Clean(r.ID)
		return row{Summary: client.Summary{ID: id, Bad: &client.BadRow{Err: r.Err, Raw: r.Bad}}}
	}
	return row{Summary: pick.Summary(&r.Session), body: &r.Session}
}

// query says what is read of which sessions.
type query struct {
	filter filter.Filter
	paths  []string // for columns
	bodies bool
	limit  int               // 0 for all
	onPage func(pager.Stats) // told how far a list is with each page; nil for nobody
}

// errStop ends a reading that has brought what was asked for.
var errStop = errors.New("enough")

// readList gives the sessions of a query to take, in their order, each once, as far
// as they exist for as long as it lasts. It says how many there are without the
// limit; -1 where nobody knows.
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

// readSorted reads all rows, puts them in order, and then reads the bodies of those
// that are asked for.
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

// readPages reads page after page, in the order of the server; see read.
func (p *Program) readPages(ctx context.Context, q query, visit func(row) error) (total int, err error) {
	now, o := p.now(), pager.Options{MaxInFlight: 1, PageStart: p.o.Settings.PageSize, Scan: q.filter.Local()}
	if q.limit > 0 && !o.Scan {
		o.PageStart = min(o.PageStart, q.limit)
	}
	list := pager.New(q.filter.Params(now), o)
	list.LoadAll(true)
	for !list.Stats().Complete {
		start, _ := list.Plan(p.now())
		if len(start) == 0 {
			return 0, listError(list)
		}
		for _, r := range start {
			if err := p.readPage(ctx, q, list, r, now, visit); err != nil {
				if total = list.Stats().Matching; o.Scan {
					total = -1 // what is not read yet cannot be counted
				}
				return total, err
			}
		}
		st := list.Stats()
		p.progress.update(p.o.Now(), "%s", coverage(st))
	}
	st := list.Stats()
	p.reportLeftOut(st)
	return st.Total, nil
}

// listError is why a list that is not complete asks for nothing more.
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

// readPage reads one page and gives the rows that it adds to the list.
func (p *Program) readPage(ctx context.Context, q query, list *pager.Pager, r pager.Request, now time.Time, visit func(row) error) error {
	sent := time.Now()
	rows, meta, cost, err := p.fetchPage(ctx, r.Params, q)
	if err != nil {
		return err
	}
	cost.RTT = time.Since(sent)
	keys, keep := make([]pager.RowKey, len(rows)), make([]bool, len(rows))
	matcher := q.filter.Matcher(now, p.names.Shown, q.paths...)
	for i := range rows {
		r := &rows[i].Summary
		if q.filter.ByName() {
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

// fetchPage reads rows with their bodies, or without.
func (p *Program) fetchPage(ctx context.Context, params client.ListParams, q query) ([]row, client.PageMeta, pager.Transfer, error) {
	pick := q.filter.Pick(q.paths...)
	if q.bodies {
		page, err := p.o.API.List(ctx, params)
		return rowsOf(page, err, func(r *client.SessionRow) row { return rowOf(r, pick) })
	}
	page, err := p.o.API.Summaries(ctx, params, pick)
	return rowsOf(page, err, func(r *client.Summary) row { return row{Summary: *r} })
}

// rowsOf makes rows of a page.
func rowsOf[T any](page *client.Page[T], err error, convert func(*T) row) (rows []row, _ client.PageMeta, _ pager.Transfer, _ error) {
	if err != nil {
		return nil, client.PageMeta{}, pager.Transfer{}, err
	}
	for i := range page.Rows {
		rows = append(rows, convert(&page.Rows[i]))
	}
	return rows, page.Meta, pager.Transfer{Bytes: page.Bytes}, nil
}

// reportLeftOut tells what a list does not have.
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
