package output

import (
	"io"
	"time"
)

// Say writes text for the person, unless the terminal takes nothing.
func Say(w io.Writer, text string) {
	const patience = 200 * time.Millisecond
	said := make(chan struct{})
	go func() {
		_, _ = io.WriteString(w, text)
		close(said)
	}()
	select {
	case <-said:
	case <-time.After(patience):
	}
}
