package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

// A delete that comes to nothing for a while is sent again after growing pauses,
// each time as at first, and is given up in the end.
func TestADeleteThatComesToNothingIsSentAgain(t *testing.T) {
	never := error(&client.Error{Kind: client.ErrNetwork})
	lost := error(&client.Error{Kind: client.ErrServer, Status: 503, Arrived: true})
	for _, err := range []error{never, lost} {
		s := sample(t, 1, Options{})
		s.Delete([]string{"a"}, DeleteOptions{}, noon)
		now := noon
		for try := 0; ; try++ {
			s.Finish(next(t, s, now, DeleteOne).ID, []Outcome{DeleteOutcomeOf("a", err)}, now)
			if errors.Is(err, lost) { // it is read back, and still there
				s.Finish(next(t, s, now, ReadBack).ID, []Outcome{{ID: "a", Kind: Done}}, now)
			}
			if try == len(resendPauses) {
				break
			}
			if p := s.Progress(); p.Waiting != 1 || p.Failed != 0 {
				t.Fatalf("after try %d: %+v", try+1, p)
			}
			nothing(t, s, now.Add(resendPauses[try]-time.Millisecond))
			now = now.Add(resendPauses[try])
			if at, ok := s.Deadline(); !ok || !at.Equal(now) {
				t.Errorf("the next try is at %v, want %v", at, now)
			}
		}
		if f, _ := s.Failed("a"); !errors.Is(f.Err, err) || !shown(t, s, "a").Marked {
			t.Errorf("failure %+v, row %+v", f, shown(t, s, "a"))
		}
	}
}

// What does not pass is not tried again: neither a refusal, nor an answer that
// cannot be read.
func TestADeleteThatIsRefusedIsNotSentAgain(t *testing.T) {
	for _, err := range []error{
		&client.Error{Kind: client.ErrForbidden, Status: 403},
		&client.Error{Kind: client.ErrDecode, Status: 200, Arrived: true},
		&client.Error{Kind: client.ErrServer, Status: 501, Arrived: true},
	} {
		s := sample(t, 1, Options{})
		s.Delete([]string{"a"}, DeleteOptions{}, noon)
		s.Finish(next(t, s, noon, DeleteOne).ID, []Outcome{DeleteOutcomeOf("a", err)}, noon)
		if client.MayHaveArrived(err) {
			s.Finish(next(t, s, noon, ReadBack).ID, []Outcome{{ID: "a", Kind: Done}}, noon)
		}
		if f, _ := s.Failed("a"); !errors.Is(f.Err, err) {
			t.Errorf("%v: %+v", err, s.Progress())
		}
	}
}

// A session is read again before its delete is tried once more, however fresh
// the reading is.
func TestABulkIsReadAgainBeforeEveryTry(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Delete([]string{"a"}, DeleteOptions{Bulk: true}, noon)
	w := next(t, s, noon, Reread)
	s.Finish(w.ID, same(&w), noon)
	s.Finish(next(t, s, noon, Delete).ID, []Outcome{DeleteOutcomeOf("a", errDown)}, noon)
	nothing(t, s, after(resendPauses[0]-1))
	next(t, s, after(resendPauses[0]), Reread)
}

// An edit whose answer is lost is read back and, where it did not arrive, sent
// again after growing pauses. One that waited behind it has all of them, too.
func TestAnEditThatComesToNothingIsSentAgain(t *testing.T) {
	s := sample(t, 1, Options{})
	lose := func(now time.Time) {
		s.Finish(next(t, s, now, Patch).ID, []Outcome{OutcomeOf("a", errLost)}, now)
		s.Finish(next(t, s, now, ReadBack).ID, []Outcome{{ID: "a", Kind: Done, Session: session("a", "first", after(-time.Hour))}}, now)
	}
	now := noon
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	for _, pause := range resendPauses {
		lose(now)
		nothing(t, s, now.Add(pause-1))
		now = now.Add(pause)
	}
	w := next(t, s, now, Patch)
	s.Edit([]string{"a"}, client.UpdateSession{Status: ptr(client.StatusCompleted)}, EditOptions{})
	s.Finish(w.ID, []Outcome{OutcomeOf("a", errLost)}, now)
	s.Finish(next(t, s, now, ReadBack).ID, []Outcome{{ID: "a", Kind: Done, Session: session("a", "first", after(-time.Hour))}}, now)
	if f, _ := s.Failed("a"); !errors.Is(f.Err, errLost) || deref(f.Patch.Name) != "mine" {
		t.Errorf("failure %+v", f)
	}
	lose(now)
	if p := s.Progress(); p.Failed != 1 || p.Waiting != 1 {
		t.Errorf("what waited is given up at once: %+v", p)
	}
}

