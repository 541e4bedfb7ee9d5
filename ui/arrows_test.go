package ui

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the path that go.mod gives, the only place that spells it besides
// the imports.
func module(tb testing.TB) string {
	tb.Helper()
	text, err := os.ReadFile("../go.mod")
	if err != nil {
		tb.Fatal(err)
	}
	line, _, _ := strings.Cut(string(text), "\n")
	path, ok := strings.CutPrefix(line, "module ")
	if !ok {
		tb.Fatalf("go.mod begins with %q", line)
	}
	return strings.TrimSpace(path)
}

// arrows says which rooms of the program each room may import. What is not
// here may import none.
var arrows = map[string][]string{
	"":                 {"ui/cli"},
	"ui/cli":           {"client", "client/demo", "client/trash", "theme", "ui", "ui/account", "ui/config", "ui/filter", "ui/output", "ui/plain", "ui/sessions", "ui/words"},
	"ui/plain":         {"client", "client/pager", "client/trash", "theme", "ui/config", "ui/detail", "ui/dialog", "ui/filter", "ui/output", "ui/send", "ui/sessions", "ui/store", "ui/words"},
	"client/pager":     {"client"},
	"ui/store":         {"client", "ui/words"},
	"ui/field":         {"client", "theme"},
	"ui/filter":        {"client", "keymap", "theme", "ui/field", "ui/words"},
	"ui/sessions":      {"client", "client/pager", "keymap", "theme", "ui/config", "ui/field", "ui/dialog", "ui/filter", "ui/status", "ui/store", "ui/words"},
	"ui/detail":        {"client", "keymap", "theme", "ui/field", "ui/store", "ui/filter", "ui/words"},
	"ui/account":       {"client", "ui/config", "ui/dialog", "ui/words"},
	"ui/config":        {"client", "keymap", "theme", "ui/words"},
	"ui/dialog":        {"client", "keymap", "theme", "ui/field", "ui/filter", "ui/words"},
	"ui/status":        {"client", "keymap", "theme", "ui/words"},
	"ui/output":        {"client", "keymap", "ui/config", "ui/dialog", "ui/paint", "ui/words"},
	"ui/send":          {"client", "client/trash", "ui/store", "ui/words"},
	"ui/writes":        {"client", "client/trash", "keymap", "theme", "ui/config", "ui/dialog", "ui/filter", "ui/paint", "ui/send", "ui/store", "ui/words"},
	"ui/paint/picture": {},
	"ui": {"client", "client/trash", "keymap", "theme", "ui/account", "ui/config", "ui/detail", "ui/dialog",
		"ui/filter", "ui/output", "ui/paint", "ui/sessions", "ui/status", "ui/store", "ui/words", "ui/writes"},
	"client/demo/demotest": {"client/demo"}, // for tests, as ui/paint/picture and ui/paint/termtest
}

// The rooms import each other only along the arrows; nothing else stands at the
// top; no room is a drawer for odds and ends.
func TestArrows(t *testing.T) {
	root, prefix := "..", module(t)+"/"
	seen := map[string][]string{} // what each room imports
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{"common", "utils", "helpers", "types", "constants"}, d.Name()) {
			t.Errorf("%s: no room has that name", path)
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "testdata") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		room := strings.TrimPrefix(filepath.ToSlash(rel), ".")
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			to, ours := strings.CutPrefix(imported, prefix)
			if !ours {
				continue
			}
			seen[room] = append(seen[room], to)
			if !slices.Contains(arrows[room], to) {
				t.Errorf("%s: %q may not import %q", path, room, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room, all := range arrows {
		for _, to := range all {
			if !slices.Contains(seen[room], to) {
				t.Errorf("%q does not import %q: the arrow has no use", room, to)
			}
		}
	}
}

// In each room only the files of its commands call the API.
func TestOnlyCommandsCallTheAPI(t *testing.T) {
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	calls := []string{"api.Name(", "client.ReadEach(", "client.GetEach("} // names are an interface of their own
	for m := range reflect.TypeFor[API]().Methods() {
		calls = append(calls, "api."+m.Name+"(")
	}
	allowed := []string{"plain/choose.go", "plain/read.go", "plain/tell.go", "detail/commands.go", "output/file.go", "sessions/commands.go", "send/send.go", "send/unsure.go"}
	found := map[string]bool{}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range calls {
			if !strings.Contains(strings.ToLower(string(text)), strings.ToLower(c)) {
				continue
			}
			found[filepath.ToSlash(f)] = true
			if !slices.Contains(allowed, filepath.ToSlash(f)) {
				t.Errorf("%s calls %s...): only %v do", f, c, allowed)
			}
		}
	}
	for _, f := range allowed {
		if !found[f] {
			t.Errorf("%s calls the API no more", f)
		}
	}
}

// built reports whether a name is of what Go's tools leave behind, as
// .gitignore says.
func built(name string) bool {
	return name == "vapi-sessions" || strings.HasSuffix(name, ".test") || strings.HasSuffix(name, ".prof")
}

// The top level holds what it is meant to hold.
func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") || built(e.Name()) {
			continue
		}
		if !slices.Contains([]string{"go.mod", "go.sum", "main.go", "client", "keymap", "theme", "ui", "README.md", "LICENSE"}, e.Name()) {
			t.Errorf("%s stands at the top level", e.Name())
		}
	}
}
