package sessions

import (
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/store"
)

// expirySign is the glyph for where a session stands: open, done, maybe or
// certainly past its limit. The glyphs differ in shape, not only in colour.
func expirySign(r *store.Row, now time.Time) (theme.Glyph, theme.Role) {
	switch e, _ := r.Expiry(now); e {
	case client.Done:
		return theme.GlyphDone, theme.Dim
	case client.Expired:
		return theme.GlyphExpired, theme.Bad
	case client.MaybeExpired:
		return theme.GlyphMaybe, theme.Warn
	default:
		return theme.GlyphActive, theme.Good
	}
}
