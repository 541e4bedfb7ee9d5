package store

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"vapi-sessions/client"
)

func TestOutcomes(t *testing.T) {
	e := func(kind error, arrived bool) error { return &client.Error{Kind: kind, Arrived: arrived} }
	for _, c := range []struct {
		err               error
		write, del, reads OutcomeKind
	}{
		{nil, Done, Done, Done},
		{e(client.ErrNotFound, false), AlreadyGone, AlreadyGone, AlreadyGone},
		{e(client.ErrRateLimited, false), RateLimited, RateLimited, RateLimited},
		{e(client.ErrRateLimited, true), Unknown, Unknown, RateLimited}, // an earlier try may have arrived
		{e(client.ErrTimeout, true), Unknown, Unknown, Refused},
		{e(client.ErrNetwork, false), Refused, Unsent, Refused},
		{e(client.ErrForbidden, false), Refused, Refused, Refused},
		{errNo, Refused, Refused, Refused},
	} {
		for got, want := range map[*Outcome]OutcomeKind{ptr(OutcomeOf("a", c.err)): c.write, ptr(DeleteOutcomeOf("a", c.err)): c.del, ptr(ReadOutcomeOf("a", c.err)): c.reads} {
			if got.Kind != want || got.ID != "a" || !errors.Is(got.Err, c.err) && c.err != nil {
				t.Errorf("%v: %+v, want outcome %d", c.err, got, want)
			}
		}
	}
}

// After how many answers the rest of a bulk is given back.
func TestWhenABulkIsGivenUp(t *testing.T) {
	network := error(&client.Error{Kind: client.ErrNetwork})
	lost := error(&client.Error{Kind: client.ErrNetwork, Arrived: true})
	no, ok := Outcome{Kind: Refused, Err: network}, Outcome{Kind: Done}
	for _, c := range []struct {
		name  string
		out   []Outcome
		gives bool
	}{
		{"two in a row", []Outcome{no, no}, false},
		{"three in a row", []Outcome{no, no, no}, true},
		{"one came through", []Outcome{no, no, ok, no}, false},
		{"one was answered otherwise", []Outcome{no, no, {Kind: Refused, Err: errNo}, no}, false},
		{"three were answered otherwise", []Outcome{{Kind: Refused, Err: errNo}, {Kind: Refused, Err: errNo}, {Kind: Refused, Err: errNo}}, false},
		{"one may have arrived", []Outcome{no, no, {Kind: Unknown, Err: lost}, no}, false},
		{"one is tried again", []Outcome{no, no, {Kind: Unsent, Err: network}, no}, true},
		{"the key is refused", []Outcome{{Kind: Refused, Err: client.ErrUnauthorized}}, true},
		{"nothing is paid", []Outcome{{Kind: Refused, Err: client.ErrPaymentRequired}}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, ids := many(20, Options{})
			s.Delete(ids[:10], DeleteOptions{Bulk: true}, noon)
			s.Delete(ids[10:11], DeleteOptions{}, noon)
			s.Pause() // the bulk is there to be given up
			now := noon
			for i, o := range c.out {
				s.Delete(ids[11+i:12+i], DeleteOptions{}, now)
				w := s.Next(now, 1, hundred)[0] // a delete, or the one before is read back
				o.ID = w.Session()
				s.Finish(w.ID, []Outcome{o}, now)
				now = now.Add(time.Minute)
			}
			p := s.Progress()
			if given := p.Stopped == 10; given != c.gives || given != (p.Err != nil) || given == p.Paused || !given && p.Stopped != 0 {
				t.Errorf("%+v", p)
			}
			if !c.gives {
				return
			}
			s.Delete(ids[:10], DeleteOptions{Bulk: true}, now) // it begins anew
			s.Pause()
			w := s.Next(now, 1, hundred)[0]
			finish(s, w, now, Refused, network)
			if p := s.Progress(); p.Stopped != 10 {
				t.Errorf("the next bulk: %+v", p)
			}
		})
	}
}

// How long the queue is held back by a limit, of which the longest counts.
func TestHowLongALimitHolds(t *testing.T) {
	limit := func(after time.Duration) error {
		return &client.Error{Kind: client.ErrRateLimited, RetryAfter: after}
	}
	for _, c := range []struct {
		errs []error
		want time.Duration
	}{
		{[]error{limit(0)}, 5 * time.Second},
		{[]error{errLimit}, 5 * time.Second},
		{[]error{limit(time.Millisecond)}, time.Second},
		{[]error{limit(8 * time.Second), limit(2 * time.Second)}, 8 * time.Second},
	} {
		s, ids := many(3, Options{})
		s.Edit(ids, named("mine"), EditOptions{})
		for i, w := range s.Next(noon, len(c.errs), hundred) {
			finish(s, w, noon, RateLimited, c.errs[i])
		}
		nothing(t, s, after(c.want-1))
		if at, ok := s.Deadline(); !ok || !at.Equal(after(c.want)) {
			t.Errorf("%v: until %v", c.errs, at.Sub(noon))
		}
		if len(s.Next(after(c.want), 4, hundred)) != 3 {
			t.Errorf("%v: not all are sent then", c.errs)
		}
		if at, ok := s.Deadline(); ok {
			t.Errorf("nothing is to be done by itself, said to be at %v", at)
		}
	}
}

