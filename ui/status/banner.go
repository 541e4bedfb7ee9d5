package status

import (
	"errors"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// Banner is an error that is shown until it is over or hidden. The zero value is none.
type Banner struct {
	Text   string // what happened
	Remedy string // what the person can do about it
}

// NewBanner makes a banner of an error. readAt is when the data on the screen was read,
// zero for never; keyFrom is where the API key comes from, empty when that is unknown.
func NewBanner(err error, readAt time.Time, keyFrom string, keys keymap.Map) Banner {
	since := ""
	if !readAt.IsZero() {
		since = " Showing data from " + readAt.Format("15:04") + "."
	}
	what, _ := client.Clean(strings.TrimSpace(err.Error()))
	return Banner{what + "." + since, remedy(err, keyFrom, keys)}
}

// Lines draws the banner in at most room lines. Where they are few, the remedy is read
// whole before the text.
func (b Banner) Lines(t *theme.Theme, w, room int) []string {
	if b == (Banner{}) || room <= 0 {
		return nil
	}
	const most = 3 // lines of a text, which may be the server's
	remedy := bannerText(t, w, room, b.Remedy)
	return append(bannerText(t, w, min(most, room-len(remedy)), b.Text), remedy...)
}

// bannerText draws a text in at most so many lines.
func bannerText(t *theme.Theme, w, most int, text string) []string {
	if most == 0 {
		return nil
	}
	sign := " ! "
	lines := theme.Wrap(text, w-len(sign)-1)
	if len(lines) > most {
		lines = append(lines[:most-1], strings.Join(lines[most-1:], " "))
	}
	for i, l := range lines {
		lines[i] = t.Fit(t.Style(theme.Banner).Render(sign+l), w)
		sign = "   "
	}
	return lines
}

// remedy is the keys that help against an error, and what else does.
func remedy(err error, keyFrom string, keys keymap.Map) string {
	retry, hide := keys.Label(keymap.Refresh)+" retry   ", keys.Label(keymap.Back)+" hide"
	switch {
	case errors.Is(err, client.ErrUnauthorized), errors.Is(err, client.ErrForbidden) && mentionsPublicKey(err):
		if keyFrom != "" {
			keyFrom = "from " + keyFrom + " "
		}
		return retry + hide + "   the key " + keyFrom + whyRefused(err)
	case errors.Is(err, client.ErrForbidden):
		return retry + hide + "   the server, or what protects it, refuses this client"
	case errors.Is(err, client.ErrPaymentRequired):
		return retry + hide + "   the organisation must settle its billing first"
	case errors.Is(err, client.ErrRateLimited):
		return retry + hide + "   too many requests for this organisation"
	case errors.Is(err, client.ErrInvalid):
		return retry + keys.Label(keymap.Filter) + " edit the filter   " + hide
	case errors.Is(err, client.ErrNetwork):
		return retry + hide + "   check the network, VPN or proxy"
	}
	return retry + keys.Label(keymap.Activity) + " requests   " + hide
}

// whyRefused says what is wrong with a key, from the server's error.
func whyRefused(err error) string {
	switch {
	case !mentionsPublicKey(err):
		return "was refused: use a private key of this organisation and region"
	case mentions(err, "vice versa"):
		return "was refused: use the private key, not the public one, of this organisation and region"
	}
	return "is a public key: use the private one"
}

// mentionsPublicKey reports whether the server's error mentions the public key.
func mentionsPublicKey(err error) bool { return mentions(err, "public key") }

func mentions(err error, part string) bool { return words.NewMatcher(part).In(err.Error()) }
