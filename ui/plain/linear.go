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

// conversation reads commands as lines of input and answers each with lines of text.
// Nothing is drawn, so a screen reader or a pipe can follow it.
type conversation struct {
	*queue
	ctx           context.Context //nolint:containedctx // ends with the conversation
	choice        Choice
	filter        filter.Filter // the choice as one filter
	table         sessions.Table
	listed        []string                  // IDs of the sessions of the list that were said, in order
	stats         pager.Stats               // of the list as far as it was read
	summed        pager.Stats               // of the list when sum has read it to its end; zero after a write
	listEnded     bool                      // all rows of the list were said
	nextRow       func() (row, error, bool) // reads on in the list; nil before the first row
	stopReading   func()                    // ends nextRow
	openID        string                    // ID of the open session, which commands without an ID mean
	openName      string                    // its name, which stays when it is deleted
	openLines     []string                  // its text
	onYes         func() error              // called when the answer is yes; nil without a question
	lastSaid      time.Time                 // when the last line was written
	warnedUnsent  bool                      // the person was told that deletes are not sent yet
	notAllDone    bool                      // a command failed
	notUnderstood int                       // number of commands with wrong usage
}

// Linear runs a conversation until the input or the context ends, the person quits,
// or a line cannot be written.
func (p *Program) Linear(outer context.Context, choice Choice) error {
	ctx, cancel := context.WithCancelCause(outer)
	defer cancel(nil)
	p.o.Out = failingWriter{p.o.Out, cancel}
	talk := &conversation{ctx: ctx, stopReading: func() {}}
	sender := send.Sender{API: p.o.API, NoCopies: p.o.Settings.Trash.Off, Account: p.o.Account}
	p.o.Err, p.progress.width = p.o.Out, 0 // everything is said on one stream, and nothing is redrawn
	talk.queue = newQueue(p, sender, p.o.Settings.UndoWindow)
	if err := talk.setChoice(choice); err != nil {
		return err
	}
	if !p.o.ReadOnly {
		copies, report, err := p.o.Trash()
		if err == nil {
			defer func() { _ = copies.Close() }()
			talk.sender.Trash = copies
			talk.p.reportUnfinished(ctx, talk.sender, report)
		} else if !talk.sender.NoCopies {
			talk.say("deletes are refused, no copy can be kept: %s", clean(err.Error()))
		}
	}
	talk.say("vapi-sessions, account %s; help lists the commands", clean(p.o.Account))
	talk.loop()
	switch {
	case ctx.Err() != nil && outer.Err() == nil:
		return context.Cause(ctx)
	case talk.notAllDone:
		return PartialError("not everything was done")
	case talk.notUnderstood > 0 && !p.o.InIsTerminal:
		return usageErrorf("%s not understood", words.Plural(talk.notUnderstood, "command"))
	}
	return nil
}

func (c *conversation) say(format string, args ...any) {
	c.lastSaid = c.p.o.Now()
	_ = c.p.print(strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " "))
}

// loop handles commands and results of writes as they come.
func (c *conversation) loop() {
	input, done := c.readLines(), c.ctx.Done()
	work := context.WithoutCancel(c.ctx)
	defer func() { c.stopReading() }()
	for input != nil || c.inFlight > 0 {
		c.sendDue(work)
		in := input
		if c.ctx.Err() != nil || c.store.Progress().Running() {
			in = nil // the next command waits until the writes in flight are settled
		}
		select {
		case line, more := <-in:
			if !more || c.handleLine(strings.TrimSpace(line)) {
				c.discardUnsent()
				input = nil
			}
		case a := <-c.results:
			c.workDone(a)
		case <-c.nextDeadline():
		case <-done:
			c.discardUnsent()
			input, done = nil, nil
		}
	}
}

// readLines sends the lines of the input. Its goroutine stays behind when the
// conversation ends while a read blocks.
func (c *conversation) readLines() <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for in := bufio.NewScanner(c.p.o.In); in.Scan(); {
			select {
			case lines <- in.Text():
			case <-c.ctx.Done():
				return
			}
		}
	}()
	return lines
}

// discardUnsent discards deletes that were not sent, and says so.
func (c *conversation) discardUnsent() {
	ids := c.store.Discard()
	c.recordUnsent(ids)
	if len(ids) > 0 {
		c.notAllDone = true
		c.say("%s not sent: nothing was changed by it", words.Plural(len(ids), "delete"))
	}
}

// workDone says what the result of a write is.
func (c *conversation) workDone(a workResult) {
	names := map[string]string{} // a session that is deleted has none afterwards
	for _, o := range a.outcomes {
		names[o.ID] = c.name(o.ID)
	}
	r := c.finish(a)
	c.summed = pager.Stats{}
	for _, o := range a.outcomes {
		switch o.Kind {
		case store.LeftOut:
			c.notAllDone = true
			c.say("%s not deleted: it changed meanwhile", c.name(o.ID))
		case store.Done:
			if o.Session != nil && !slices.Contains(r.Deleted, o.ID) {
				row := client.Summarize(o.Session)
				if o.ID == c.openID {
					c.openName = c.name(o.ID)
				}
				c.say("saved, the name is %s and the status %s; its limit is %s", c.name(o.ID), clean(string(row.Status)), words.FormatDuration(row.Expiration))
			}
		default:
		}
	}
	for _, id := range r.Deleted {
		c.say("%s deleted", names[id])
	}
	for _, id := range r.Failed {
		f, _ := c.store.Failed(id)
		c.notAllDone = true
		c.say("%s not changed: %s", c.name(id), clean(f.Err.Error()))
	}
}

// name is the title of a session by ID.
func (c *conversation) name(id string) string {
	if r, ok := c.store.Row(id); ok {
		return c.title(&r.Summary)
	}
	return clean(id)
}

// title is the name of a session in quotes, or its ID where no name may be said.
func (c *conversation) title(r *client.Summary) string {
	if r.Name == "" || c.p.o.Settings.Private {
		return "untitled " + r.ID
	}
	return `"` + r.Name + `"`
}
