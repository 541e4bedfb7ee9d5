package paint

import (
	"errors"
	"io"
	"os"
	"sync"

	"github.com/muesli/cancelreader"
)

// input is the keyboard as Bubble Tea reads it. It is not a file to it, so
// that only this package decides when reading ends: an end waits for no key
// that was typed ahead, and no read is under way when another program has the
// terminal.
type input struct {
	file  *os.File
	owner *program

	mu      sync.Mutex
	reader  cancelreader.CancelReader // nil until the next read
	reading sync.WaitGroup
	stopped bool
}

// Read reads keys. It gives io.EOF, which ends Bubble Tea's reading without an
// error, from stop to start.
func (i *input) Read(b []byte) (int, error) {
	r, err := i.begin()
	if err != nil {
		return 0, err
	}
	defer i.reading.Done()
	n, err := r.Read(b)
	if errors.Is(err, cancelreader.ErrCanceled) {
		err = io.EOF
	}
	return n, err
}

// begin begins to read.
func (i *input) begin() (io.Reader, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.stopped {
		return nil, io.EOF
	}
	if i.reader == nil {
		r, err := openSource(i.file)
		if err != nil {
			return nil, err
		}
		i.reader = r
	}
	i.reading.Add(1)
	return i.reader, nil
}

// stop ends the read that is under way, if any, and waits for it.
func (i *input) stop() {
	i.mu.Lock()
	i.stopped = true
	r := i.reader
	i.reader = nil
	i.mu.Unlock()
	if r != nil && r.Cancel() {
		i.reading.Wait()
		_ = r.Close()
	}
}

// start lets reads begin again.
func (i *input) start() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.stopped = false
}
