package detail

import (
	"strings"
	"unicode"
)

// hidden replaces every letter and digit by a dot, so that the shape of words
// and numbers stays and nothing else does.
func hidden(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r == ' ' || r == '\n':
			b.WriteRune(r)
		case r < 0x80 && unicode.IsPunct(r):
			b.WriteRune(r)
		case unicode.IsMark(r) || unicode.Is(unicode.Cf, r):
		default:
			b.WriteRune('·')
		}
	}
	return b.String()
}

// openKey reports whether the value of a JSON member may be shown in private
// mode: what is of a fixed set, a time, or an ID that means nothing elsewhere.
func openKey(name string) bool {
	switch name {
	case "id", "orgId", "assistantId", "squadId", "phoneNumberId", "customerId", "toolCallId", "tool_call_id",
		"status", "role", "type", "provider", "model", "analysisType", "createdAt", "updatedAt", "finish_reason":
		return true
	}
	return false
}
