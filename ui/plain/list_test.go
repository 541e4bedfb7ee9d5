package plain

import (
	"bytes"
	"testing"
	"time"

	"vapi-sessions/client"
)

// On a terminal JSON is written with escapes for what the terminal might obey;
// into a file or a pipe it goes as it is.
func TestJSONOnATerminalIsEscaped(t *testing.T) {
	const raw = "{\"id\":\"x\",\"name\":\"é\u202e\U0001f600\u009b\"}"
	for _, c := range []struct {
		width     int
		onlyASCII bool
		want      string
	}{
		{0, false, raw},
		{80, false, `{"id":"x","name":"é\u202e😀\u009b"}`},
		{80, true, `{"id":"x","name":"\u00e9\u202e\ud83d\ude00\u009b"}`},
	} {
		s, err := client.DecodeSession([]byte(raw))
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		p := New(Options{Out: &out, Width: c.width, OnlyASCII: c.onlyASCII, Now: time.Now, Zone: time.UTC})
		for format, want := range map[string]string{"ndjson": c.want + "\n", "json": "[\n" + c.want} {
			out.Reset()
			if err := p.encoder(t.Context(), nil, format).Write(s); err != nil || out.String() != want {
				t.Errorf("%s %d %v: %q, %v", format, c.width, c.onlyASCII, out.String(), err)
			}
		}
	}
}
