package paint

import (
	"context"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// terminalBytes is a terminal that sends chunks, with a pause between two.
type terminalBytes struct {
	chunks []string
	pause  time.Duration
	wait   func() time.Duration // how long the filter waits
	expire func() []byte
	filter func([]byte, time.Time) []byte
}

// Read gives what the filter makes of the next chunk, or of silence.
func (k *terminalBytes) Read(b []byte) (int, error) {
	for {
		if len(k.chunks) == 0 {
			time.Sleep(2 * time.Second)
			if out := k.expire(); len(out) > 0 {
				return copy(b, out), nil
			}
			time.Sleep(time.Second)
			return 0, io.EOF
		}
		next := k.pause
		if w := k.wait(); w > 0 && w < next {
			time.Sleep(w)
			next -= w
			if out := k.expire(); len(out) > 0 {
				time.Sleep(next)
				return copy(b, out), nil
			}
		}
		time.Sleep(next)
		c := k.chunks[0]
		k.chunks = k.chunks[1:]
		if out := k.filter([]byte(c), time.Now()); len(out) > 0 {
			return copy(b, out), nil
		}
	}
}

// read is what Bubble Tea's reader makes of chunks behind a filter.
func read(t *testing.T, f *inputFilter, pause time.Duration, chunks ...string) (all []string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		k := &terminalBytes{chunks: chunks, pause: pause, wait: f.wait, expire: f.expire, filter: f.feed}
		if f.eager {
			k.wait, k.expire = func() time.Duration { return 0 }, func() []byte { return nil }
		}
		events := make(chan uv.Event)
		go func() {
			defer close(events)
			if err := uv.NewTerminalReader(k, "xterm-256color").StreamEvents(context.Background(), events); err != nil {
				t.Error(err)
			}
		}()
		for e := range events {
			switch e := e.(type) {
			case uv.KeyPressEvent:
				all = append(all, e.Keystroke())
			case uv.PasteEvent:
				all = append(all, "paste "+e.Content)
			case uv.BackgroundColorEvent:
				all = append(all, "colour")
			}
		}
	})
	return all
}

// What a terminal sends leaves no key dead, whatever it is.
func TestNothingFromTheTerminalLeavesKeysDead(t *testing.T) {
	for name, text := range map[string]string{
		"half a character":            "\x1b[200~ab\xf0\x9f\x1b[201~",
		"a raw OSC":                   "\x1b[200~ab\x9d\x1b[201~",
		"a raw APC":                   "\x1b[200~ab\x9f\x1b[201~",
		"a mouse of old":              "\x1b[200~ab\x1b[Mxx\x1b[201~",
		"an unfinished OSC":           "\x1b[200~ab\x1b]52;c;\x1b[201~",
		"an unfinished DCS":           "\x1b[200~ab\x1bP+r\x1b[201~",
		"an unfinished APC":           "\x1b[200~ab\x1b_\x1b[201~",
		"no end":                      "\x1b[200~",
		"no end of a text":            "\x1b[200~ab",
		"an unfinished OSC as keys":   "\x1b]52;c;",
		"an unfinished DCS as keys":   "\x1bP+r",
		"an unfinished APC as keys":   "\x1b_",
		"an unfinished mouse as keys": "\x1b[Mx",
		"an empty OSC":                "\x1b]\x1b\\",
		"half a character as a key":   "\xf0\x9f",
		"the end alone":               "\x1b[201~",
	} {
		for _, eager := range []bool{false, true} {
			got := strings.Join(read(t, &inputFilter{eager: eager}, 3*time.Second, text, "\x03", "\x1b[27u", "j"), ", ")
			if !strings.HasSuffix(got, "ctrl+c, esc, j") {
				t.Errorf("%s, eager %v: %s", name, eager, got)
			}
			if strings.Contains(text, "ab") && !strings.Contains(got, "paste ab") {
				t.Errorf("%s, eager %v: what was pasted is lost: %s", name, eager, got)
			}
		}
	}
}

func TestKeysAreReadAsTheyArePressed(t *testing.T) {
	for _, c := range []struct{ chunks, want string }{
		{"j|é|\x1b[A|\x1bOA|\r|\x7f", "j, é, up, up, enter, backspace"},
		{"\x1b|j", "esc, j"},
		{"\x1bx", "alt+x"},
		{"\x1b\x1b", "esc, esc"},
		{"\x1b\x03", "esc, ctrl+c"},
		{"\x1b\x7f|\x1b\r", "alt+backspace, alt+enter"},
		{"\x1bP|\x1b[|\x1bO|j", "alt+shift+p, alt+[, alt+shift+o, j"},
		{"\x1b[\x03|\x1b[5\x03|\x1bP1\x03", "ctrl+c, ctrl+c, ctrl+c"},
		{"\x1b[97;5u|\x1b[1;5C", "ctrl+a, ctrl+right"},
		{"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\j", "colour, j"},
		{"\x1b[200~one\rtwo é\x1b[201~", "paste one\rtwo é"},
		{"\x1b[200~\x1b[201~", "paste "},
	} {
		for _, eager := range []bool{false, true} {
			if got := strings.Join(read(t, &inputFilter{eager: eager}, 700*time.Millisecond, strings.Split(c.chunks, "|")...), ", "); got != c.want {
				t.Errorf("%q, eager %v: %s, want %s", c.chunks, eager, got, c.want)
			}
		}
	}
}

// An answer in pieces is no keys.
func TestAnAnswerMayComeInPieces(t *testing.T) {
	got := read(t, &inputFilter{}, 200*time.Millisecond, "\x1b]11;rgb:1e1e", "/1e1e/1e1e", "\x1b\\", "j")
	if strings.Join(got, ", ") != "colour, j" {
		t.Errorf("it is read as %q", got)
	}
	paste := read(t, &inputFilter{}, 200*time.Millisecond, "\x1b[2", "00~on\xc3", "\xa9e\x1b[20", "1~", "j")
	if strings.Join(paste, ", ") != "paste onée, j" {
		t.Errorf("it is read as %q", paste)
	}
}

// A key ends a paste whose end does not come, whoever presses it however often.
func TestCtrlCEndsAPasteWithoutAnEnd(t *testing.T) {
	got := read(t, &inputFilter{}, 200*time.Millisecond, "\x1b[200~one", "\x03", "\x03")
	if strings.Join(got, ", ") != "paste one, ctrl+c, ctrl+c" {
		t.Errorf("it is read as %q", got)
	}
}

// FuzzInput lets anything come, in pieces, and then three keys.
func FuzzInput(f *testing.F) {
	for _, s := range []string{"\x1b[200~a\x1b]52;\x1b[201~", "\x1bP+r", "\x9d", "\xf0\x9f", "\x1b[M!", "\x1b[1;2;3$", "\x1b[200~", "\x1bO1", "\x1b]11;rgb:1/2/3\x07", "\xef\xbf\xbd", "\x1b[99999999999;9:9u"} {
		f.Add(s, uint8(0), true)
		f.Add(s, uint8(3), false)
	}
	f.Fuzz(func(t *testing.T, text string, at uint8, eager bool) {
		if len(text) > 2000 {
			return
		}
		cut := min(int(at), len(text))
		got := strings.Join(read(t, &inputFilter{eager: eager}, 3*time.Second, text[:cut], text[cut:], "\x03", "\x1b[27u", "j"), ", ")
		if !strings.HasSuffix(got, "ctrl+c, esc, j") {
			t.Errorf("after %q the keys are %s", text, got)
		}
	})
}
