package detail

import (
	"regexp"
	"strings"

	"vapi-sessions/theme"
)

// addMarkdown adds clean text, and shows emphasis and code by style instead of by their
// signs. What is not clearly Markdown stays as it is.
func addMarkdown(w *styledText, text string) {
	fenced := false
	for first := true; ; first = false {
		line, rest, more := strings.Cut(text, "\n")
		if !first {
			w.add("\n", theme.Plain)
		}
		switch fence := strings.HasPrefix(strings.TrimLeft(line, " "), "```"); {
		case fence:
			fenced = !fenced
			w.add(line, theme.Dim)
		case fenced:
			w.add(line, theme.Code)
		case headingLine.MatchString(line):
			w.add(strings.TrimLeft(line, "# "), theme.Strong)
		default:
			addInline(w, line, theme.Plain)
		}
		if !more {
			return
		}
		text = rest
	}
}

// headingLine matches headings, "# …" to "###### …".
var headingLine = regexp.MustCompile(`^#{1,6} .*[^# ]`)

// inlineStyles are the signs of emphasis and code with their roles, in the order of the
// groups of inlinePattern.
var inlineStyles = []struct {
	sign string
	role theme.Role
}{{"`", theme.Code}, {"**", theme.Strong}, {"__", theme.Strong}, {"*", theme.Emphasis}, {"_", theme.Emphasis}}

// inlinePattern matches each of inlineStyles, with what stands between the signs as its
// group. Blanks inside the signs, or letters outside of underscores, as in
// lookup_invoice, do not match.
var inlinePattern = regexp.MustCompile("`([^`]+)`" +
	`|\*\*([^ *](?:.*?[^ ])??)\*\*` +
	`|(?:^|[^\pL\pN_])__([^ _](?:.*?[^ ])??)__(?:$|[^\pL\pN_])` +
	`|\*([^ *](?:(?:[^*]|\*\*[^*]+\*\*)*?(?:[^ *]|\*\*))??)\*` +
	`|(?:^|[^\pL\pN_])_([^ _](?:.*?[^ ])??)_(?:$|[^\pL\pN_])`)

// addInline adds one line: `code`, **strong**, __strong__, *emphasis*, _emphasis_.
func addInline(w *styledText, s string, base theme.Role) {
	for strings.ContainsAny(s, "`*_") {
		m := inlinePattern.FindStringSubmatchIndex(s)
		if m == nil {
			break
		}
		for i, of := range inlineStyles {
			from, to := m[2*i+2], m[2*i+3]
			if from < 0 {
				continue
			}
			w.add(s[:from-len(of.sign)], base)
			if of.role == theme.Code {
				w.add(s[from:to], theme.Code)
			} else {
				addInline(w, s[from:to], of.role)
			}
			s = s[to+len(of.sign):]
			break
		}
	}
	w.add(s, base)
}
