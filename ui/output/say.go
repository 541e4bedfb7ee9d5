package output

import (
	"io"
	"os"
	"time"

	"github.com/charmbracelet/x/term"
)

// Say writes text. It gives up after a second if the terminal is blocked.
func Say(w io.Writer, text string) {
	const timeout = time.Second
	done := make(chan struct{})
	write := func() {
		_, _ = io.WriteString(w, text)
		close(done)
	}
	if f, isFile := w.(*os.File); !isFile || !term.IsTerminal(f.Fd()) {
		write()
		return
	}
	go write()
	select {
	case <-done:
	case <-time.After(timeout):
	}
}
