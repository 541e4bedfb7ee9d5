package plain

import (
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
	x, err := p.doomed(ctx, d)
	switch {
	case err != nil:
		return err
	case d.Yes:
		err = p.deleteNow(ctx, x)
	default:
		err = p.wouldDelete(ctx, x, d.Show)
	}
	return errors.Join(err, p.notThere(x.unclear))
}

// doomed is what is to be deleted.
type doomed struct {
	rows    []client.Summary
	gone    []string // IDs without a session
	unclear []string // what was typed and names no session
}

// deleteNow deletes sessions.
func (p *Program) deleteNow(ctx context.Context, x doomed) error {
	if len(x.rows) == 0 {
		p.say("%s", sum(store.Progress{Deleted: len(x.gone), Gone: len(x.gone)}, nil))
		return nil
	}
	kept, report, err := p.o.Trash()
	switch {
	case err == nil:
		defer func() { _ = kept.Close() }()
	case !p.o.Settings.Trash.Off:
		return fmt.Errorf("nothing was deleted: no copy can be kept (%w); trash.off = true allows it", err)
	}
	s := send.Sender{API: p.o.API, Trash: kept, Off: p.o.Settings.Trash.Off, Account: p.o.Account}
	p.unfinished(ctx, s, report)
	return p.sumUp(p.deleteAll(ctx, s, x.rows), len(x.gone))
}

// doomed finds what is to be deleted.
func (p *Program) doomed(ctx context.Context, d Delete) (x doomed, err error) {
	take := func(r row) error {
		if r.Bad == nil {
			x.rows = append(x.rows, r.Summary)
		}
		return nil
	}
	if len(d.IDs) > 0 {
		var ids []string
		if ids, x.unclear, err = p.chosen(ctx, d.Choice); err == nil {
			x.gone, err = p.byIDs(ctx, ids, take)
		}
		return x, err
	}
	f, err := p.filter(d.Choice)
	if err != nil {
		return x, err
	}
	if !f.Local() && !f.Remote() {
		return x, unusable("this would delete every session: name IDs, or a filter that leaves some out")
	}
	l, err := p.lister(d.Show)
	if err != nil {
		return x, err
	}
	err = p.read(ctx, query{filter: f, paths: l.paths, limit: d.Limit}, take)
	return x, err
}

// idsOf are the IDs of rows.
func idsOf(rows []client.Summary) []string {
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	return ids
}

// wouldDelete lists what would be deleted.
func (p *Program) wouldDelete(ctx context.Context, x doomed, how Show) error {
	l, err := p.lister(how)
	if err != nil {
		return err
	}
	if how.JSON {
		if _, err := p.byIDs(ctx, idsOf(x.rows), l.take); err != nil {
			return err
		}
	} else {
		for i := range x.rows {
			if err := p.shownNames(ctx, l.names(), &x.rows[i]); err != nil {
				return err
			}
			if err := l.take(row{Summary: x.rows[i]}); err != nil {
				return err
			}
		}
	}
	if err := p.notThere(x.gone); err != nil {
		p.say("%s", err.Error())
	}
	p.say("%s would be deleted, and nothing was: --yes deletes", words.Plural(len(x.rows), "session"))
	return nil
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
}

// ended is what deletes came to.
type ended struct {
	store.Progress
	failures []store.Failure
	err      error // nothing was sent because of it
}

// sumUp says what the deletes came to.
func (p *Program) sumUp(e ended, gone int) error {
	if e.err != nil {
		return e.err
	}
	const named = 10
	for i, f := range e.failures {
		if i == named {
			p.say("... and %s more", words.Count(len(e.failures)-named))
			break
		}
		p.say("%s: %s", clean(f.ID), clean(f.Err.Error()))
	}
	e.Deleted += gone
	e.Gone += gone
	text := sum(e.Progress, e.failures)
	why := e.Why
	if why == nil && len(e.failures) > 0 {
		why = e.failures[0].Err
	}
	switch {
	case e.Failed+e.LeftOut+e.Stopped == 0:
		p.say("%s", text)
		return nil
	case e.Deleted == 0 && why != nil:
		return fmt.Errorf("%s: %w", text, why)
	}
	return Partly(text)
}

// sum says what deletes came to, in numbers.
func sum(p store.Progress, failures []store.Failure) string {
	unknown := 0
	for _, f := range failures {
		if errors.Is(f.Err, store.ErrNotKnown) {
			unknown++
		}
	}
	text := "deleted " + words.Count(p.Deleted-p.Gone)
	for _, part := range []struct {
		n    int
		text string
	}{{p.Gone, ", %s already gone"}, {p.LeftOut, ", left out %s that changed"}, {p.Failed - unknown, ", failed %s"},
		{unknown, ", not known of %s whether deleted"}, {p.Stopped, ", not sent %s"}} {
		if part.n > 0 {
			text += fmt.Sprintf(part.text, words.Count(part.n))
		}
	}
	return text
}

func clean(s string) string {
	s, _ = client.Clean(s)
	return s
}
