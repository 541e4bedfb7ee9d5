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

// Stale is the filter of a clean-up: what is certainly past its limit.
const Stale = "status:expired"

// Delete says which sessions are deleted, and how.
type Delete struct {
	Choice
	Show
	Yes bool // delete; without it they are only listed
}

// CleanUp deletes the stale ones of the sessions that a choice leaves.
func (p *Program) CleanUp(ctx context.Context, d Delete) error {
	d.Choice = d.stale()
	return p.Delete(ctx, d)
}

// stale are the stale ones of a choice.
func (c Choice) stale() Choice {
	c.Filter = strings.TrimSpace(Stale + " " + c.Filter)
	return c
}

// Delete lists sessions, or deletes them. Each is read again before and left out
// if it changed, and a copy of it is on the disk before its delete leaves. The
// end of the context stops it: what is under way is waited for.
func (p *Program) Delete(ctx context.Context, d Delete) error {
	if p.o.ReadOnly {
		return errors.New("read-only: nothing was deleted")
	}
	if f, err := p.filter(d.Choice); len(d.IDs) == 0 && err == nil && !f.Local() && !f.Remote() {
		return unusable("delete needs IDs, or a --filter or --view that does not take every session")
	}
	l, err := p.lister(ctx, d.Show)
	switch {
	case err != nil:
		return err
	case !d.Yes:
		return p.wouldDelete(ctx, d, l)
	}
	rows, f, err := p.doomed(ctx, d.Choice)
	if err != nil {
		return err
	}
	return errors.Join(p.deleteAll(ctx, rows, len(f.gone)), p.notThere(f.unclear))
}

// doomed reads what is to be deleted.
func (p *Program) doomed(ctx context.Context, c Choice) (rows []client.Summary, f found, err error) {
	f, err = p.each(ctx, c, query{}, func(r row) error {
		if r.Bad == nil {
			rows = append(rows, r.Summary)
		}
		return nil
	})
	return rows, f, err
}

// wouldDelete lists what would be deleted.
func (p *Program) wouldDelete(ctx context.Context, d Delete, l *lister) error {
	f, err := p.each(ctx, d.Choice, query{paths: l.paths, bodies: d.JSON}, func(r row) error {
		if r.Bad != nil {
			return nil
		}
		return l.take(r)
	})
	if err != nil {
		return err
	}
	if err := p.notThere(f.gone); err != nil {
		p.say("%s", err.Error())
	}
	p.say("%s would be deleted, and nothing was: --yes deletes", f.of(l.n))
	return p.notThere(f.unclear)
}

// deleteAll deletes sessions. Nothing waits for an undo window: it was said that
// they are to be deleted. gone is how many others are no more.
func (p *Program) deleteAll(ctx context.Context, rows []client.Summary, gone int) error {
	if len(rows) == 0 {
		return p.sumUp(store.Progress{Tally: store.Tally{Deleted: gone, Gone: gone}}, nil)
	}
	kept, report, err := p.o.Trash()
	switch {
	case err == nil:
		defer func() { _ = kept.Close() }()
	case !p.o.Settings.Trash.Off:
		return fmt.Errorf("nothing was deleted: no copy can be kept (%w); trash.off = true allows it", err)
	}
	r := newRun(p, send.Sender{API: p.o.API, Trash: kept, Off: p.o.Settings.Trash.Off, Account: p.o.Account}, 0)
	p.unfinished(ctx, r.sender, report)
	r.store.Merge(rows, p.o.Now())
	if err := r.plan(r.store.Delete(idsOf(rows), store.DeleteOptions{Bulk: len(rows) > 1}, p.o.Now()).IDs); err != nil {
		return err
	}
	r.carryOut(ctx)
	came := r.store.Progress()
	came.Deleted += gone
	came.Gone += gone
	return p.sumUp(came, r.store.Failures())
}

// idsOf are the IDs of rows.
func idsOf(rows []client.Summary) []string {
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	return ids
}

// unfinished tells what an earlier run left undone. It is told once, so deletes
// of which nobody knows whether they arrived are looked after here.
func (p *Program) unfinished(ctx context.Context, s send.Sender, report trash.Report) {
	its, rest := report.Of(p.o.Account)
	if text := (trash.Report{NotSent: its.NotSent}).String(); text != "" {
		p.say("from an earlier run: %s", text)
	}
	if len(its.Unsure) > 0 {
		u := send.Unsure{Unread: its.Unsure}
		for len(u.Unread) > 0 {
			u = s.ReadUnsure(ctx, u)
		}
		p.say("from an earlier run: of %s that may have been sent, %d arrived, %d did not", words.Plural(len(its.Unsure), "delete"), len(u.Deleted), len(u.There))
		if u.Err != nil {
			p.say("the others cannot be read: %s", clean(u.Err.Error()))
		}
		p.sayNote(u.Note)
	}
	if text := rest.String(); text != "" {
		p.say("from an earlier run, of another account: %s", text)
	}
	if s.Trash != nil && !report.Empty() {
		p.sayNote(s.Trash.Told())
	}
}

// sumUp says what the deletes came to.
func (p *Program) sumUp(came store.Progress, failures []store.Failure) error {
	const named = 10
	for _, f := range failures[:min(len(failures), named)] {
		p.say("%s: %s", clean(f.ID), clean(f.Err.Error()))
	}
	if more := len(failures) - named; more > 0 {
		p.say("... and %s more", words.Count(more))
	}
	text, why := cmp.Or(came.String(), "0 deleted"), came.Why
	if why == nil && len(failures) > 0 {
		why = failures[0].Err
	}
	switch {
	case came.Failed+came.LeftOut+came.Stopped == 0:
		p.say("%s", text)
		return nil
	case came.Deleted == 0 && why != nil:
		return fmt.Errorf("%s: %w", text, why)
	}
	return Partly(text)
}

func clean(s string) string {
	s, _ = client.Clean(s)
	return s
}
