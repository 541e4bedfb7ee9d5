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

// progressLine is the last line of a terminal, which shows how far a command is or
// what it waits for. It is safe for use by many goroutines.
type progressLine struct {
	to    io.Writer
	width int // cells of a line; 0 where no terminal shows it

	mu      sync.Mutex
	shown   bool
	updated time.Time // when update last showed a text
	waitEnd time.Time // end of the last wait that was announced
}

// update shows a new text, at most five times a second and not during a wait.
func (p *progressLine) update(now time.Time, format string, args ...any) {
	const interval = 200 * time.Millisecond
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Sub(p.updated) >= interval && !now.Before(p.waitEnd) {
		p.updated = now
		p.show(fmt.Sprintf(format, args...))
	}
}

// wait records that a wait begins. It returns false during an earlier wait.
func (p *progressLine) wait(now, until time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Before(p.waitEnd) {
		return false
	}
	p.waitEnd = until
	return true
}

// show replaces the line; of a text that is too long it shows the end.
func (p *progressLine) show(text string) {
	if p.width > 0 {
		text = ansi.TruncateLeft(text, ansi.StringWidth(text)-p.width+1, "")
		_, _ = io.WriteString(p.to, "\r"+text+ansi.EraseLineRight)
		p.shown = text != ""
	}
}

// clearingWriter clears the progress line before it writes to w, which may be the
// same terminal.
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

// failingWriter ends a conversation when a write fails.
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

// End clears the progress line.
func (p *Program) End() { _, _ = p.o.Err.Write(nil) }

// Waiting says why requests wait and for how long, once for waits at the same time.
func (p *Program) Waiting(e client.Event) {
	const shortest = time.Second // a shorter wait is not announced
	now := p.o.Now()
	if e.Wait < shortest || !p.progress.wait(now, now.Add(e.Wait)) {
		return
	}
	text := p.terminalText(clean(e.Op+": "+e.Reason) + ", trying again in " + words.LongDuration(e.Wait.Round(time.Second)))
	if p.progress.width == 0 {
		p.say("%s", text)
		return
	}
	p.progress.mu.Lock()
	defer p.progress.mu.Unlock()
	p.progress.show(text)
}
