package output

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// slow is a stream that somebody reads at leisure.
type slow struct{ read strings.Builder }

func (s *slow) Write(text []byte) (int, error) {
	time.Sleep(time.Minute)
	return s.read.Write(text)
}

// Into a pipe everything is said, however slow its reader.
func TestASlowReaderMissesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &slow{}
		if Say(w, "nothing was deleted\n"); w.read.String() != "nothing was deleted\n" {
			t.Errorf("it read %q", w.read.String())
		}
	})
}
