package config

import "strings"

// Markdown is the README's tables of settings.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| Setting | What it does | Value | Default |\n|---|---|---|---|\n")
	for _, s := range Registry() {
		b.WriteString("| `" + s.Key + "` | " + s.Doc + " | " + s.Unit + " | `" + s.Default + "` |\n")
	}
	for _, s := range Registry() {
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