func TestAServerSaysWhenToSendAgain(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	busy := &client.Error{Kind: client.ErrServer, Status: 503, Arrived: true, RetryAfter: 7 * time.Second}
	s.Finish(next(t, s, noon, DeleteOne).ID, []Outcome{DeleteOutcomeOf("a", busy)}, noon)
	s.Finish(next(t, s, noon, ReadBack).ID, []Outcome{{ID: "a", Kind: Done}}, noon)
	nothing(t, s, after(busy.RetryAfter-1))
	next(t, s, after(busy.RetryAfter), DeleteOne)
}

// What was typed over an edit of many stays the last word when that edit is given
// up and the other fails later.
func TestWhatWasTypedOverAnEditThatIsGivenUpIsKept(t *testing.T) {
	s := sample(t, 2, Options{Parallel: 1})
	s.Edit([]string{"b"}, named("other"), EditOptions{})
	s.Edit([]string{"a"}, named("of many"), EditOptions{Bulk: true})
	s.Edit([]string{"a"}, named("typed last"), EditOptions{})
	w := next(t, s, noon, Patch)
	if r := s.Finish(w.ID, []Outcome{{ID: "b", Kind: Refused, Err: client.ErrUnauthorized}}, noon); !slices.Equal(r.Failed, []string{"b"}) {
		t.Fatalf("%+v", r)
	}
	w = next(t, s, noon, Patch)
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Refused, Err: client.ErrInvalid}}, noon)
	if f, ok := s.Failed("a"); !ok || *f.Patch.Name != "typed last" {
		t.Errorf("kept: %q, %v", *f.Patch.Name, f.Err)
	}
}

// What failed is compared, when it is tried again, with what the person saw when it
// was typed: also what was stopped, and what failed before another edit did. What was
// stopped behind an edit that failed is compared with what that edit saw.
func TestWhatFailedIsComparedWithWhatWasSeen(t *testing.T) {
	again := func(s *Store, theirs *client.Session) Merged {
		t.Helper()
		if edits, _ := s.Retry([]string{"a"}, noon); len(edits) != 1 {
			t.Fatalf("Retry = %q", edits)
		}
		w := next(t, s, noon, Patch)
		return MergePatch(w.Base, w.Patch, theirs)
	}
	s := sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("one"), EditOptions{Bulk: true})
	s.Edit([]string{"a"}, named("two"), EditOptions{Bulk: true})
	s.Stop()
	if f, _ := s.Failed("a"); !f.Bulk || *f.Patch.Name != "two" {
		t.Errorf("stopped: %+v", f)
	}
	if m := again(s, session("a", "first", noon)); len(m.Conflicts) != 0 || deref(m.Patch.Name) != "two" {
		t.Errorf("stopped, and nobody changed it: %+v", m)
	}

	s = sample(t, 1, Options{})
	s.Edit([]string{"a"}, named("one"), EditOptions{})
	w := next(t, s, noon, Patch)
	s.Edit([]string{"a"}, named("two"), EditOptions{})
	s.Stop()
	finish(s, w, noon, Refused, errNo)
	if m := again(s, session("a", "first", noon)); len(m.Conflicts) != 0 || deref(m.Patch.Name) != "two" {
		t.Errorf("stopped behind one that was refused, and nobody changed it: %+v", m)
	}

	s = sample(t, 1, Options{})
	refuse := func(p client.UpdateSession) {
		s.Edit([]string{"a"}, p, EditOptions{})
		s.Finish(next(t, s, noon, Patch).ID, []Outcome{{ID: "a", Kind: Refused, Err: errNo}}, noon)
	}
	refuse(named("mine"))
	s.Merge([]client.Summary{row("a", "theirs", noon)}, after(time.Second))
	refuse(client.UpdateSession{Status: ptr(client.StatusCompleted)})
	if m := again(s, session("a", "theirs", noon)); len(m.Conflicts) != 1 || m.Conflicts[0].Before != "first" {
		t.Errorf("typed before theirs came: %+v", m)
	}
}

