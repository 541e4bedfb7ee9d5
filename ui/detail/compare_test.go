package detail

import "testing"

// A session that cannot be read is asked for once to be compared.
func TestWhatCannotBeReadIsNotCompared(t *testing.T) {
	s := &chatServer{}
	m := newChatRoom(t, s)
	answer(t, m, m.CompareWith(s.session.ID, "gone"))
	for range 3 {
		answer(t, m, m.Fetch())
	}
	if s.read != 2 || m.Tab() == TabDiff {
		t.Errorf("%d reads", s.read)
	}
}
