package demo

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNamesAreAllowed(t *testing.T) {
	for _, o := range []*organisation{ordinaryOrganisation(), oddOrganisation()} {
		for n := range o.nameCount() {
			name := o.nameText(n)
			if !utf8.ValidString(name) || utf8.RuneCountInString(name) > 40 || (name == "") != (n == unnamedName) {
				t.Errorf("name %d is %q, of %d runes", n, name, utf8.RuneCountInString(name))
			}
		}
	}
}

func TestNamesLikeIsContains(t *testing.T) {
	o := oddOrganisation()
	for _, part := range []string{"REFUND R", "t #41", "é · r", "возврат", "·", "nobody", "\x1b"} {
		like := o.namesLike(part)
		for n := range like {
			name := o.nameText(n)
			want := name != "" && strings.Contains(strings.ToLower(name), strings.ToLower(part))
			if like[n] != want {
				t.Fatalf("%q in %q: %v, want %v", part, name, like[n], want)
			}
		}
	}
}