// The next moment is the soonest of all that wait.
func TestTheNextMoment(t *testing.T) {
	s := sample(t, 3, Options{UndoWindow: 3 * time.Second})
	at := func(want time.Duration) {
		t.Helper()
		if at, ok := s.Deadline(); !ok || !at.Equal(after(want)) {
			t.Errorf("the next moment is at %v, want %v", at.Sub(noon), want)
		}
	}
	for i, id := range []string{"a", "b"} {
		s.Edit([]string{id}, named("mine"), EditOptions{})
		finish(s, next(t, s, noon, Patch), noon, Unknown, errLost)
		w := next(t, s, noon, ReadBack)
		if deref(w.Patch.Name) != "mine" || deref(w.Base.Name) != "first" {
			t.Errorf("what is read back of an edit: %+v", w)
		}
		finish(s, w, after(time.Duration(1-i)*time.Second), Refused, errNo)
	}
	at(2 * time.Second)
	s.Delete([]string{"c"}, DeleteOptions{}, after(-2*time.Second))
	at(time.Second)
	s.ExtendWindows(500 * time.Millisecond)
	at(1500 * time.Millisecond)
	nothing(t, s, after(1500*time.Millisecond-1))
	next(t, s, after(1500*time.Millisecond), DeleteOne)
	s.ExtendWindows(time.Hour) // moves nothing that was sent
	at(2 * time.Second)
}

// What is not in a window is due at once.
func TestTheSumOfWrites(t *testing.T) {
	s, ids := many(8, Options{Parallel: 2, UndoWindow: ten})
	s.Edit(ids[7:], named("mine"), EditOptions{})
	finish(s, next(t, s, noon, Patch), noon, RateLimited, errLimit)
	s.Stop()
	if at, ok := s.Deadline(); ok {
		t.Errorf("nothing is left, and it is to be done at %v", at)
	}
	s, ids = many(8, Options{Parallel: 2, UndoWindow: ten})
	if p := s.Progress(); p.Running() || p.Finished() || p.String() != "" {
		t.Errorf("at first: %+v", p)
	}
	s.Delete(ids[:4], DeleteOptions{}, noon)
	if p := s.Progress(); p.Running() || p.Finished() || p.Deletes != 4 || p.ETA != 0 {
		t.Errorf("in the window: %+v", p)
	}
	list := s.Next(after(ten), 4, hundred)
	if len(list) != 2 {
		t.Fatalf("%d at a time", len(list))
	}
	finish(s, list[0], after(ten), AlreadyGone, nil)
	if p := s.Progress(); !p.Running() || p.Finished() || p.String() != "0 deleted, 1 already gone, 1 under way, 2 to go" {
		t.Errorf("under way: %+v %q", p, p)
	}
	s.Stop()
	if p := s.Progress(); !p.Running() || p.Finished() || p.Waiting != 0 || p.Err != nil {
		t.Errorf("one on its way: %+v", p)
	}
	finish(s, list[1], after(ten), Done, nil)
	if p := s.Progress(); p.Running() || !p.Finished() || p.String() != "1 deleted, 1 already gone, 2 not sent" {
		t.Errorf("in the end: %+v %q", p, p)
	}
	s.Edit(ids[4:5], named("mine"), EditOptions{})
	s.Delete(ids[5:6], DeleteOptions{}, noon)
	finish(s, next(t, s, noon, Patch), noon, Done, nil)
	finish(s, next(t, s, after(ten), DeleteOne), noon, AlreadyGone, nil)
	if got := s.Progress().String(); got != "0 deleted, 1 already gone, 1 saved" {
		t.Errorf("a delete and an edit: %q", got)
	}
	s.Edit(ids[6:7], named("mine"), EditOptions{})
	if p := s.Progress(); !p.Running() || p.Finished() || p.String() != "1 to go" {
		t.Errorf("the next: %+v %q", p, p)
	}
	finish(s, next(t, s, noon, Patch), noon, Refused, client.ErrUnauthorized)
	if p := s.Progress(); p.Err != nil {
		t.Errorf("nothing was given up: %+v", p)
	}
}

// A rate is told of few writes where they took long, and nothing ends while paused.
func TestTheRateOfFewWrites(t *testing.T) {
	s, ids := many(9, Options{Parallel: 1})
	s.Edit(ids, named("mine"), EditOptions{Bulk: true})
	for i := range 3 {
		if p := s.Progress(); i < 2 && (p.Rate != 0 || p.ETA != 0) {
			t.Errorf("of %d: %+v", i, p)
		}
		at := after(time.Duration(i) * time.Second)
		finish(s, next(t, s, at, Patch), at, Done, nil)
	}
	if p := s.Progress(); fmt.Sprint(p.Rate, p.ETA) != "1 6s" {
		t.Errorf("of three: %+v", p)
	}
	s.Pause()
	if p := s.Progress(); p.ETA != 0 || p.Rate != 1 {
		t.Errorf("paused: %+v", p)
	}
	nothing(t, s, after(time.Minute)) // edits in bulk, too
}
