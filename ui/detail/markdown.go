package detail

import (
	"strings"

	"vapi-sessions/theme"
)

// markdown writes clean text with its emphasis and code shown by style instead
// of by their signs. What is not certainly Markdown stays as it was said.
func markdown(w *styledText, text string) {
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
		case heading(line):
			w.add(strings.TrimLeft(line, "# "), theme.Strong)
		default:
			inline(w, line, theme.Plain)
		}
		if !more {
			return
		}
		text = rest
	}
}

// heading reports whether a line is "# …" up to "###### …".
func heading(line string) bool {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	return n > 0 && n <= 6 && n+1 < len(line) && line[n] == ' ' && strings.Trim(line, "# ") != ""
}

// inline writes one line: `code`, **strong**, __strong__, *emphasis*, _emphasis_.
func inline(w *styledText, s string, base theme.Role) {
	plain := 0
	for i := 0; i < len(s); {
		sign := signAt(s, i)
		if sign == "" {
			i++
			continue
		}
		end := closing(s, i, sign)
		if end < 0 {
			i += len(sign)
			continue
		}
		w.add(s[plain:i], base)
		inner := s[i+len(sign) : end]
		switch {
		case sign[0] == '`':
			w.add(inner, theme.Code)
		case len(sign) == 2:
			inline(w, inner, theme.Strong)
		default:
			inline(w, inner, theme.Emphasis)
		}
		i = end + len(sign)
		plain = i
	}
	w.add(s[plain:], base)
}

// signAt gives the sign of emphasis or code that begins at i, if any can.
func signAt(s string, i int) string {
	switch c := s[i]; c {
	case '`':
		return "`"
	case '*', '_':
		if c == '_' && i > 0 && wordByte(s[i-1]) {
			return "" // within a word, such as lookup_invoice
		}
		if i+1 < len(s) && s[i+1] == c {
			return s[i : i+2]
		}
		return s[i : i+1]
	}
	return ""
}

// closing finds where the sign that begins at i ends, or -1.
func closing(s string, i int, sign string) int {
	from := i + len(sign)
	if from >= len(s) || sign[0] != '`' && s[from] == ' ' {
		return -1
	}
	const far = 500 // emphasis longer than this is more likely not meant
	limit := min(len(s), from+far)
	for j := from; j+len(sign) <= limit; j++ {
		if s[j] != sign[0] || s[j:j+len(sign)] != sign {
			continue
		}
		end := j + len(sign)
		switch {
		case j == from:
			return -1
		case sign[0] == '`':
			return j
		case s[j-1] == ' ', sign[0] == '_' && end < len(s) && wordByte(s[end]):
			continue
		case len(sign) == 1 && end < len(s) && s[end] == sign[0]:
			j++ // the end of a strong stretch inside
			continue
		}
		return j
	}
	return -1
}

func wordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
