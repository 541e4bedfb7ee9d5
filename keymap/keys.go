package keymap

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isNamedKey reports whether a key is written by a name instead of a character.
func isNamedKey(key string) bool {
	switch key {
	case "enter", "tab", "backspace", "esc", "space", "up", "down", "left", "right",
		"home", "end", "pgup", "pgdown", "insert", "delete":
		return true
	}
	return functionKey.MatchString(key)
}

var functionKey = regexp.MustCompile(`^f[1-9][0-9]?$`)

// isPrintable reports whether a text field takes a key as text: a single code point
// without modifiers, or the space bar.
func isPrintable(key string) bool {
	r, n := utf8.DecodeRuneInString(key)
	return key == "space" || n > 0 && n == len(key) && r != utf8.RuneError && unicode.IsPrint(r)
}

// EditsText reports whether a text field edits with a key, so that no scope around
// the field gets it.
func EditsText(key string) bool {
	switch key {
	case "backspace", "delete", "left", "right", "home", "end",
		"ctrl+a", "ctrl+e", "ctrl+b", "ctrl+f", "ctrl+d", "ctrl+h", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+y",
		"alt+b", "alt+f", "alt+d", "alt+left", "alt+right", "ctrl+left", "ctrl+right",
		"alt+backspace", "ctrl+backspace", "alt+delete", "ctrl+delete":
		return true
	}
	return false
}

// modifiers are the modifiers in the order in which a key press spells them.
func modifiers() []string { return []string{"ctrl", "alt", "shift", "meta", "hyper", "super"} }

// normaliseKeys converts what a person wrote ("Ctrl-N", "C-n", "PgDn", "z o", "zo")
// into the spelling of key presses. fault says what is wrong with it.
func normaliseKeys(written string) (key, fault string) {
	parts := strings.Fields(written)
	if written == " " {
		parts = []string{"space"}
	}
	if len(parts) == 1 && len(parts[0]) == 2 && !isNamedKey(strings.ToLower(parts[0])) && isPrintable(parts[0][:1]) && isPrintable(parts[0][1:]) {
		parts = []string{parts[0][:1], parts[0][1:]}
	}
	switch {
	case len(parts) == 0:
		return "", "is empty"
	case len(parts) > 2:
		return "", "is a sequence of more than two keys"
	}
	for i, p := range parts {
		if parts[i], fault = normaliseKey(p); fault != "" {
			return "", fault
		}
	}
	return strings.Join(parts, " "), ""
}

// normaliseKey converts one key with its modifiers; see normaliseKeys.
func normaliseKey(s string) (key, fault string) {
	if isPrintable(s) {
		return s, ""
	}
	rest, have := s, map[string]bool{}
	for {
		i := strings.IndexAny(rest, "+-")
		if i <= 0 || i == len(rest)-1 {
			break
		}
		m := modifier(rest[:i])
		if m == "" {
			break
		}
		have[m], rest = true, rest[i+1:]
	}
	rest = keyName(rest, len(have) > 0)
	if !isNamedKey(rest) && !isPrintable(rest) {
		return "", "is not the name of a key"
	}
	if have["shift"] && isPrintable(rest) && rest != "space" && len(have) == 1 {
		return "", "is written as the character it types"
	}
	var b strings.Builder
	for _, m := range modifiers() {
		if have[m] {
			b.WriteString(m)
			b.WriteByte('+')
		}
	}
	b.WriteString(rest)
	return b.String(), unreliable(b.String())
}

// modifier returns the standard name of a modifier, or "".
func modifier(s string) string {
	s = strings.ToLower(s)
	short := map[string]string{"control": "ctrl", "c": "ctrl", "option": "alt", "m": "alt", "s": "shift"}
	if s = cmp.Or(short[s], s); !slices.Contains(modifiers(), s) {
		return ""
	}
	return s
}

// keyName returns the standard name of a key that has several.
func keyName(s string, modified bool) string {
	if utf8.RuneCountInString(s) == 1 && (!modified || s > "Z") {
		return s
	}
	s = strings.ToLower(s)
	names := map[string]string{"pgdn": "pgdown", "pagedown": "pgdown", "page-down": "pgdown", "pageup": "pgup", "page-up": "pgup",
		"escape": "esc", "return": "enter", "ret": "enter", "del": "delete", "ins": "insert", "spc": "space"}
	return cmp.Or(names[s], s)
}

// unreliable says why a key does not work in every terminal; empty if it does.
func unreliable(key string) string {
	switch key {
	case "ctrl+i":
		return "is the tab key in most terminals"
	case "ctrl+m", "ctrl+enter", "alt+enter", "shift+enter":
		return "is the enter key, or nothing, in most terminals"
	case "ctrl+[":
		return "is the esc key in most terminals"
	case "ctrl+h":
		return "is the backspace key in many terminals"
	case "ctrl+j":
		return "is the enter key in many terminals"
	case "ctrl+space", "ctrl+@", "ctrl+\\", "ctrl+q":
		return "does not reach the program in many terminals"
	}
	return ""
}

// Label is a key as help shows it: "ctrl-n", "PgDn", "zo".
func Label(key string) string {
	if first, second, ok := strings.Cut(key, " "); ok {
		return Label(first) + Label(second)
	}
	prefix := ""
	if i := strings.LastIndexByte(key[:max(0, len(key)-1)], '+'); i > 0 {
		prefix, key = strings.ReplaceAll(key[:i+1], "+", "-"), key[i+1:]
	}
	switch key {
	case "pgdown":
		key = "PgDn"
	case "pgup":
		key = "PgUp"
	case "home", "end", "delete", "insert":
		key = strings.ToUpper(key[:1]) + key[1:]
	default:
		if functionKey.MatchString(key) {
			key = strings.ToUpper(key)
		}
	}
	return prefix + key
}
