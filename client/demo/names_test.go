package demo

import (
	"slices"
	"testing"
	"unicode/utf8"
)

func TestNamesAreAllowed(t *testing.T) {
	for _, o := range []*organisation{ordinaryOrganisation(), oddOrganisation()} {
		c, seen := newCatalog(1, o), map[string]bool{}
		for i := range uint64(100_000) {
			name := c.nameOf(hash(1, saltTraits, i))
			seen[name] = true
			if !utf8.ValidString(name) || utf8.RuneCountInString(name) > 40 {
				t.Errorf("name %d is %q, of %d runes", i, name, utf8.RuneCountInString(name))
			}
		}
		for _, name := range slices.Concat(o.topics, o.OddNames, o.HostileNames) {
			if !seen[name] {
				t.Errorf("no session is named %q", name)
			}
		}
	}
}
