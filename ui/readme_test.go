package ui

import (
	"os"
	"strings"
	"testing"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/sessions"
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
		"keys": keyTable(keymap.Default()), "filters": filterTable(), "columns": columnList(), "settings": settingTables(),
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

// columnList names the columns, with what sorts by them.
func columnList() string {
	names := sessions.ColumnNames()
	for i, name := range names {
		names[i] = "`" + name + "`"
		switch by := sessions.SortOf(name); by {
		case name:
		case "":
			names[i] += " (not sorted by)"
		default:
			names[i] += " → `" + by + "`"
		}
	}
	return strings.Join(names, ", ") + "; `meta.KEY` is a key of the metadata, `.customer.number` and the like any other field.\n"
}

// settingTables are the tables of settings.
func settingTables() string {
	var b strings.Builder
	b.WriteString("| Setting | What it does | Value | Default |\n|---|---|---|---|\n")
	for _, s := range config.Registry() {
		b.WriteString("| `" + s.Key + "` | " + s.Doc + " | " + s.Unit + " | `" + s.Default + "` |\n")
	}
	for _, s := range config.Registry() {
		if s.Entries == nil {
			continue
		}
		b.WriteString("\n| In `[[" + s.Key + "]]` | What it is | Value |\n|---|---|---|\n")
		for _, e := range s.Entries {
			b.WriteString("| `" + e.Key + "` | " + e.Doc + " | " + e.Unit + " |\n")
		}
	}
	return b.String()
}

// keyTable is the table of keys: every action with its keys, its words and its
// name.
func keyTable(m keymap.Map) string {
	var b strings.Builder
	for _, g := range keymap.Groups() {
		b.WriteString("\n**" + string(g) + "**\n\n| Keys | What it does | Action |\n|---|---|---|\n")
		for _, x := range m.All() {
			if x.Group != g {
				continue
			}
			keys := make([]string, 0, len(x.Keys()))
			for _, k := range x.Keys() {
				keys = append(keys, "`"+strings.ReplaceAll(keymap.Label(k), "|", "\\|")+"`")
			}
			if len(keys) == 0 {
				keys = append(keys, "`:"+string(x.Action)+"`")
			}
			b.WriteString("| " + strings.Join(keys, " ") + " | " + x.Help().Desc + " | `" + string(x.Action) + "` |\n")
		}
	}
	return b.String()[1:]
}

func TestTheTableOfKeysNamesEveryAction(t *testing.T) {
	md := keyTable(keymap.Default())
	for _, b := range keymap.Default().All() {
		if !strings.Contains(md, "`"+string(b.Action)+"` |\n") {
			t.Errorf("%s is missing", b.Action)
		}
	}
	if !strings.Contains(md, "| `j` `down` `ctrl-n` | down | `down` |") {
		t.Errorf("the row of down reads otherwise:\n%s", md[:300])
	}
}

func TestTheTableOfFiltersNamesEveryKey(t *testing.T) {
	for _, d := range filter.Registry() {
		if !strings.Contains(filterTable(), "| `"+d.Key+"` |") {
			t.Errorf("%s is missing", d.Key)
		}
	}
}

func TestTheTableOfSettingsNamesEverySetting(t *testing.T) {
	for _, s := range config.Registry() {
		if !strings.Contains(settingTables(), "| `"+s.Key+"` | "+s.Doc+" |") {
			t.Errorf("%s is missing", s.Key)
		}
	}
}
