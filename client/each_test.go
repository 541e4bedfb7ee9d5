package client

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// shelf has sessions by their IDs. Its list brings those that it is asked for.
type shelf struct {
	has    string
	listed func(ids []string) ([]SessionRow, error) // nil for a list that is heeded
	get    error

	mu            sync.Mutex
	asked         []string
	inFlight, top int
}

func (s *shelf) List(_ context.Context, p ListParams) (*Page[SessionRow], error) {
	if s.listed == nil {
		s.listed = func(ids []string) (rows []SessionRow, _ error) {
			for _, id := range ids {
				if strings.Contains(s.has, id) {
					rows = append([]SessionRow{{Session: Session{ID: id, Name: "of " + id}}}, rows...)
				}
			}
			return rows, nil
		}
	}
	rows, err := s.listed(p.IDAny)
	return &Page[SessionRow]{Rows: rows}, err
}

func (s *shelf) Get(_ context.Context, id string) (*Session, error) {
	s.mu.Lock()
	s.asked = append(s.asked, id)
	s.inFlight++
	s.top = max(s.top, s.inFlight)
	s.mu.Unlock()
	time.Sleep(time.Second)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inFlight--
	switch {
	case s.get != nil:
		return nil, s.get
	case !strings.Contains(s.has, id):
		return nil, ErrNotFound
	}
	return &Session{ID: id, Name: "of " + id}, nil
}

// Each ID has its session or its own error, in the order of the IDs, whatever the
// server makes of a list of them.
func TestSessionsAreReadByTheirIDs(t *testing.T) {
	other, down, odd := SessionRow{Session: Session{ID: "x"}}, errors.New("down"), errors.New("odd")
	for name, c := range map[string]struct {
		shelf *shelf
		want  string // of a, b and c
		asked int    // how many by themselves
	}{
		"all":              {&shelf{has: "abc"}, "a of a, b of b, c of c", 0},
		"one is gone":      {&shelf{has: "ac"}, "a of a, b not found, c of c", 1},
		"it is not heeded": {&shelf{has: "ac", listed: func([]string) ([]SessionRow, error) { return []SessionRow{other}, nil }}, "a of a, b not found, c of c", 3},
		"it is refused":    {&shelf{has: "ac", listed: func([]string) ([]SessionRow, error) { return nil, ErrInvalid }}, "a of a, b not found, c of c", 3},
		"one comes twice": {&shelf{has: "abc", listed: func([]string) ([]SessionRow, error) {
			a := SessionRow{Session: Session{ID: "a", Name: "of a"}}
			return []SessionRow{a, a}, nil
		}}, "a of a, b of b, c of c", 2},
		"one is odd": {&shelf{has: "abc", listed: func([]string) ([]SessionRow, error) {
			return []SessionRow{{Session: Session{ID: "b"}, Err: odd, BadJSON: []byte("7")}}, nil
		}}, "a of a, b odd 7, c of c", 2},
		"no server": {&shelf{listed: func([]string) ([]SessionRow, error) { return nil, down }}, "a down, b down, c down", 0},
		"no server after the list": {&shelf{get: down, has: "a", listed: func([]string) ([]SessionRow, error) {
			return []SessionRow{{Session: Session{ID: "a", Name: "of a"}}}, nil
		}}, "a of a, b down, c down", 2},
	} {
		synctest.Test(t, func(t *testing.T) {
			var got []string
			for _, r := range ReadEach(t.Context(), c.shelf, []string{"a", "b", "c"}) {
				text := r.ID + " " + r.Name
				if r.Err != nil {
					text = strings.TrimSpace(fmt.Sprint(r.ID, " ", r.Err, " ", string(r.BadJSON)))
				}
				got = append(got, text)
			}
			if text := strings.Join(got, ", "); text != strings.ReplaceAll(c.want, "not found", ErrNotFound.Error()) || len(c.shelf.asked) != c.asked {
				t.Errorf("%s: %s, asked for %v", name, text, c.shelf.asked)
			}
		})
	}
}

// No IDs are no sessions: a list that is asked for without IDs has them all.
func TestReadingNoIDsReadsNoSessions(t *testing.T) {
	s := &shelf{listed: func([]string) ([]SessionRow, error) {
		t.Error("all sessions are listed")
		return nil, nil
	}}
	if rows := append(ReadEach(t.Context(), s, nil), GetEach(t.Context(), s, nil)...); len(rows) > 0 || len(s.asked) > 0 {
		t.Errorf("%d rows, asked for %q", len(rows), s.asked)
	}
}

// Many are read at the same time, but not all.
func TestNotAllSessionsAreReadAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ids := &shelf{}, make([]string, 20)
		for i := range ids {
			ids[i] = string(rune('a' + i))
			s.has += ids[i]
		}
		begin := time.Now()
		for i, r := range GetEach(t.Context(), s, ids) {
			if r.ID != ids[i] || r.Err != nil {
				t.Errorf("%d: %s, %v", i, r.ID, r.Err)
			}
		}
		if took := time.Since(begin); took != 3*time.Second || s.top != 8 {
			t.Errorf("it took %v, with %d at a time", took, s.top)
		}
	})
}
