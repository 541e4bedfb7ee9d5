package paint

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"
)

// keyInput is the keyboard as Bubble Tea reads it. It is not a file to it, so
// that only this package decides when reading ends: an end waits for no key
// that was typed ahead, and no read is under way when another program has the
// terminal.
type keyInput struct {
	file    *os.File
	program *program

	mu      sync.Mutex
	reader  cancelreader.CancelReader // nil until the next read
	reading sync.WaitGroup
	stopped bool

	filter inputFilter // of the one who reads
}

// Read reads keys, made safe for Bubble Tea's reader. It gives io.EOF, which
// ends Bubble Tea's reading without an error, from stop to start.
func (i *keyInput) Read(b []byte) (int, error) {
	runtime.Gosched() // whoever was given the key before goes on first: a tenth of the time to its frame
	r, err := i.beginRead()
	if err != nil {
		return 0, err
	}
	defer i.reading.Done()
	source, canTimeOut := r.(*pollableFile)
	i.filter.eager = !canTimeOut
	for {
		if canTimeOut {
			source.setTimeout(i.filter.wait())
		}
		n, err := r.Read(b[:readLimit(b)])
		var out []byte
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			out = i.filter.expire()
		case errors.Is(err, cancelreader.ErrCanceled):
			return 0, io.EOF
		case err != nil:
			return 0, err
		default:
			out = i.filter.feed(b[:n], time.Now())
		}
		if len(out) > 0 {
			return copy(b, out), nil
		}
	}
}

// readLimit is how many bytes may be read at once for what the filter makes of them
// to fit: Esc becomes five bytes, and what was kept back comes with them.
func readLimit(b []byte) int { return max(1, (len(b)-maxSequence)/len(escKey)) }

// openKeyboard is the file, or the controlling terminal if the file is none.
func openKeyboard(file *os.File) (*os.File, error) {
	if term.IsTerminal(file.Fd()) {
		return file, nil
	}
	in, _, err := tea.OpenTTY()
	if err != nil {
		return nil, fmt.Errorf("looking for a keyboard: %w", err)
	}
	return in, nil
}

// SafeInput gives a terminal as tea.WithInput takes it, made safe for Bubble
// Tea's reader, for a program that runs under tea.NewProgram. It is the file, or
// the controlling terminal if the file is none.
func SafeInput(file *os.File) (io.Reader, error) {
	file, err := openKeyboard(file)
	if err != nil {
		return nil, err
	}
	return &safeFile{File: file, filter: inputFilter{eager: true}}, nil
}

// safeFile is still a file, so that Bubble Tea prepares it as a terminal and can
// stop reading from it.
type safeFile struct {
	*os.File
	filter inputFilter
}

func (s *safeFile) Read(b []byte) (int, error) {
	n, err := s.File.Read(b[:readLimit(b)])
	return copy(b, s.filter.feed(b[:n], time.Now())), err
}

// beginRead begins to read.
func (i *keyInput) beginRead() (io.Reader, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.stopped {
		return nil, io.EOF
	}
	if i.reader == nil {
		r, err := openKeySource(i.file)
		if err != nil {
			return nil, err
		}
		i.reader = r
	}
	i.reading.Add(1)
	return i.reader, nil
}

// stop ends the read that is under way, if any, and waits for it.
func (i *keyInput) stop() {
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
func (i *keyInput) start() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.stopped = false
	i.filter = inputFilter{}
}
