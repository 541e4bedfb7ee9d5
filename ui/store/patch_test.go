package store

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
)

const (
	oneTurn  = `[{"role":"user","content":"hello"}]`
	twoTurns = `[{"role":"user","content":"hello"},{"role":"assistant","content":"hi"}]`
	edited   = `[{"role":"user","content":"hello there"}]`
)

// whole is a session as a read brings it, with messages.
func whole(name string, status client.Status, seconds int64, messages string) *client.Session {
	s := &client.Session{ID: "a", Name: name, Status: status, ExpirationSeconds: seconds, UpdatedAt: noon,
		Raw: jsontext.Value(fmt.Sprintf(`{"id":"a","messages":%s}`, messages))}
	s.Messages = append(s.Messages, map[string][]client.Message{
		oneTurn:  {{Role: "user", Text: "hello"}},
		twoTurns: {{Role: "user", Text: "hello"}, {Role: "assistant", Text: "hi"}},
		edited:   {{Role: "user", Text: "hello there"}},
	}[messages]...)
	return s
}

func TestMergePatch(t *testing.T) {
	before := whole("old", client.StatusActive, 3600, oneTurn)
	completed := client.StatusCompleted
	tests := []struct {
		name      string
		mine      client.UpdateSession
		theirs    *client.Session
		send      client.UpdateSession
		conflicts []string
	}{
		{"nothing changed there", named("mine"), before, named("mine"), nil},
		{"other fields changed there", named("mine"), whole("old", completed, 7200, twoTurns), named("mine"), nil},
		{"the same field changed there", named("mine"), whole("theirs", client.StatusActive, 3600, oneTurn),
			client.UpdateSession{}, []string{FieldName}},
		{"one field in conflict holds back all", client.UpdateSession{Name: ptr("mine"), Status: &completed},
			whole("theirs", client.StatusActive, 3600, oneTurn), client.UpdateSession{}, []string{FieldName}},
		{"it already is as wanted", named("mine"), whole("mine", client.StatusActive, 3600, oneTurn), client.UpdateSession{}, nil},
		{"an empty name", named(""), before, named(""), nil},
		{"seconds in conflict", client.UpdateSession{ExpirationSeconds: ptr(int64(60))}, whole("old", client.StatusActive, 7200, oneTurn),
			client.UpdateSession{}, []string{FieldExpires}},
		{"messages edited", client.UpdateSession{Messages: jsontext.Value(edited)}, before,
			client.UpdateSession{Messages: jsontext.Value(edited)}, nil},
		{"messages edited, and a turn arrived", client.UpdateSession{Messages: jsontext.Value(edited)},
			whole("old", client.StatusActive, 3600, twoTurns), client.UpdateSession{}, []string{FieldMessages}},
		{"messages edited, and arrived before", client.UpdateSession{Messages: jsontext.Value(edited)},
			whole("old", client.StatusActive, 3600, edited), client.UpdateSession{}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := MergePatch(BaseOf(before), tt.mine, tt.theirs)
			var conflicts []string
			for _, c := range m.Conflicts {
				conflicts = append(conflicts, c.Field)
			}
			if !slices.Equal(conflicts, tt.conflicts) || !samePatch(m.Patch, tt.send) {
				t.Errorf("MergePatch = %+v", m)
			}
		})
	}
}

func samePatch(a, b client.UpdateSession) bool {
	return fmt.Sprint(deref(a.Name), a.Name == nil, deref(a.Status), deref(a.ExpirationSeconds), string(a.Messages)) ==
		fmt.Sprint(deref(b.Name), b.Name == nil, deref(b.Status), deref(b.ExpirationSeconds), string(b.Messages))
}

func TestConflictsAreToldInThreeColumns(t *testing.T) {
	m := MergePatch(BaseOf(whole("old", client.StatusActive, 3600, oneTurn)),
		client.UpdateSession{ExpirationSeconds: ptr(int64(60)), Messages: jsontext.Value(edited)},
		whole("old", client.StatusActive, 0, twoTurns))
	want := []Conflict{{FieldExpires, "60 s", "86400 s", "3600 s"}, {FieldMessages, "1 message", "2 messages", "1 message"}}
	if !slices.Equal(m.Conflicts, want) {
		t.Errorf("conflicts %+v, want %+v", m.Conflicts, want)
	}
}

func TestMessagesNeedTheWholeSession(t *testing.T) {
	s := sample(t, 1, Options{})
	p := client.UpdateSession{Messages: jsontext.Value(edited)}
	if q := s.Edit([]string{"a"}, p, EditOptions{}); len(q.IDs) != 0 || q.Unknown != 1 {
		t.Errorf("messages are replaced by who never read them: %+v", q)
	}
	if q := s.Edit([]string{"a"}, p, EditOptions{Session: whole("first", client.StatusActive, 0, oneTurn)}); len(q.IDs) != 1 {
		t.Errorf("Edit = %+v", q)
	}
	if q := s.Edit([]string{"a"}, named("first"), EditOptions{}); q.Unchanged != 1 {
		t.Errorf("an edit that changes nothing: %+v", q)
	}
}

