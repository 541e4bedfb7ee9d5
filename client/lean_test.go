package client

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

func TestListRawSaysWhatListDoes(t *testing.T) {
	c := serve(t, jsonAnswer(pageOf(
		row(idA, `"name":"caf\u00e9"`, `"messages":[{"role":"user","content":"{\"id\":\"no\"}"}]`),
		row(idB, `"name":null`, `"updatedAt":1793530800000`),
		row(idC, `"id":"../x"`), `7`, `{"name":"no id"}`, row(idA, `"x":tru`))))
	whole, err := c.List(t.Context(), ListParams{})
	if err != nil {
		t.Fatal(err)
	}
	lean, err := c.ListRaw(t.Context(), ListParams{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(lean.Rows) != len(whole.Rows) || len(whole.Rows) != 6 {
		t.Fatalf("%d rows, List gives %d", len(lean.Rows), len(whole.Rows))
	}
	for i, got := range lean.Rows {
		want := whole.Rows[i]
		if got.ID != want.ID || got.Name != want.Name || !got.UpdatedAt.Equal(want.UpdatedAt) ||
			string(got.Raw) != string(want.Raw) || string(got.Bad) != string(want.Bad) || (got.Err == nil) != (want.Err == nil) {
			t.Errorf("row %d: %+v, List gives %+v", i, got, want)
		}
	}
}

func TestListRawMasksAsRedactDoes(t *testing.T) {
	raw := []string{`{"id":"x","api\u004bey":"s","token":null,"tools":[{"code":"s"}],"url":"https://u:p@h","n":{"secret":[1,{"a":true}]}}`}
	for _, path := range append(secretPaths, topPaths...) {
		raw = append(raw, nest(path, `{"in":["hunter2",17123,null]}`))
	}
	c := serve(t, jsonAnswer(pageOf(raw...)))
	for _, mask := range []bool{true, false} {
		page, err := c.ListRaw(t.Context(), ListParams{}, func(s *Session) bool { return mask && s.ID == "x" })
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range page.Rows {
			want := raw[i]
			if mask {
				want = string(Redact([]byte(raw[i])))
			}
			if string(r.Raw) != want || mask && !strings.Contains(want, Mask) {
				t.Errorf("%s\nlisted as %s\nwant      %s", raw[i], r.Raw, want)
			}
		}
	}
}

func TestRemoveBelievesOnlyAnObjectOrNothing(t *testing.T) {
	tests := []struct {
		name   string
		status int
		body   string
		want   error
	}{
		{"the session", http.StatusOK, row(idA) + "\n", nil},
		{"after a mark", http.StatusOK, "\uFEFF " + row(idA), nil},
		{"nothing", http.StatusOK, "", nil},
		{"no content", http.StatusNoContent, "", nil},
		{"a web page", http.StatusOK, "<html></html>", ErrDecode},
		{"cut off", http.StatusOK, row(idA)[:40], ErrDecode},
		{"a list", http.StatusOK, "[]", ErrDecode},
		{"something else", http.StatusOK, "\x01\x02}", ErrDecode},
		{"gone", http.StatusNotFound, `{"message":"no"}`, ErrNotFound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := serve(t, answer(tt.status, "application/json", tt.body)).Remove(t.Context(), idA)
			if !errors.Is(err, tt.want) {
				t.Fatalf("%v, want %v", err, tt.want)
			}
			if errors.Is(err, ErrDecode) && !MayHaveArrived(err) {
				t.Error("a delete whose answer cannot be read may have arrived")
			}
		})
	}
}
