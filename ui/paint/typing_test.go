package paint

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"pgregory.net/rapid"
)

// chunk is what a terminal sends at once, after a pause.
type chunk struct {
	after time.Duration
	text  string
}

// keyboard is a terminal that sends chunks.
type keyboard struct{ chunks []chunk }

func (k *keyboard) Read(b []byte) (int, error) {
	if len(k.chunks) == 0 {
		time.Sleep(time.Second) // what has begun is given up
		return 0, io.EOF
	}
	c := k.chunks[0]
	k.chunks = k.chunks[1:]
	time.Sleep(c.after)
	return copy(b, c.text), nil
}

func (k *keyboard) Cancel() bool { return true }
func (k *keyboard) Close() error { return nil }

// events is what Bubble Tea's reader makes of what is read, and, with past, of
// what goes past it. Whoever gets it is busy for a while with the first.
func events(t *testing.T, chunks []chunk, busy time.Duration, past bool) (all []string, direct int) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		out := make(chan uv.Event)
		in := &input{reader: &keyboard{slices.Clone(chunks)}}
		if past {
			in.send = func(m tea.Msg) {
				direct++
				k, ok := m.(tea.KeyPressMsg)
				if !ok {
					t.Errorf("a %T is sent", m)
				}
				out <- uv.KeyPressEvent(k)
			}
		}
		go func() {
			defer close(out)
			if err := uv.NewTerminalReader(in, "xterm-256color").StreamEvents(context.Background(), out); err != nil {
				t.Error(err)
			}
		}()
		for e := range out {
			if all = append(all, fmt.Sprintf("%T %+v", e, e)); len(all) == 1 {
				time.Sleep(busy)
			}
		}
	})
	return all, direct
}

func TestACharacterIsWhatBubbleTeaMakesOfIt(t *testing.T) {
	var d uv.EventDecoder
	for c := byte(' '); c < 0x7f; c++ {
		if _, e := d.Decode([]byte{c}); e != uv.KeyPressEvent(typed(c)) {
			t.Errorf("%q: %+v, want %+v", c, typed(c), e)
		}
	}
}

// TestNothingOvertakesAnything is the proof of typing: whatever a terminal
// sends, in whatever pieces, arrives as it does without it.
func TestNothingOvertakesAnything(t *testing.T) {
	// Without the mouse of old terminals: Bubble Tea's reader can panic at a
	// part of it.
	whole := []string{"j", "jjj", "G", " ", "a word", "é", "漢字", "\x1b[A", "\x1b[<0;3;4M", "\x1bOA", "\x1b[[A", "\x1b", "\x1bj", "\x1b\x1b", "\x03", "\x7f",
		"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", "\x1b]11;rgb:ffff/ffff/ffff\x07", "\x1bP>|xterm\x1b\\", "\x1b[?2026;2$y", "\x1b[I", "\x1b[O", "\x1b[106;5u",
		"\x1b[200~pasted d y\x1b[201~", "\x1b[200~", "\x1b[201~", "\x9b", "P", "X", "]", "[", "O", "\\"}
	rapid.Check(t, func(r *rapid.T) {
		var chunks []chunk
		pauses := []time.Duration{0, time.Millisecond, 30 * time.Millisecond, 70 * time.Millisecond, 300 * time.Millisecond}
		for range rapid.IntRange(1, 8).Draw(r, "chunks") {
			text := rapid.SampledFrom(whole).Draw(r, "text")
			if n := rapid.IntRange(0, 2*len(text)).Draw(r, "cut"); n > 0 && n < len(text) {
				chunks = append(chunks, chunk{rapid.SampledFrom(pauses).Draw(r, "pause"), text[:n]})
				text = text[n:]
			}
			chunks = append(chunks, chunk{rapid.SampledFrom(pauses).Draw(r, "pause"), text})
		}
		busy := rapid.SampledFrom([]time.Duration{0, 0, 20 * time.Millisecond, 200 * time.Millisecond}).Draw(r, "busy")
		want, _ := events(t, chunks, busy, false)
		if got, _ := events(t, chunks, busy, true); !slices.Equal(got, want) {
			r.Fatalf("of %+v becomes\n%s\ninstead of\n%s", chunks, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}

func TestWhatIsTypedGoesPastTheReader(t *testing.T) {
	const pause = 300 * time.Millisecond
	for _, c := range []struct {
		chunks string // a blank between two
		direct int
	}{
		{"j j j j", 4},
		{"jjjjjjjj j", 9},
		{"j \x1b[A j j", 2}, // the first one shows that nothing is kept back
		{"j \x1b[<0;3;4M j j j \x1b[I j j", 4},
		{"j \x1b j j", 2},
		{"j \x1b P j", 2},
		{"j \x03 j", 2},
		{"j \x1b[200~ ab cd \x1b[201~ j j", 2},
		{"j \x1b[20 0~ ab cd", 1}, // perhaps a paste
		{"j \x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\ j j", 2},
		{"j é j j", 2},
	} {
		var chunks []chunk
		for text := range strings.SplitSeq(c.chunks, " ") {
			chunks = append(chunks, chunk{pause, text})
		}
		if _, direct := events(t, chunks, 0, true); direct != c.direct {
			t.Errorf("%q: %d go past the reader, want %d", c.chunks, direct, c.direct)
		}
	}
}

// A character that the program does not take yet keeps nobody from stopping to
// read, and whoever was about to deliver it does not read again afterwards.
func TestStoppingDoesNotWaitForWhatIsTypedAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		taken := make(chan tea.Msg)
		in := &input{reader: &keyboard{[]chunk{{0, "j"}}}, send: func(m tea.Msg) { taken <- m }}
		ended := make(chan error)
		read := func() {
			b := make([]byte, 16)
			for {
				if _, err := in.Read(b); err != nil {
					ended <- err
					return
				}
			}
		}
		go read()
		synctest.Wait() // j is not taken
		in.stop()
		if _, err := in.Read(make([]byte, 16)); !errors.Is(err, io.EOF) {
			t.Errorf("reading while it is stopped gives %v", err)
		}
		in.start()
		in.mu.Lock()
		in.reader = &keyboard{[]chunk{{time.Second, "k"}}}
		in.mu.Unlock()
		go read()
		synctest.Wait()
		if k, ok := (<-taken).(tea.KeyPressMsg); !ok || k.Text != "j" {
			t.Errorf("typed ahead was %v", k)
		}
		if err := <-ended; !errors.Is(err, io.EOF) {
			t.Errorf("who read before the stop ends with %v", err)
		}
		if k, ok := (<-taken).(tea.KeyPressMsg); !ok || k.Text != "k" {
			t.Errorf("typed since is %v", k)
		}
		if err := <-ended; !errors.Is(err, io.EOF) {
			t.Errorf("who reads since ends with %v", err)
		}
	})
}

// What is typed after quitting is for the shell.
func TestNothingIsReadAfterQuitting(t *testing.T) {
	p := &program{keys: &input{reader: &keyboard{[]chunk{{0, "x"}}}}, paint: New(io.Discard, Options{})}
	defer func() { _ = p.paint.Close() }()
	if msg := p.filter(nil, tea.QuitMsg{}); msg != (tea.QuitMsg{}) {
		t.Errorf("quitting becomes %v", msg)
	}
	if n, err := p.keys.Read(make([]byte, 16)); n != 0 || !errors.Is(err, io.EOF) {
		t.Errorf("%d bytes are read, %v", n, err)
	}
}
