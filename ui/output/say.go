package output

import (
	"io"
	"os"
	"time"

	"github.com/charmbracelet/x/term"
)

// Say writes text for the person, unless the terminal takes nothing.
func Say(w io.Writer, text string) {
	const patience = time.Second
	said := make(chan struct{})
	write := func() {
		_, _ = io.WriteString(w, text)
		close(said)
	}
	if f, is := w.(*os.File); !is || !term.IsTerminal(f.Fd()) {
		write()
		return
	}
	go write()
	select {
	case <-said:
	case <-time.After(patience):
	}
}
