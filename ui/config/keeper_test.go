package config

import (
	"testing"
	"time"
)

// An older state never takes the place of a newer one, and the end waits for
// what is on its way.
func TestTheNewestStateIsTheOneThatStays(t *testing.T) {
	var written []int
	k := NewKeeper(State{Split: 40}, func(s, _ State) error { written = append(written, s.Split); return nil })
	now := time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)
	if k.Keep(State{Split: 45}, now) != nil || k.WakeAt() != now.Add(RestsFor) {
		t.Error("a change does not rest")
	}
	if k.Keep(State{Split: 45}, now.Add(RestsFor-1)) != nil {
		t.Error("a change does not rest long enough")
	}
	first := k.Keep(State{Split: 45}, now.Add(RestsFor))
	k.Keep(State{Split: 50}, now.Add(RestsFor))
	if err := k.Last(State{Split: 50}); err != nil {
		t.Fatal(err)
	}
	if err := first(); err != nil {
		t.Fatal(err)
	}
	if len(written) != 1 || written[0] != 50 {
		t.Errorf("written %v", written)
	}
}
