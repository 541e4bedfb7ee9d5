package client

import (
	"errors"
	"net/http"
	"testing"
	"time"
)

// What the documents show of a chat is read, and what they do not is taken.
func TestChats(t *testing.T) {
	var asked string
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r.Method + " " + r.URL.RequestURI()
		jsonAnswer(pageOf(
			`{"id":"c1","sessionId":"`+idA+`","createdAt":"2026-11-01T10:00:00.000Z","input":"Where is it?",
			  "output":[{"role":"assistant","content":"On its way."}],"cost":0.0021}`,
			`{"id":"c2","createdAt":"2026-11-01T10:01:00.000Z","input":[{"role":"user","content":[{"type":"text","text":"And now?"}]}],
			  "output":null,"cost":null,"messages":[{"role":"user","content":"x"}]}`,
			`{"id":7,"input":5}`,
			`"what is this"`))(w, r)
	})
	page, err := c.Chats(t.Context(), idA, 50)
	if err != nil {
		t.Fatal(err)
	}
	if want := "GET /chat?limit=50&sessionId=" + idA + "&sortOrder=ASC"; asked != want {
		t.Errorf("asked %s, want %s", asked, want)
	}
	if len(page.Rows) != 4 || page.Meta.TotalItems != 4 {
		t.Fatalf("%+v", page)
	}
	first, second := page.Rows[0], page.Rows[1]
	if first.ID != "c1" || !first.CreatedAt.Equal(time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)) || first.Cost == nil || *first.Cost != 0.0021 {
		t.Errorf("%+v", first)
	}
	if len(first.Input) != 1 || first.Input[0].Role != RoleUser || first.Input[0].Text != "Where is it?" ||
		len(first.Output) != 1 || first.Output[0].Text != "On its way." {
		t.Errorf("input %+v, output %+v", first.Input, first.Output)
	}
	if len(second.Input) != 1 || second.Input[0].Text != "And now?" || second.Output != nil || second.Cost != nil {
		t.Errorf("%+v", second)
	}
	if _, err := c.Chats(t.Context(), "a\x1b", 0); !errors.Is(err, ErrInvalid) {
		t.Errorf("an ID that drives a terminal: %v", err)
	}
}