// TestAConflictIsResolved: the fields chosen are sent, and those that met no change,
// against what was seen.
func TestAConflictIsResolved(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, client.UpdateSession{Name: ptr("mine"), Status: ptr(client.StatusCompleted)}, EditOptions{})
	w := next(t, s, noon, Patch)
	theirs := session("a", "theirs", noon)
	m := MergePatch(w.Base, w.Patch, theirs)
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Conflicted, Session: theirs, Conflicts: m.Conflicts}}, noon)
	f, ok := s.Failed("a")
	if !ok || len(f.Conflicts) != 1 || shown(t, s, "a").Name != "theirs" || *f.Patch.Name != "mine" {
		t.Fatalf("Failed = %+v %v", f, ok)
	}
	if edits, _ := s.Retry([]string{"a"}, noon); len(edits) != 0 {
		t.Errorf("a conflict was sent again unseen: %q", edits)
	}
	if !s.Resolve("a", []string{FieldName}) {
		t.Fatal("not resolved")
	}
	w = next(t, s, noon, Patch)
	if m := MergePatch(w.Base, w.Patch, theirs); len(m.Conflicts) != 0 || *m.Patch.Name != "mine" || deref(m.Patch.Status) != client.StatusCompleted {
		t.Errorf("after the choice: %+v", m)
	}
	if m := MergePatch(w.Base, w.Patch, session("a", "changed once more", noon)); len(m.Conflicts) != 1 {
		t.Errorf("a change after the choice goes unseen: %+v", m)
	}
}

func TestBatchSize(t *testing.T) {
	for rate, want := range map[float64]int{0: 100, 0.5: 1, 5: 5, 30: 30, 500: 100} {
		if got := BatchSize(rate); got != want {
			t.Errorf("BatchAt(%v) = %v, want %v", rate, got, want)
		}
	}
}

func TestTheRateIsMeasured(t *testing.T) {
	s := sample(t, 20, Options{Parallel: 1})
	var ids []string
	for id := range s.rows {
		ids = append(ids, id)
	}
	s.Edit(ids, named("x"), EditOptions{Bulk: true})
	settle := func(n int, at func(i int) time.Time) {
		for i := range n {
			w := next(t, s, at(i), Patch)
			s.Finish(w.ID, []Outcome{{ID: w.Session(), Kind: Done}}, at(i))
		}
	}
	settle(10, func(i int) time.Time { return after(time.Duration(i) * 500 * time.Millisecond) })
	if p := s.Progress(); p.Rate != 2 || p.ETA != 5*time.Second || p.Edited != 10 {
		t.Errorf("progress %+v", p)
	}
	s.Pause()
	s.Resume()
	settle(6, func(i int) time.Time { return after(time.Minute + time.Duration(i)*time.Millisecond) })
	if p := s.Progress(); p.Rate != 5 || p.ETA != 4*time.Millisecond {
		t.Errorf("5 more in 5 ms: %+v", p)
	}
}

// Some writes that were settled at once say nothing of what a second allows:
// more of them were not there to be sent.
func TestAFewWritesAreNoRate(t *testing.T) {
	s := sample(t, 3, Options{Parallel: 1})
	s.Edit(slices.Collect(maps.Keys(s.rows)), named("x"), EditOptions{Bulk: true})
	for i := range 3 {
		at := after(time.Duration(i) * time.Millisecond)
		w := next(t, s, at, Patch)
		s.Finish(w.ID, []Outcome{{ID: w.Session(), Kind: Done}}, at)
	}
	if p := s.Progress(); p.Rate != 0 || p.Edited != 3 {
		t.Errorf("progress %+v", p)
	}
}

