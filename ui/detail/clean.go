package detail

import (
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// cleaned makes text from outside safe and keeps its lines. It also returns how many
// characters it replaced, without those of countEmojiJoiners.
func cleaned(s string) (string, int) {
	lines, total := strings.Split(strings.ReplaceAll(s, "\t", "    "), "\n"), 0
	for i, line := range lines {
		text, n := client.Clean(strings.TrimSuffix(line, "\r"))
		lines[i] = text
		total += n - countEmojiJoiners(line, n)
	}
	return strings.Join(lines, "\n"), total
}

// countEmojiJoiners counts the parts of emoji that client.Clean drops because terminals
// disagree on their width. No words are lost with them, so they need no warning. The
// count is at most changed.
func countEmojiJoiners(s string, changed int) int {
	if changed == 0 {
		return 0
	}
	n := 0
	for _, r := range s {
		if r == 0x200d || r == 0x20e3 || r >= 0xfe00 && r <= 0xfe0f || r >= 0x1f3fb && r <= 0x1f3ff {
			n++
		}
	}
	return min(n, changed)
}

// oneLine makes text from outside safe for a place with a single line.
func oneLine(s string) string {
	t, _ := cleaned(s)
	return strings.ReplaceAll(t, "\n", " ")
}

// hideInPrivate masks personal data in private mode.
func (p *Pane) hideInPrivate(s string) string {
	if p.private {
		return words.Mask(s)
	}
	return s
}

// personalText cleans personal data for one line, and masks it in private mode.
func (p *Pane) personalText(s string) string { return p.hideInPrivate(oneLine(client.RedactText(s))) }

// looksJSON reports whether a text begins as a JSON object or list does.
func looksJSON(s string) bool {
	t := strings.TrimLeft(s, " \t\r\n")
	return t != "" && (t[0] == '{' || t[0] == '[')
}
