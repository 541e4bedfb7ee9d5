package keymap

import "strings"

// Markdown is the README's table of keys: every action with its keys, its
// words and its name.
func (m Map) Markdown() string {
	var b strings.Builder
	for _, g := range Groups() {
		b.WriteString("\n**" + string(g) + "**\n\n| Keys | What it does | Action |\n|---|---|---|\n")
		for _, x := range m.All() {
			if x.Group != g {
				continue
			}
			keys := make([]string, 0, len(x.Keys()))
			for _, k := range x.Keys() {
				keys = append(keys, "`"+strings.ReplaceAll(Label(k), "|", "\\|")+"`")
			}
			if len(keys) == 0 {
				keys = append(keys, "`:"+string(x.Action)+"`")
			}
			b.WriteString("| " + strings.Join(keys, " ") + " | " + x.Help().Desc + " | `" + string(x.Action) + "` |\n")
		}
	}
	return b.String()[1:]
}
