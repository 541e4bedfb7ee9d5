package plain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// ExpiredFilter selects the sessions of a clean-up: those certainly past their limit.
const ExpiredFilter = "status:expired"

// DeleteOptions says which sessions are deleted, and how they are listed without Yes.
type DeleteOptions struct {
	Choice
	ListOptions
	Yes bool // delete them; otherwise they are only listed
}

// CleanUp deletes the expired sessions of a choice.
func (p *Program) CleanUp(ctx context.Context, d DeleteOptions) error {
	d.Choice = d.expired()
	return p.Delete(ctx, d)
}

// expired narrows a choice to its expired sessions.
func (c Choice) expired() Choice {
	c.Filter = strings.TrimSpace(ExpiredFilter + " " + c.Filter)
	return c
}

// Delete lists sessions, or deletes them. Each session is read again before its
// delete is sent: it is left out if it changed, and a copy of it is on the disk
// first. When the context ends, Delete waits for the requests in flight and returns.
func (p *Program) Delete(ctx context.Context, d DeleteOptions) error {
	if p.o.ReadOnly {
		return errors.New("read-only: nothing was deleted")
	}
	if f, err := p.filterOf(d.Choice); len(d.IDs) == 0 && err == nil && !f.Local() && !f.Remote() {
		return usageErrorf("delete needs IDs, or a --filter or --view that does not take every session")
	}
	l, err := p.newListWriter(ctx, d.ListOptions)
	switch {
	case err != nil:
		return err
	case !d.Yes:
		return p.dryRun(ctx, d, l)
	}
	rows, f, err := p.rowsToDelete(ctx, d.Choice)
	if err != nil {
		return err
	}
	return errors.Join(p.deleteAll(ctx, rows, len(f.missing)), p.notFound(f.unresolved))
}

// rowsToDelete reads the rows of a choice, without those that cannot be decoded.
func (p *Program) rowsToDelete(ctx context.Context, c Choice) (rows []client.Summary, res readResult, err error) {
	res, err = p.forEach(ctx, c, query{}, func(r row) error {
		if r.Bad == nil {
			rows = append(rows, r.Summary)
		}
		return nil
	})
	return rows, res, err
}

func (p *Program) dryRun(ctx context.Context, d DeleteOptions, l *listWriter) error {
	res, err := p.forEach(ctx, d.Choice, query{paths: l.paths, bodies: d.JSON}, func(r row) error {
		if r.Bad != nil {
			return nil
		}
		return l.write(r)
	})
	if err != nil {
		return err
	}
	if err := p.notFound(res.missing); err != nil {
		p.say("%s", err.Error())
	}
	p.say("%s would be deleted, and nothing was: --yes deletes", res.count(l.written))
	return p.notFound(res.unresolved)
}

// deleteAll deletes sessions at once, without an undo window. missing is how many
// further sessions of the choice were already gone.
func (p *Program) deleteAll(ctx context.Context, rows []client.Summary, missing int) error {
	if len(rows) == 0 {
		return p.reportDeletes(store.Progress{Tally: store.Tally{Deleted: missing, Gone: missing}}, nil)
	}
	copies, report, err := p.o.Trash()
	switch {
	case err == nil:
		defer func() { _ = copies.Close() }()
	case !p.o.Settings.Trash.Off:
		return fmt.Errorf("nothing was deleted: no copy can be kept (%w); trash.off = true allows it", err)
	}
	q := newQueue(p, send.Sender{API: p.o.API, Trash: copies, NoCopies: p.o.Settings.Trash.Off, Account: p.o.Account}, 0)
	p.reportUnfinished(ctx, q.sender, report)
	q.store.Merge(rows, p.o.Now())
	if err := q.plan(q.store.Delete(idsOf(rows), store.DeleteOptions{Bulk: len(rows) > 1}, p.o.Now()).IDs); err != nil {
		return err
	}
	q.sendAll(ctx)
	result := q.store.Progress()
	result.Deleted += missing
	result.Gone += missing
	return p.reportDeletes(result, q.store.Failures())
}

func idsOf(rows []client.Summary) []string {
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	return ids
}

// reportUnfinished says which deletes an earlier run did not finish. The trash
// reports them only once, so those that may have been sent are read again here.
func (p *Program) reportUnfinished(ctx context.Context, s send.Sender, report trash.Report) {
	u := send.UnfinishedOf(report, p.o.Account)
	for len(u.Unsure.Unread) > 0 {
		u.Unsure = s.ReadUnsure(ctx, u.Unsure)
	}
	for _, text := range u.Words() {
		p.say("from an earlier run: %s", clean(text))
	}
	p.sayReceiptErr(u.Unsure.ReceiptErr)
	if s.Trash != nil && !report.Empty() {
		p.sayReceiptErr(s.Trash.MarkReported())
	}
}

// reportDeletes says how many deletes succeeded and why others did not. It returns
// an error unless all succeeded.
func (p *Program) reportDeletes(result store.Progress, failures []store.Failure) error {
	const maxShown = 10
	var lines []string
	for _, f := range failures[:min(len(failures), maxShown)] {
		lines = append(lines, f.ID+": "+f.Err.Error())
	}
	for _, line := range words.AndMore(lines, len(failures)) {
		p.say("%s", clean(line))
	}
	text, why := cmp.Or(result.String(), "0 deleted"), result.Err
	if why == nil && len(failures) > 0 {
		why = failures[0].Err
	}
	switch {
	case result.Failed+result.LeftOut+result.Stopped == 0:
		p.say("%s", text)
		return nil
	case result.Deleted == 0 && why != nil:
		return fmt.Errorf("%s: %w", text, why)
	}
	return PartialError(text)
}

// clean is client.Clean without its count.
func clean(s string) string {
	s, _ = client.Clean(s)
	return s
}