// Deletes that failed are tried again by the kind that they were, and said to be
// deletes, also where their rows were let go meanwhile.
func TestFailedDeletesAreTriedAgainAsTheyWere(t *testing.T) {
	s := sample(t, 3, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	s.Finish(next(t, s, noon, DeleteOne).ID, []Outcome{{ID: "a", Kind: Refused, Err: errNo}}, noon)
	s.Delete([]string{"b"}, DeleteOptions{Bulk: true}, noon)
	s.Finish(next(t, s, noon, Reread).ID, []Outcome{{ID: "b", Kind: Refused, Err: errNo}}, noon)
	s.Edit([]string{"c"}, named("mine"), EditOptions{})
	s.Finish(next(t, s, noon, Patch).ID, []Outcome{{ID: "c", Kind: Refused, Err: errNo}}, noon)
	s.Drop([]string{"a", "b", "c"})
	edits, deletes := s.Retry([]string{"a", "b", "c", "unheard of"}, noon)
	slices.Sort(deletes)
	if !slices.Equal(edits, []string{"c"}) || !slices.Equal(deletes, []string{"a", "b"}) {
		t.Fatalf("Retry = %q, %q", edits, deletes)
	}
	for _, kind := range []Kind{Patch, DeleteOne, Reread} {
		next(t, s, noon, kind)
	}
	if edits, deletes := s.Retry([]string{"a", "b", "c"}, noon); edits != nil || deletes != nil {
		t.Errorf("once more: %q, %q", edits, deletes)
	}
}

func TestABulkThatCannotReachTheServerIsGivenUp(t *testing.T) {
	s := sample(t, 12, Options{Parallel: 1})
	var ids []string
	for i := range 12 {
		ids = append(ids, string(rune('a'+i)))
	}
	s.Delete(ids, DeleteOptions{Bulk: true}, noon)
	s.Edit([]string{"z"}, named("x"), EditOptions{Session: session("z", "", noon)})
	s.Finish(next(t, s, noon, Patch).ID, []Outcome{{ID: "z", Kind: Done}}, noon)
	down := fmt.Errorf("no route: %w", client.ErrNetwork)
	var last Result
	for i := range 2 {
		w := s.Next(noon, 1, 2)[0]
		last = s.Finish(w.ID, []Outcome{ReadOutcomeOf(w.IDs[0], down), ReadOutcomeOf(w.IDs[1], down)}, noon)
		if i == 0 && len(last.NotDeleted) != len(w.IDs) {
			t.Fatalf("given up after %d failures: %v", len(w.IDs), last.NotDeleted)
		}
	}
	p := s.Progress()
	if len(last.NotDeleted) != 2+8 || !last.Ended || !errors.Is(p.Err, client.ErrNetwork) || len(s.Marked()) != 12 || p.Failed != 4 {
		t.Errorf("Finish = %+v, progress %+v, %d marks", last, p, len(s.Marked()))
	}
}

func TestARefusedKeyGivesTheBulkUpAtOnce(t *testing.T) {
	s := sample(t, 5, Options{})
	s.Delete([]string{"a", "b", "c"}, DeleteOptions{Bulk: true}, noon)
	w := s.Next(noon, 1, 1)[0]
	r := s.Finish(w.ID, []Outcome{ReadOutcomeOf("a", client.ErrUnauthorized)}, noon)
	if !slices.Equal(r.NotDeleted, []string{"a", "b", "c"}) {
		t.Errorf("Finish = %+v", r)
	}
}

func TestAWriteThatIsNeverFoundOutIsSaidToBeUnknown(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	w := next(t, s, noon, DeleteOne)
	lost := errors.New("timed out")
	now := noon
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Unknown, Err: lost}}, now)
	for range len(readBackPauses) {
		w = next(t, s, now, ReadBack)
		s.Finish(w.ID, []Outcome{{ID: "a", Kind: Refused, Err: lost}}, now)
		at, ok := s.Deadline()
		if !ok {
			t.Fatal("given up too early")
		}
		nothing(t, s, at.Add(-time.Millisecond))
		now = at
	}
	w = next(t, s, now, ReadBack)
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Refused, Err: lost}}, now)
	f, _ := s.Failed("a")
	if !errors.Is(f.Err, errUnsure) || !errors.Is(f.Err, lost) || !shown(t, s, "a").Marked || shown(t, s, "a").Deleting {
		t.Errorf("failure %+v, row %+v", f, shown(t, s, "a"))
	}
	if got := s.Progress().String(); got != "0 deleted, 1 not known whether done" {
		t.Errorf("summary %q", got)
	}
}
