package plain

import (
	"fmt"
	"io"
	"time"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// progress is a line on a terminal that says how far something is.
type progress struct {
	to   io.Writer // nil where nobody reads it
	last time.Time
}

// progress begins one. Where rows are written on the same terminal, they say
// how far it is themselves.
func (p *Program) progress(rows bool) *progress {
	if !p.o.Shown || rows && p.o.Width > 0 {
		return &progress{}
	}
	return &progress{to: p.o.Err}
}

// tell changes the line, not more often than somebody can read it.
func (p *progress) tell(format string, args ...any) {
	const often = 200 * time.Millisecond
	now := time.Now()
	if p.to == nil || now.Sub(p.last) < often {
		return
	}
	p.last = now
	_, _ = fmt.Fprintf(p.to, "\r"+format+ansi.EraseLineRight, args...)
}

// end takes the line away.
func (p *progress) end() {
	if !p.last.IsZero() {
		_, _ = io.WriteString(p.to, "\r"+ansi.EraseLineRight)
	}
}

// Waiting tells what the client waits for.
func (p *Program) Waiting(e client.Event) { p.waiting(e.Op+": "+e.Reason, e.Wait) }

// waiting tells once for how long nothing happens, and why.
func (p *Program) waiting(why string, wait time.Duration) {
	const noticed = time.Second // a shorter wait is no news
	now := p.o.Now()
	until := now.Add(wait)
	if last := p.waits.Load(); wait < noticed || last != nil && now.Before(*last) || !p.waits.CompareAndSwap(last, &until) {
		return
	}
	if p.o.Shown {
		_, _ = io.WriteString(p.o.Err, "\r"+ansi.EraseLineRight) // the line of the progress
	}
	p.say("%s, trying again in %s", clean(why), words.Length(wait.Round(time.Second)))
}
