package status

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"

	"vapi-sessions/theme"
)

// footerGap separates the keys of a footer.
const footerGap = "  "

// Footer draws the short help of keys: those that fit, in order.
func Footer(t *theme.Theme, w int, keys help.KeyMap) string {
	line := " "
	shown, _ := footerKeys(w, keys)
	for _, b := range shown {
		line += t.Style(theme.Key).Render(b.Help().Key) + " " + t.Style(theme.Dim).Render(b.Help().Desc) + footerGap
	}
	return t.Fit(line, w)
}

// FooterAt returns the key at a column of a footer.
func FooterAt(w int, keys help.KeyMap, x int) (key.Binding, bool) {
	shown, ends := footerKeys(w, keys)
	for i, b := range shown {
		if x < ends[i] {
			return b, x >= ends[i]-footerWidth(b)
		}
	}
	return key.Binding{}, false
}

// footerKeys are the keys of a footer that fit, and the column after each.
func footerKeys(w int, keys help.KeyMap) (shown []key.Binding, ends []int) {
	used := 1
	for _, b := range keys.ShortHelp() {
		n := footerWidth(b)
		if used+n+len(footerGap) <= w {
			shown, ends = append(shown, b), append(ends, used+n)
			used += n + len(footerGap)
		}
	}
	return shown, ends
}

func footerWidth(b key.Binding) int {
	return theme.Width(b.Help().Key) + 1 + theme.Width(b.Help().Desc)
}
