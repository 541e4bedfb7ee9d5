package sessions

import "testing"

// A view is saved under one of the digits that call it, but not under that of all
// sessions.
func TestAViewHasADigitAndAName(t *testing.T) {
	for text, want := range map[string]string{"6 vip": "vip", " 9  two words ": "two words", "1 x": "x", "0 all": "", "10 x": "", "-1 x": "", "6": "", "6 ": "", "vip": "", "": ""} {
		if _, name, ok := parseViewName(text); ok != (want != "") || ok && name != want {
			t.Errorf("%q: %q, %v", text, name, ok)
		}
	}
}
