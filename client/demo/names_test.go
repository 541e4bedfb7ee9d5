package demo

import (
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
