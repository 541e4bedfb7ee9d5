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

// keyInput is the input that Bubble Tea reads. It does not look like a file to Bubble
// Tea, so only this package decides when reading stops: quitting does not wait for
// keys that were typed ahead, and no read is under way while another program has the
// terminal.
type keyInput struct {
	file    *os.File
	program *program

	mu      sync.Mutex
	reader  cancelreader.CancelReader // nil until the next read
	reading sync.WaitGroup
	stopped bool

	filter inputFilter // used by the reading goroutine alone
}

// Read reads keys, filtered for Bubble Tea's reader. Between stop and start it returns
// io.EOF, which ends Bubble Tea's reading without an error.
func (i *keyInput) Read(b []byte) (int, error) {
	runtime.Gosched() // lets the key before be handled first, which saves a tenth of the time to its frame
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

// readLimit is how many bytes may be read so that the filter's output fits into b: Esc
// becomes five bytes, and buffered bytes are added.
func readLimit(b []byte) int { return max(1, (len(b)-maxSequence)/len(escKey)) }

// openKeyboard returns the file if it is a terminal, or else the controlling terminal.
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

// SafeInput returns the input of a program under tea.NewProgram: the file if it is a
// terminal, or else the controlling terminal, filtered for Bubble Tea's reader.
func SafeInput(file *os.File) (io.Reader, error) {
	file, err := openKeyboard(file)
	if err != nil {
		return nil, err
	}
	return &safeFile{File: file, filter: inputFilter{eager: true}}, nil
}

// safeFile is a filtered file. Because it is still a file, Bubble Tea prepares it as a
// terminal and can stop reading from it.
type safeFile struct {
	*os.File
	filter inputFilter
}

func (s *safeFile) Read(b []byte) (int, error) {
	n, err := s.File.Read(b[:readLimit(b)])
	return copy(b, s.filter.feed(b[:n], time.Now())), err
}

// beginRead returns the reader for a read, and counts the read in reading.
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

// stop cancels the read under way, if any, and waits for its end.
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

// start allows reads again.
func (i *keyInput) start() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.stopped = false
	i.filter = inputFilter{}
}
