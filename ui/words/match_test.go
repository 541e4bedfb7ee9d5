package words

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTextsAreFoundWhateverTheirCaseAndAccents(t *testing.T) {
	for _, c := range []struct {
		part, in string
		want     bool
	}{
		{"xa", "xxa", true}, {"aax", "aaax", true}, {"XA", "aXaX", true}, {"x", "", false}, {"xx", "x", false}, {"", "x", true},
		{"refund", "REFUND", true}, {"refund", "refun", false}, {"ä", "Ä", true}, {"8c1e", "web-widget 8C1E", true},
		{"café", "CAFE\u0301 du Nord", true}, {"cafe\u0301", "Café", true}, {"cafe", "cafe\u0301", false}, {"cafe", "café", false},
		{"strasse", "Hauptstraße", true}, {"STRASSE", "straße", true}, {"straße", "STRASSE 5", true}, {"STRAẞE", "strasse", true},
		{"istanbul", "İstanbul", true}, {"İSTANBUL", "istanbul", true}, {"i\u0307stanbul", "Istanbul", true}, {"\u0130\u0307", "i", true},
		{"σίσυφος", "ΣΊΣΥΦΟΣ", true}, {"ﬁnd", "FIND", true}, {"k", "\u212a", true}, {"ё", "Ё", true}, {"引", "引き", true},
	} {
		if got := NewMatcher(c.part).In(c.in); got != c.want {
			t.Errorf("%s in %s: %v", c.part, c.in, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.StringOf(rapid.SampledFrom([]rune("aAbBzZ -1xX.ÄäßſİıёЁ引\u0301\u0307")))
		s, part := letters.Draw(t, "in"), letters.Draw(t, "part")
		if got, want := NewMatcher(part).In(s), strings.Contains(foldCase(s), foldCase(part)); got != want {
			t.Fatalf("%q in %q: %v", part, s, got)
		}
		if foldCase(foldCase(s)) != foldCase(s) {
			t.Fatalf("%q folds to %q, and that to %q", s, foldCase(s), foldCase(foldCase(s)))
		}
	})
}

func TestTheNearestWord(t *testing.T) {
	all := []string{"created", "cost", "duration", "Customer"}
	for typed, want := range map[string]string{"crated": "created", "cots": "cost", "cu": "Customer", "DURATION": "duration", "zzz": "", "": ""} {
		if got := Nearest(typed, all); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
	if got, changes := Closest("zzz", all); got != "cost" || changes != 4 {
		t.Errorf("the closest: %s %d", got, changes)
	}
}
