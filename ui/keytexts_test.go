package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"vapi-sessions/keymap"
)

// defaultKeyText matches a text that names the main default key of an action and says what
// the key does, such as "u takes it back". Esc, enter and ctrl-c are left out: where texts
// name them, they cannot be other keys. So are signs that texts use otherwise.
func defaultKeyText() *regexp.Regexp {
	var letters, words []string // keys that only name keys, and keys that are words or numbers, too
	for _, b := range keymap.Default().All() {
		if len(b.Keys()) == 0 || slices.Contains([]string{"esc", "enter", "ctrl+c", ",", ":", "=", "-", "+"}, b.Keys()[0]) {
			continue
		}
		label := b.Help().Key
		if len(label) == 1 && label != "a" && (unicode.IsLetter(rune(label[0])) || strings.ContainsAny(label, "/@?")) {
			letters = append(letters, regexp.QuoteMeta(label))
		} else {
			words = append(words, regexp.QuoteMeta(label))
		}
	}
	return regexp.MustCompile(`(?:^|[\s,;:(])(?:(?:` + strings.Join(letters, "|") + `):? [a-z]{2}|(?:` + strings.Join(words, "|") + `) (?:[a-z]+s|to show)\b)`)
}

// A text that names a key takes it from the keymap, since a person can have other keys.
func TestNoTextNamesADefaultKey(t *testing.T) {
	named := defaultKeyText()
	others := []string{"from 60 s to 30 d", " / filter: none", "1 to 7 days"}
	for _, text := range []string{"u takes it back", "deleted, u undoes it", "press . to show", "r: try again", "(a opens the form)", "/ edit the filter", ": space ends it"} {
		if !named.MatchString(text) {
			t.Errorf("%q is not found", text)
		}
	}
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	own, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, own...) {
		if strings.HasSuffix(name, "_test.go") || slices.Contains([]string{"cli", "config", "plain"}, filepath.Dir(name)) { // which have no keys
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			if text := strings.Trim(lit.Value, "\"`"); named.MatchString(text) && !slices.Contains(others, text) {
				t.Errorf("%s: %s names a key: its label is to be that of the keymap", set.Position(lit.Pos()), lit.Value)
			}
			return true
		})
	}
}
