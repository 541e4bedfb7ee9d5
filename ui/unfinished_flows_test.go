package ui

import (
	"errors"
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
	"vapi-sessions/client/trash"
)

const goneID = "00000000-0000-4000-8000-000000000000"

// crashed is a run after one that was killed with deletes of the first three
// sessions, and of one that is gone, under way: the third and the last may have
// been sent. Its trash is in dir.
func crashed(t *testing.T, dir string, ids *[]string) setting {
	t.Helper()
	return func(o *Options, d *demo.Options) {
		server := demotest.New(*d)
		*ids = server.IDs()[:3]
		seen := versions(t, server, *ids)
		last, _, err := trash.Open(dir, trash.Options{})
		if err != nil {
			t.Fatal(err)
		}
		err = last.Plan("demo", append(slices.Clone(*ids), goneID), append(seen, seen[0])...)
		if err == nil {
			err = last.Put("demo", []trash.Entry{{ID: (*ids)[2], JSON: []byte("{}")}, {ID: goneID, JSON: []byte("{}")}})
		}
		if err == nil {
			err = last.Plan("elsewhere", []string{"theirs"})
		}
		if err == nil {
			err = last.Close()
		}
		if err == nil {
			o.Trash, o.Report, err = trash.Open(dir, TrashOptions(o.Settings))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// versions are the updatedAt of sessions on the server.
func versions(t *testing.T, server *demotest.Server, ids []string) (seen []time.Time) {
	t.Helper()
	for _, id := range ids {
		raw, _ := server.Lookup(id)
		x, err := client.DecodeSession(raw)
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, x.UpdatedAt)
	}
	return seen
}

// What may have been sent is read, and what was not sent is offered again.
func TestWhatACrashLeftIsReadAndOfferedAgain(t *testing.T) {
	var ids []string
	scene(t, func(s *stage) {
		s.shows("2 deletes were not sent: those sessions are still there.", "1 delete arrived: that session is deleted.",
			"1 delete did not arrive: that session is still there.", "Of another account: 1 delete was not sent", "Resume 3 deletes")
		if _, err := s.server.Touch(ids[0], map[string]any{"name": "used again"}); err != nil {
			t.Fatal(err)
		}
		s.keys("r").shows("3 deletes in 10 s, u takes it back").hides("The last run ended")
		s.keys("u").shows("undone: delete 3 sessions").keys("U")
		s.wait(15 * time.Second)
		s.shows("2 deleted, 1 changed meanwhile and left out")
		if s.held(ids[0]) == nil || s.held(ids[1]) != nil || s.held(ids[2]) != nil || s.server.Count() != 118 {
			t.Errorf("the server holds %d", s.server.Count())
		}
		copies, err := s.trash.List()
		if err != nil || len(copies) != 3 || slices.ContainsFunc(copies, func(c trash.Copy) bool { return !c.Confirmed }) {
			t.Errorf("the trash holds %+v, %v", copies, err)
		}
	}, crashed(t, t.TempDir(), &ids))
}

// Enter closes what is told, and nothing is sent.
func TestWhatACrashLeftIsNotSentUnasked(t *testing.T) {
	var ids []string
	scene(t, func(s *stage) {
		s.keys("enter").hides("The last run ended")
		s.wait(time.Minute)
		if n := s.writes(); n != 0 {
			t.Errorf("%d writes", n)
		}
	}, crashed(t, t.TempDir(), &ids))
	scene(t, func(s *stage) {
		s.keys("r")
		s.wait(time.Minute)
		if n := s.writes(); n != 0 {
			t.Errorf("%d writes in a read-only run", n)
		}
	}, crashed(t, t.TempDir(), &ids), func(o *Options, _ *demo.Options) { o.ReadOnly = true })
}

// What a crash left is told at every start until it is answered or closed.
func TestWhatACrashLeftIsToldUntilItIsAnswered(t *testing.T) {
	for key, again := range map[string]int{"": 4, "c": 0, "esc": 0, "q": 0, "r": 3} {
		var ids []string
		dir := t.TempDir()
		scene(t, func(s *stage) {
			s.bin = dir
			s.shows("The last run ended", "1 delete arrived")
			if key != "" {
				s.keys(key).hides("The last run ended")
			}
			if r := s.left(); len(r.NotSent)+len(r.Unsure) != again {
				t.Errorf("%q: the next start tells %+v", key, r)
			}
		}, crashed(t, dir, &ids))
	}
}

// Many are read several at a time, with a count, and nothing is offered before
// all are read, so that no offer is lost.
func TestManyThatMayHaveBeenSentAreReadBeforeTheyAreOffered(t *testing.T) {
	scene(t, func(s *stage) {
		s.shows("20 deletes may have been sent: reading 0 of 20.", "still reading, 0 of 20")
		s.keys("r").shows("The last run ended")
		s.wait(5 * time.Second)
		s.shows("reading 8 of 20.").keys("r").shows("still reading, 8 of 20")
		s.wait(12 * time.Second)
		s.shows("20 deletes did not arrive", "Resume 20 deletes")
		s.keys("r").shows("20 deletes in 10 s, u takes it back")
		s.wait(5 * time.Minute)
		if n := s.server.Count(); n != 100 {
			t.Errorf("the server holds %d", n)
		}
	}, func(o *Options, d *demo.Options) {
		server := demotest.New(*d)
		ids, dir := server.IDs()[:20], t.TempDir()
		last, _, err := trash.Open(dir, trash.Options{})
		if err == nil {
			err = last.Plan("demo", ids, versions(t, server, ids)...)
			for _, id := range ids {
				err = errors.Join(err, last.Leave("demo", id))
			}
			err = errors.Join(err, last.Close())
		}
		if err == nil {
			o.Trash, o.Report, err = trash.Open(dir, TrashOptions(o.Settings))
		}
		if err != nil {
			t.Fatal(err)
		}
		d.Latency = 5 * time.Second
	})
}

// Where the sessions cannot be read, that is said.
func TestWhatCannotBeReadAfterACrashIsSaid(t *testing.T) {
	var ids []string
	scene(t, func(s *stage) {
		s.shows("2 deletes may have been sent: reading 0 of 2.")
		s.wait(time.Minute)
		s.shows("2 deletes may have been sent, and the sessions cannot", "Resume 2 deletes")
	}, crashed(t, t.TempDir(), &ids), func(_ *Options, d *demo.Options) {
		d.Latency = 5 * time.Second
		d.Faults = demotest.Faults("rate=1:html")
	})
}
