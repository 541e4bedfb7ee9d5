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

// progressLine is the last line of a terminal, which says how far something is or
// what it waits for. It is safe for use by many goroutines.
type progressLine struct {
	to    io.Writer
	width int // cells of a line; 0 where nobody reads it

	mu      sync.Mutex
	shown   bool
	updated time.Time // when it was told how far something is
	waitEnd time.Time // when the wait ends that was told
}

// update says how far something is, not more often than somebody can read it and
// not while it says what is waited for.
func (p *progressLine) update(now time.Time, format string, args ...any) {
	const interval = 200 * time.Millisecond
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Sub(p.updated) >= interval && !now.Before(p.waitEnd) {
		p.updated = now
		p.show(fmt.Sprintf(format, args...))
	}
}

// wait begins a wait, and reports whether none is under way.
func (p *progressLine) wait(now, until time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Before(p.waitEnd) {
		return false
	}
	p.waitEnd = until
	return true
}

// show writes the line over, or only its end where it is too long.
func (p *progressLine) show(text string) {
	if p.width > 0 {
		text = ansi.TruncateLeft(text, ansi.StringWidth(text)-p.width+1, "")
		_, _ = io.WriteString(p.to, "\r"+text+ansi.EraseLineRight)
		p.shown = text != ""
	}
}

// clearingWriter writes to a stream that may be the same terminal: it takes the line away
// before.
type clearingWriter struct {
	*progressLine
	w io.Writer
}

func (w clearingWriter) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.shown {
		w.show("")
	}
	return w.w.Write(b)
}

// failingWriter is a stream whose first failure ends a conversation.
type failingWriter struct {
	io.Writer
	end context.CancelCauseFunc
}

func (h failingWriter) Write(text []byte) (int, error) {
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
	const shortest = time.Second // a shorter wait is no news
	now := p.o.Now()
	if e.Wait < shortest || !p.progress.wait(now, now.Add(e.Wait)) {
		return
	}
	text := p.terminalText(clean(e.Op+": "+e.Reason) + ", trying again in " + words.Length(e.Wait.Round(time.Second)))
	if p.progress.width == 0 {
		p.say("%s", text)
		return
	}
	p.progress.mu.Lock()
	defer p.progress.mu.Unlock()
	p.progress.show(text)
}
