package send

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/store"
)

// A bulk keeps masked copies of what is as it was; what changed meanwhile is
// shown, and comes as it is.
func TestABulkMasksItsCopiesAndNothingElse(t *testing.T) {
	srv := demotest.New(demo.Options{})
	hidden := map[string]any{"name": "old", "assistant": map[string]any{"name": "A", "credentials": []any{map[string]any{"apiKey": "hunter2"}}}}
	same, err := srv.Insert(hidden)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := srv.Insert(hidden)
	if err != nil {
		t.Fatal(err)
	}
	api, err := client.New(client.Options{BaseURL: "http://127.0.0.1", HTTP: srv.Transport()})
	if err != nil {
		t.Fatal(err)
	}
	kept, _, err := trash.Open(t.TempDir(), trash.Options{Mask: client.Redact})
	if err != nil {
		t.Fatal(err)
	}
	w := store.Work{Kind: store.Reread, IDs: []string{same, changed}}
	for _, id := range w.IDs {
		s, err := api.Get(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		w.Expected = append(w.Expected, s.UpdatedAt)
	}
	if _, err := srv.Touch(changed, map[string]any{"name": "new"}); err != nil {
		t.Fatal(err)
	}
	out := Sender{API: api, Trash: kept}.reread(t.Context(), &w)
	if len(out) != 2 || out[0].Kind != store.Same || out[1].Kind != store.LeftOut {
		t.Fatalf("outcomes %+v", out)
	}
	if s := out[1].Session; s.Name != "new" || !strings.Contains(string(s.Raw), "hunter2") {
		t.Errorf("what changed came as %s", s.Raw)
	}
	copied, err := kept.Read(same)
	if err != nil || !strings.Contains(string(copied), client.Mask) || strings.Contains(string(copied), "hunter2") {
		t.Errorf("the copy is %s, %v", copied, err)
	}
	if _, err := kept.Read(changed); !errors.Is(err, trash.ErrNoCopy) {
		t.Errorf("a copy of what is not deleted: %v", err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	out = Sender{API: api, Trash: kept}.reread(t.Context(), &w)
	if out[0].Kind != store.Refused || !errors.Is(out[0].Err, os.ErrClosed) || out[1].Kind != store.LeftOut {
		t.Errorf("without copies: %+v", out)
	}
	api.Close()
	if err := srv.Close(); err != nil {
		t.Fatal(err)
	}
}

// failing is an API that can do nothing but delete, and perhaps not that.
type failing struct {
	API
	asked  []string
	refuse error
}

func (f *failing) Delete(_ context.Context, id string) (*client.Session, error) {
	f.asked = append(f.asked, id)
	return nil, f.refuse
}

// A delete has its receipt, whatever came of it.
func TestADeleteHasItsReceipt(t *testing.T) {
	for _, refuse := range []error{nil, client.ErrRateLimited, client.ErrForbidden, client.ErrNetwork} {
		dir := t.TempDir()
		kept, _, err := trash.Open(dir, trash.Options{})
		if err != nil {
			t.Fatal(err)
		}
		api := &failing{refuse: refuse}
		out, note := Sender{API: api, Trash: kept}.Do(t.Context(), store.Work{Kind: store.Delete, IDs: []string{"c"}})
		if note != nil || len(out) != 1 || len(api.asked) != 1 || out[0].ID != "c" || out[0].Kind != store.DeleteOutcomeOf("c", refuse).Kind {
			t.Fatalf("%v: %v, %+v, asked for %v", refuse, note, out, api.asked)
		}
		text := journal(t, dir)
		leaves, receipt := strings.Index(text, `"op":"leave"`), strings.Index(text, `"id":"c","op":"delete","outcome":"`+cmp.Or(outcomeWords[out[0].Kind], trash.Refused)+`"`)
		if leaves < 0 || receipt < leaves {
			t.Errorf("%v: the journal is %s", refuse, text)
		}
		if err := kept.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Nothing is deleted where it cannot be written down that it leaves.
func TestADeleteThatCannotBeWrittenDownIsNotSent(t *testing.T) {
	kept, _, err := trash.Open(t.TempDir(), trash.Options{})
	if err = errors.Join(err, kept.Close()); err != nil {
		t.Fatal(err)
	}
	api := &failing{}
	out, _ := Sender{API: api, Trash: kept}.Do(t.Context(), store.Work{Kind: store.Delete, IDs: []string{"c"}})
	if len(out) != 1 || out[0].Kind != store.Refused || !errors.Is(out[0].Err, os.ErrClosed) || len(api.asked) != 0 {
		t.Errorf("%+v, asked for %v", out, api.asked)
	}
}

// journal is what a trash has written on its only day.
func journal(t *testing.T, dir string) string {
	t.Helper()
	days, err := filepath.Glob(filepath.Join(dir, "trash-*.ndjson"))
	if err != nil || len(days) != 1 {
		t.Fatal(days, err)
	}
	text, err := os.ReadFile(days[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// wire is a transport that counts requests by their methods, and brings none.
type wire map[string]int

func (w wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w[r.Method]++
	return nil, io.ErrUnexpectedEOF
}

// What comes of a delete is not known where its answer is lost, and it is not
// sent again by itself.
func TestADeleteIsSentOnce(t *testing.T) {
	sent := wire{}
	api, err := client.New(client.Options{BaseURL: "http://127.0.0.1", HTTP: sent})
	if err != nil {
		t.Fatal(err)
	}
	defer api.Close()
	out, _ := Sender{API: api, NoCopies: true}.Do(t.Context(), store.Work{Kind: store.Delete, IDs: []string{"a"}})
	if len(out) != 1 || out[0].Kind != store.Unknown || sent[http.MethodDelete] != 1 {
		t.Errorf("outcomes %+v of %v", out, sent)
	}
}
