package filter

import "strings"

// Markdown is the table of the keys for the README.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| Key | Runs | Meaning | Examples |\n| --- | --- | --- | --- |\n")
	cell := strings.NewReplacer("|", `\|`)
	for _, d := range Registry() {
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
