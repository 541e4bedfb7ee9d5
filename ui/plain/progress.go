package plain

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// progress is the last line of a terminal, which says how far something is or
// what it waits for. It is safe for use by many goroutines.
type progress struct {
	to    io.Writer
	width int // cells of a line; 0 where nobody reads it

	mu    sync.Mutex
	shown bool
	last  time.Time // when it was told how far something is
	until time.Time // when the wait ends that was told
}

// tell says how far something is, not more often than somebody can read it and
// not while it says what is waited for.
func (p *progress) tell(now time.Time, format string, args ...any) {
	const often = 200 * time.Millisecond
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Sub(p.last) >= often && !now.Before(p.until) {
		p.last = now
		p.show(fmt.Sprintf(format, args...))
	}
}

// wait begins a wait, and reports whether none is under way.
func (p *progress) wait(now, until time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Before(p.until) {
		return false
	}
	p.until = until
	return true
}

// show writes the line over, or only its end where it is too long.
func (p *progress) show(text string) {
	if p.width > 0 {
		text = ansi.TruncateLeft(text, ansi.StringWidth(text)-p.width+1, "")
		_, _ = io.WriteString(p.to, "\r"+text+ansi.EraseLineRight)
		p.shown = text != ""
	}
}

// over writes to a stream that may be the same terminal: it takes the line away
// before.
type over struct {
	*progress
	w io.Writer
}

func (o over) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.shown {
		o.show("")
	}
	return o.w.Write(b)
}

// heard is a stream whose first failure ends a conversation.
type heard struct {
	io.Writer
	end context.CancelCauseFunc
}

func (h heard) Write(text []byte) (int, error) {
	n, err := h.Writer.Write(text)
	if err != nil {
		h.end(err)
	}
	return n, err
}

// End takes the line away that says how far something is.
func (p *Program) End() { _, _ = p.o.Err.Write(nil) }

// Waiting tells once for how long nothing happens, and why.
func (p *Program) Waiting(e client.Event) {
	const noticed = time.Second // a shorter wait is no news
	now := p.o.Now()
	if e.Wait < noticed || !p.far.wait(now, now.Add(e.Wait)) {
		return
	}
	text := p.text(clean(e.Op+": "+e.Reason) + ", trying again in " + words.Length(e.Wait.Round(time.Second)))
	if p.far.width == 0 {
		p.say("%s", text)
		return
	}
	p.far.mu.Lock()
	defer p.far.mu.Unlock()
	p.far.show(text)
}
