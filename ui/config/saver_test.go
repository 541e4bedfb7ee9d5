package config

import (
	"testing"
	"time"
)

// An older state never takes the place of a newer one, and the end waits for
// what is on its way.
func TestTheNewestStateIsTheOneThatStays(t *testing.T) {
	var written []int
	k := NewStateSaver(State{Split: 40}, func(s, _ State) error { written = append(written, s.Split); return nil })
	now := time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)
	if k.SaveWhenDue(State{Split: 45}, now) != nil || k.WakeAt() != now.Add(SaveDelay) {
		t.Error("a change does not rest")
	}
	if k.SaveWhenDue(State{Split: 45}, now.Add(SaveDelay-1)) != nil {
		t.Error("a change does not rest long enough")
	}
	first := k.SaveWhenDue(State{Split: 45}, now.Add(SaveDelay))
	k.SaveWhenDue(State{Split: 50}, now.Add(SaveDelay))
	if err := k.SaveNow(State{Split: 50}); err != nil {
		t.Fatal(err)
	}
	if err := first(); err != nil {
		t.Fatal(err)
	}
	if len(written) != 1 || written[0] != 50 {
		t.Errorf("written %v", written)
	}
}
