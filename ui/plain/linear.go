package plain

import (
	"bufio"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// linear is a conversation in words: commands come in as lines, and each
// statement goes out as one line. Nothing is drawn, so that a screen reader can
// follow it, or a pipe.
type linear struct {
	*run
	ctx     context.Context //nolint:containedctx // ends with the conversation
	choice  Choice
	filter  filter.Filter // of the choice
	sheet   sessions.Sheet
	rows    []client.Summary          // that were listed, in order
	stats   pager.Stats               // of the list, as far as it was read
	known   map[string]client.Summary // that were told of, by ID
	ended   bool                      // there are no more
	next    func() (row, error, bool) // nil where the list is to be read
	stop    func()
	open    string       // ID of the session that commands are about when they name none
	lines   []string     // what was told of it
	pending func() error // what a yes does; nil when nothing was asked
	said    time.Time    // when it last said something
	leaving bool         // it was said what was not sent
	failed  bool         // something was not done, or not found
	wrong   int          // commands that could not be understood
}

// Linear talks until the input or the context ends, the person quits, or nothing
// that is said can be written.
func (p *Program) Linear(outer context.Context, c Choice) error {
	ctx, end := context.WithCancelCause(outer)
	defer end(nil)
	p.o.Out = heard{p.o.Out, end}
	l := &linear{ctx: ctx, stop: func() {}, known: map[string]client.Summary{}}
	s := send.Sender{API: p.o.API, Off: p.o.Settings.Trash.Off, Account: p.o.Account}
	p.o.Err, p.far.width = p.o.Out, 0 // everything is said on one stream, and nothing is redrawn
	l.run = newRun(p, s, p.o.Settings.Undo)
	if err := l.choose(c); err != nil {
		return err
	}
	if !p.o.ReadOnly {
		kept, report, err := p.o.Trash()
		if err == nil {
			defer func() { _ = kept.Close() }()
			l.sender.Trash = kept
			l.p.unfinished(ctx, l.sender, report)
		} else if !l.sender.Off {
			l.say("deletes are refused, no copy can be kept: %s", clean(err.Error()))
		}
	}
	l.say("vapi-sessions, account %s; help lists the commands", clean(p.o.Account))
	l.talk()
	switch {
	case ctx.Err() != nil && outer.Err() == nil:
		return context.Cause(ctx)
	case l.failed:
		return Partly("not everything was done")
	case l.wrong > 0 && !p.o.Typed:
		return unusable("%s not understood", words.Plural(l.wrong, "command"))
	}
	return nil
}

// say makes one statement.
func (l *linear) say(format string, args ...any) {
	l.said = l.p.o.Now()
	_ = l.p.print(strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " "))
}

// talk takes commands and answers as they come.
func (l *linear) talk() {
	lines, done := l.input(), l.ctx.Done()
	work := context.WithoutCancel(l.ctx)
	defer func() { l.stop() }()
	for lines != nil || l.inFlight > 0 {
		l.begin(work)
		in := lines
		if l.ctx.Err() != nil || l.store.Progress().Running() {
			in = nil // what is being sent is settled before the next command
		}
		select {
		case line, more := <-in:
			if !more || l.do(strings.TrimSpace(line)) {
				l.leave()
				lines = nil
			}
		case a := <-l.answers:
			l.answered(a)
		case <-l.due():
		case <-done:
			l.leave()
			lines, done = nil, nil
		}
	}
}

// input reads the input. A reader that never ends is left behind.
func (l *linear) input() <-chan string {
	all := make(chan string)
	go func() {
		defer close(all)
		for in := bufio.NewScanner(l.p.o.In); in.Scan(); {
			select {
			case all <- in.Text():
			case <-l.ctx.Done():
				return
			}
		}
	}()
	return all
}

// leave takes back what was not sent, and says so.
func (l *linear) leave() {
	ids := l.store.Discard()
	l.settle(ids, nil)
	if len(ids) > 0 {
		l.failed = true
		l.say("%s not sent: nothing was changed by it", words.Plural(len(ids), "delete"))
	}
}

// answered takes what became of a write, and says so.
func (l *linear) answered(a answer) {
	r := l.finish(a)
	for _, o := range a.outcomes {
		switch o.What {
		case store.LeftOut:
			l.failed = true
			l.say("%s not deleted: it changed meanwhile", l.name(o.ID))
		case store.Done:
			if o.Session != nil && !slices.Contains(r.Deleted, o.ID) {
				now := client.Summarize(o.Session)
				l.know(l.p.o.Now(), now)
				l.say("saved, the name is %s and the status %s; its limit is %s", l.name(o.ID), clean(string(now.Status)), words.FormatLength(now.Expiration))
			}
		default:
		}
	}
	for _, id := range r.Deleted {
		l.say("%s deleted", l.name(id))
	}
	for _, id := range r.Failed {
		f, _ := l.store.Failed(id)
		l.failed = true
		l.say("%s not changed: %s", l.name(id), clean(f.Err.Error()))
	}
}

// know takes sessions as they were at a time.
func (l *linear) know(at time.Time, rows ...client.Summary) {
	l.store.Merge(rows, at)
	for _, r := range rows {
		l.known[r.ID] = r
	}
}

// name is what a session is called.
func (l *linear) name(id string) string {
	if r, ok := l.store.Row(id); ok {
		return l.title(&r.Summary)
	}
	if r, ok := l.known[id]; ok {
		return l.title(&r)
	}
	return clean(id)
}

// title names a session, by its ID where there is no name to tell.
func (l *linear) title(r *client.Summary) string {
	if r.Name == "" || l.p.o.Settings.Private {
		return "untitled " + r.ID
	}
	return `"` + r.Name + `"`
}