// Messages are read as the client reads them: their texts may come in parts, and
// what is almost called messages is something else.
func TestMessagesAreReadAsTheClientReadsThem(t *testing.T) {
	mine := jsontext.Value(`[{"role":"user","content":[{"type":"text","text":"hello"}]}]`)
	read := func(messages string) *client.Session {
		s, err := client.DecodeSession([]byte(`{"id":"a","messages":` + messages + `,"Messages":"others"}`))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for messages, want := range map[string]bool{
		`[{"role":"user","content":[{"type":"text","text":"hello"}],"time":3}]`: true,
		`[{"role":"user","content":[{"type":"text","text":"hallo"}]}]`:          false,
		`[{"role":"bot","content":[{"type":"text","text":"hello"}]}]`:           false,
		`[]`: false,
	} {
		theirs := read(messages)
		if got := BaseOf(theirs).Messages; string(got) != messages {
			t.Errorf("the messages of %s are %s", messages, got)
		}
		if got := applied(client.UpdateSession{Messages: mine}, theirs); got != want {
			t.Errorf("%s is as wanted: %v", messages, got)
		}
	}
	if got := string(BaseOf(read("null")).Messages); got != "[]" {
		t.Errorf("without messages: %s", got)
	}
}

// Messages that nobody read are in conflict, and those that differ in how they are
// written are the same.
func TestWhenMessagesAreTheSame(t *testing.T) {
	mine := client.UpdateSession{Messages: jsontext.Value(edited)}
	before := whole("old", client.StatusActive, 3600, oneTurn)
	for _, c := range []struct {
		name   string
		base   Base
		theirs *client.Session
		want   []Conflict
	}{
		{"not read by us", BaseOf(&client.Session{}), before, []Conflict{{FieldMessages, "1 message", "1 message", "messages"}}},
		{"never read", BaseOf(&client.Session{}), &client.Session{}, []Conflict{{FieldMessages, "1 message", "messages", "messages"}}},
		{"not read now", BaseOf(before), &client.Session{}, []Conflict{{FieldMessages, "1 message", "messages", "1 message"}}},
		{"written otherwise", BaseOf(whole("old", client.StatusActive, 3600, ` [ {"content": "hello", "role": "user"} ] `)), before, nil},
		{"of others", BaseOf(whole("old", client.StatusActive, 3600, `[{"role":"user","content":"hallo"}]`)), before,
			[]Conflict{{FieldMessages, "1 message", "1 message", "1 message"}}},
	} {
		m := MergePatch(c.base, mine, c.theirs)
		if !slices.Equal(m.Conflicts, c.want) || (string(m.Patch.Messages) == edited) != (c.want == nil) {
			t.Errorf("%s: %+v", c.name, m)
		}
	}
	for _, broken := range []string{`[`, `[1e]`, `{`} {
		if applied(client.UpdateSession{Messages: jsontext.Value(broken)}, before) {
			t.Errorf("%s has arrived", broken)
		}
		if m := MergePatch(BaseOf(before), client.UpdateSession{Messages: jsontext.Value(broken)}, whole("old", client.StatusActive, 3600, broken)); len(m.Conflicts) != 1 {
			t.Errorf("%s: %+v", broken, m)
		}
	}
}

// What is as wanted is not sent again, and can still be told to have been so.
func TestWhatIsAsWantedIsNotSent(t *testing.T) {
	p := named("old")
	p.ExpirationSeconds = ptr(int64(3600))
	theirs := whole("old", client.StatusActive, 3600, oneTurn)
	if m := MergePatch(BaseOf(theirs), p, theirs); !m.Patch.Empty() || deref(m.Replaced.Name) != "old" || deref(m.Replaced.ExpirationSeconds) != 3600 {
		t.Errorf("MergePatch = %+v", m)
	}
	p.Status = ptr(client.StatusActive)
	if !applied(p, theirs) || applied(completed(), theirs) || applied(client.UpdateSession{ExpirationSeconds: ptr(int64(60))}, theirs) {
		t.Error("what is there has not arrived, or what is not has")
	}
}

func TestDifferences(t *testing.T) {
	before, now := BaseOf(whole("old", client.StatusActive, 3600, oneTurn)), BaseOf(whole("new", client.StatusActive, 60, twoTurns))
	want := []Change{{FieldName, "old", "new"}, {FieldExpires, "3600 s", "60 s"}}
	if got := Differences(before, now); !slices.Equal(got, want) {
		t.Errorf("Differences = %v, want %v", got, want)
	}
}

// An expiration is edited, conflicts, and is taken back as any field.
func TestAnExpirationIsEdited(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, client.UpdateSession{ExpirationSeconds: ptr(int64(60))}, EditOptions{})
	s.Edit([]string{"a"}, client.UpdateSession{ExpirationSeconds: ptr(int64(120))}, EditOptions{})
	w := next(t, s, noon, Patch)
	if deref(w.Base.ExpirationSeconds) != 86400 || deref(w.Patch.ExpirationSeconds) != 120 {
		t.Errorf("sends %+v over %+v", w.Patch, w.Base)
	}
	finish(s, w, noon, Refused, errNo)
	if f, _ := s.Failed("a"); deref(f.Patch.ExpirationSeconds) != 120 || shown(t, s, "a").Expiration != 24*time.Hour {
		t.Errorf("failure %+v", f)
	}
	s.Edit([]string{"a"}, client.UpdateSession{ExpirationSeconds: ptr(int64(60))}, EditOptions{})
	if _, failed := s.Failed("a"); failed {
		t.Error("what was typed anew is still a failure")
	}
	finish(s, next(t, s, noon, Patch), noon, Done, nil)
	if got := shown(t, s, "a").Expiration; got != time.Minute {
		t.Errorf("saved %v", got)
	}
}
