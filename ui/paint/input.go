package paint

import (
	"errors"
	"io"
	"os"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/muesli/cancelreader"
)

// input is the keyboard as Bubble Tea reads it. It is not a file to it, so
// that only this package decides when reading ends: an end waits for no key
// that was typed ahead, and no read is under way when another program has the
// terminal.
type input struct {
	file *os.File
	send func(tea.Msg) // to the program; nil if everything goes through Bubble Tea's reader

	turn sync.Mutex // to read: a reader that was given up may still have something to deliver

	mu      sync.Mutex
	reader  cancelreader.CancelReader // nil until the next read
	reading sync.WaitGroup
	stopped bool
	round   int // how often reading was stopped
	typing  typing
}

// Read reads keys. Characters that are typed it sends to the program itself; it
// returns with what Bubble Tea has to look at. It gives io.EOF, which ends
// Bubble Tea's reading without an error, from stop to start.
func (i *input) Read(b []byte) (int, error) {
	i.mu.Lock()
	round, empty := i.round, i.send != nil && i.typing.catchUp(time.Now())
	i.mu.Unlock()
	for !empty {
		n, plain, err := i.read(b, round)
		if err != nil || !plain {
			return n, err
		}
		for _, c := range b[:n] {
			i.send(typed(c))
		}
	}
	return 0, nil
}

// read reads once, and tells whether all of it are characters that mean
// themselves.
func (i *input) read(b []byte, round int) (n int, plain bool, err error) {
	i.mu.Lock()
	over := i.over(round)
	i.mu.Unlock()
	if over {
		return 0, false, io.EOF
	}
	i.turn.Lock()
	defer i.turn.Unlock()
	r, err := i.begin(round)
	if err != nil {
		return 0, false, err
	}
	defer i.reading.Done()
	n, err = r.Read(b)
	if errors.Is(err, cancelreader.ErrCanceled) {
		err = io.EOF
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	return n, err == nil && i.send != nil && i.typing.plain(b[:n], time.Now()), err
}

// over reports whether there is nothing to read any more for who began in a
// round: reading is stopped, or was when there was still something to deliver.
func (i *input) over(round int) bool { return i.stopped || round != i.round }

// begin begins to read.
func (i *input) begin(round int) (io.Reader, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.over(round) {
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
	i.round++
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
	i.typing = typing{}
}
