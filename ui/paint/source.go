package paint

import (
	"errors"
	"os"
	"sync/atomic"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"
)

// openKeySource opens a reader of keys. If possible it is one that the Go runtime
// polls: a blocking reader occupies a thread, and what it reads is handled only after
// another thread has woken up.
func openKeySource(file *os.File) (cancelreader.CancelReader, error) {
	if !term.IsTerminal(file.Fd()) {
		return cancelreader.NewReader(file)
	}
	if reopened, err := reopen(file); err == nil {
		if reopened.SetReadDeadline(time.Time{}) == nil {
			return &pollableFile{File: reopened}, nil
		}
		_ = reopened.Close() // nothing was read from it
	}
	return cancelreader.NewReader(file)
}

// pollableFile is a terminal that the runtime polls for input.
type pollableFile struct {
	*os.File
	cancelled atomic.Bool
}

func (p *pollableFile) Read(b []byte) (int, error) {
	n, err := p.File.Read(b)
	if errors.Is(err, os.ErrDeadlineExceeded) && p.cancelled.Load() {
		err = cancelreader.ErrCanceled
	}
	return n, err
}

// setTimeout makes the next read end with os.ErrDeadlineExceeded after d; 0 is no
// timeout.
func (p *pollableFile) setTimeout(d time.Duration) {
	var at time.Time
	if d > 0 {
		at = time.Now().Add(d)
	}
	_ = p.SetReadDeadline(at)
	if p.cancelled.Load() {
		p.Cancel() // again: it may have come in between
	}
}

// Cancel ends the read under way, and every later one.
func (p *pollableFile) Cancel() bool {
	p.cancelled.Store(true)
	return p.SetReadDeadline(time.Unix(1, 0)) == nil
}
