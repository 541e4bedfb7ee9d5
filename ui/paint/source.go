package paint

import (
	"errors"
	"os"
	"sync/atomic"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"
)

// openKeySource begins to read keys. Where that can be, the runtime waits for
// them: a reader that waits by itself keeps a thread, and what it read is
// handled only when another thread has woken up.
func openKeySource(file *os.File) (cancelreader.CancelReader, error) {
	if !term.IsTerminal(file.Fd()) {
		return cancelreader.NewReader(file)
	}
	if own, err := reopen(file); err == nil {
		if own.SetReadDeadline(time.Time{}) == nil {
			return &pollableFile{File: own}, nil
		}
		_ = own.Close() // nothing was read from it
	}
	return cancelreader.NewReader(file)
}

// pollableFile is a terminal of which the runtime tells when there is something to
// read.
type pollableFile struct {
	*os.File
	cancelled atomic.Bool
}

// Read reads, unless it is cancelled.
func (p *pollableFile) Read(b []byte) (int, error) {
	n, err := p.File.Read(b)
	if errors.Is(err, os.ErrDeadlineExceeded) && p.cancelled.Load() {
		err = cancelreader.ErrCanceled
	}
	return n, err
}

// setTimeout makes the next read end with os.ErrDeadlineExceeded after so long; zero
// is no limit.
func (p *pollableFile) setTimeout(d time.Duration) {
	var at time.Time
	if d > 0 {
		at = time.Now().Add(d)
	}
	_ = p.SetReadDeadline(at) // openSource has tried it
	if p.cancelled.Load() {
		p.Cancel() // again: it may have come in between
	}
}

// Cancel ends the read that is under way, and every later one.
func (p *pollableFile) Cancel() bool {
	p.cancelled.Store(true)
	return p.SetReadDeadline(time.Unix(1, 0)) == nil
}
