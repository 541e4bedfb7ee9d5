package client

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// readAnswer reads a page from the body of an answer.
func readAnswer[T any](body io.Reader, row rowReader[T]) (*Page[T], error) {
	resp := &http.Response{Header: http.Header{}, Body: io.NopCloser(body)}
	in, err := newBody(resp, DefaultMaxBody, time.Second, func(time.Duration) {}).content()
	if err != nil {
		return nil, err
	}
	return readPage(in, row)
}

func FuzzPage(f *testing.F) {
	for _, s := range []string{
		pageOf(row(idA), row(idB)), `{"results":null}`, "[" + row(idA) + ",{bad}," + row(idB) + "]", "\uFEFF[]", `{"results":[{"id":"x","name":"` + "\xff" + `"`,
		`{"metadata":{"totalItems":1e300},"results":[null,[],17,{"id":[]},{"id":"y","messages":[{"role":"user","content":[{"text":"a"}]}]}]}`,
		pageOf(row(idA, talk), row(idB, talk, `"messages":[{"role":"user","content":"x"}]`)),
		`[{"id":"a"},]`, `[{"id":"a"}{"id":"b"}`, "<html>",
	} {
		f.Add([]byte(s))
	}
	pick := Pick{Paths: []string{".messages[0].content", ".customer"}, Text: "a"}
	f.Fuzz(func(t *testing.T, raw []byte) {
		page, err := readAnswer(bytes.NewReader(raw), newPicker(pick).summaryRow)
		full, err2 := readAnswer(bytes.NewReader(raw), decodeSessionRow)
		if (err == nil) != (err2 == nil) || (page == nil) != (full == nil) || page == nil && err == nil {
			t.Fatalf("%v %v", err, err2)
		}
		if page == nil {
			return
		}
		for i := range page.Rows {
			s := &page.Rows[i]
			for _, text := range append(s.Extra, s.ID, s.Name, s.Customer, s.AssistantName, s.Hit, string(s.Status)) {
				if _, n := Clean(text); n > 0 {
					t.Errorf("row %d: %q is not clean", i, text)
				}
			}
			s.Extra, s.Hit = nil, ""
		}
		sameRows(t, page, full)
	})
}

func FuzzSession(f *testing.F) {
	for _, s := range []string{row(idA), `{"id":"x","cost":"1","costs":[{"model":"m"}],"customer":{"number":7},"messages":[{"role":"user"}]}`, `{"id":17}`, "null"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := DecodeSession(raw)
		if (s == nil) == (err == nil) {
			t.Fatalf("%v %v", s, err)
		}
		if s == nil {
			return
		}
		again, err := DecodeSession(s.Raw)
		if err != nil || again.ID != s.ID || !again.CreatedAt.Equal(s.CreatedAt) || len(again.Messages) != len(s.Messages) {
			t.Errorf("%q decodes differently a second time", raw)
		}
	})
}

func FuzzMessage(f *testing.F) {
	for _, s := range []string{
		`{"role":"user","content":"x"}`, `{"role":"user","message":"x","time":1793527200000,"secondsFromStart":1.5}`, `"x"`, `null`,
		`{"role":"assistant","content":null,"tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}`, `{"content":[{"text":"a"},"b"]}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		raw = bytes.TrimSpace(raw)
		if !wellFormed(raw) {
			return
		}
		list := decodeMessages([]byte("["+string(raw)+","+string(raw)+"]"), RoleUser)
		if len(list) != 2 || !bytes.Equal(list[0].Raw, raw) || !bytes.Equal(list[1].Raw, raw) {
			t.Errorf("%q reads as %+v", raw, list)
		}
	})
}

func FuzzError(f *testing.F) {
	for _, s := range []string{`{"message":"x"}`, `{"message":["a","b"],"statusCode":400}`, "<title>x</title>", "<TITLE\xff>", "plain", `{"error":{"message":{"constraints":{"a":"b"}}}}`} {
		f.Add([]byte(s))
	}
	c, err := New(Options{Token: testKey})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		e := &Error{Op: "x", Status: 400, Messages: c.messages(raw)}
		for _, text := range append(e.Messages, e.Error()) {
			if _, n := Clean(text); n > 0 || strings.Contains(text, testKey) {
				t.Errorf("%q: %q", raw, text)
			}
			if len([]rune(text)) > 4*maxMessage {
				t.Errorf("%q: %d characters", raw, len([]rune(text)))
			}
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026-11-01T10:20:30.123Z", "2026-11-01", "1793528430", "1793528430000", "Sun, 01 Nov 2026 10:20:30 GMT", "2026-11-01 10:20:30+00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := parseInstant(s)
		if got.IsZero() {
			return
		}
		if got.Year() < 1969 || got.Year() > 9999 || got.Location() != time.UTC {
			t.Errorf("%q: %v", s, got)
		}
		wire := got.Truncate(time.Millisecond).Format(wireTime)
		if again := parseInstant(wire); !again.Equal(got.Truncate(time.Millisecond)) {
			t.Errorf("%q: %s reads as %v", s, wire, again)
		}
	})
}

func FuzzRedact(f *testing.F) {
	for _, s := range []string{
		`{"apiKey":"x","a":["https://u:p@h/?token=x"]}`, `{"headers":{"a":1}}`, `{"a":"{\"token\":1}"}`, `{"token":"`, `]}"\`, `{"tools":[{"body":{"value":[1]}}]}`,
		`{"a":":\/\/x@"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(checkRedact)
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"plain", "\x1b[2J\u202e\r\n\t", "e\u0301\u0301\u0301\u0301\u0301\u0301", "\xff\u200d\ufe0f", "日本語"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkClean(t, s) })
}

func FuzzValid(f *testing.F) {
	for _, s := range []string{
		row(idA), `[1,-0.5e+3,true,false,null,"\u00e9\n\\\""]`, `{"a":{},"b":[]}`, "[1,]", "[,1]", "[1 2]", "[1}", `{"a":1]`, `{"a":1,}`, `{"a"}`, "01", "1.", "-", "tru", `"\x"`, "\"\x01\"", `"abcdefghijklmnop\"`,
		"\"\xff\"", `"` + strings.Repeat("x", 40) + "\n\"", strings.Repeat("[", 201),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var s Session
		err := decodeObject(raw, &s)
		deepest := depthOf(raw)
		switch want := wellFormed(raw); {
		case errors.Is(err, errTooDeep):
			if want && deepest <= maxDepth {
				t.Errorf("%q: depth %d", raw, deepest)
			}
		case want == errors.Is(err, errMalformed) || want && deepest > maxDepth:
			t.Errorf("%q, of depth %d: %v, the library says %v", raw, deepest, err, want)
		case want && (err == nil) != (jsontext.Value(raw).Kind() == '{'):
			t.Errorf("%q: %v", raw, err)
		}
	})
}

// depthOf is how deep valid JSON is nested.
func depthOf(raw []byte) (deepest int) {
	dec := jsontext.NewDecoder(bytes.NewReader(raw), lenientSyntax)
	for {
		if _, err := dec.ReadToken(); err != nil {
			return deepest
		}
		deepest = max(deepest, dec.StackDepth())
	}
}
