package detail

import (
	"regexp"
	"strings"

	"vapi-sessions/theme"
)

// addMarkdown writes clean text with its emphasis and code shown by style instead
// of by their signs. What is not certainly Markdown stays as it was said.
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

// headingLine is "# …" up to "###### …".
var headingLine = regexp.MustCompile(`^#{1,6} .*[^# ]`)

// inlineStyles are what inline shows by a style: the sign around each, and its role.
// Between the signs stand no blanks, and no word goes on before or after an
// underscore, such as in lookup_invoice.
var inlineStyles = []struct {
	sign string
	role theme.Role
}{{"`", theme.Code}, {"**", theme.Strong}, {"__", theme.Strong}, {"*", theme.Emphasis}, {"_", theme.Emphasis}}

var inlinePattern = regexp.MustCompile("`([^`]+)`" +
	`|\*\*([^ *](?:.*?[^ ])??)\*\*` +
	`|(?:^|[^\pL\pN_])__([^ _](?:.*?[^ ])??)__(?:$|[^\pL\pN_])` +
	`|\*([^ *](?:(?:[^*]|\*\*[^*]+\*\*)*?(?:[^ *]|\*\*))??)\*` +
	`|(?:^|[^\pL\pN_])_([^ _](?:.*?[^ ])??)_(?:$|[^\pL\pN_])`)

// addInline writes one line: `code`, **strong**, __strong__, *emphasis*, _emphasis_.
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
