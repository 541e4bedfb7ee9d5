package ui

import (
	"os"
	"strings"
	"testing"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
)

// The README's tables are those of the registries that make help and checks.
func TestREADME(t *testing.T) {
	const file = "../README.md"
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	for name, table := range map[string]string{
		"keys": keymap.Default().Markdown(), "filters": filterTable(), "settings": config.Markdown(),
	} {
		open, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
		before, rest, ok := strings.Cut(text, open)
		_, after, ok2 := strings.Cut(rest, end)
		if !ok || !ok2 {
			t.Fatalf("README.md has no place for the %s", name)
		}
		text = before + open + strings.TrimSpace(table) + "\n" + end + after
	}
	if text == string(raw) {
		return
	}
	if !*update {
		t.Fatal("README.md is not what the registries say; run this test with -update")
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// filterTable is the table of the filter's keys.
func filterTable() string {
	var b strings.Builder
	b.WriteString("| Key | Runs | Meaning | Examples |\n| --- | --- | --- | --- |\n")
	cell := strings.NewReplacer("|", `\|`)
	for _, d := range filter.Registry() {
		examples := make([]string, len(d.Examples))
		for i, e := range d.Examples {
			examples[i] = "`" + cell.Replace(e) + "`"
		}
		where := d.Where
		if d.Params != "" {
			where += " (" + d.Params + ")"
		}
		b.WriteString("| `" + d.Key + "` | " + where + " | " + cell.Replace(d.Help) + " | " + strings.Join(examples, " ") + " |\n")
	}
	return b.String()
}
