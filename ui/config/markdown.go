package config

import "strings"

// Markdown is the README's table of settings.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| Setting | What it does | Value | Default |\n|---|---|---|---|\n")
	for _, s := range Registry() {
		b.WriteString("| `" + s.Key + "` | " + s.Doc + " | " + s.Unit + " | `" + s.Default + "` |\n")
	}
	return b.String()
}
