package ui

import (
	"errors"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/ui/config"
)

// fromList marks a banner that goes when a page of the list arrives.
const fromList = "list"

// failed shows an error that stands until the list is read again.
func (h host) failed(err error) {
	m := h.m
	since := ""
	if !m.writes.ReadAt().IsZero() {
		since = " Showing data from " + m.writes.ReadAt().In(m.o.Zone).Format("15:04") + "."
	}
	m.banner = banner{what: cleaned(err.Error()) + "." + since, can: remedy(err, m.server.Config), from: fromList}
}

// remedy says what a person can do about an error of an account.
func remedy(err error, a config.Account) string {
	switch {
	case errors.Is(err, client.ErrUnauthorized), errors.Is(err, client.ErrForbidden) && saysPublicKey(err):
		from := ""
		if a.KeyFrom() != "" {
			from = "from " + a.KeyFrom() + " "
		}
		return "r retry   esc hide   the key " + from + whyRefused(err)
	case errors.Is(err, client.ErrForbidden):
		return "r retry   esc hide   the server, or what protects it, refuses this client"
	case errors.Is(err, client.ErrPaymentRequired):
		return "r retry   esc hide   the organisation must settle its billing first"
	case errors.Is(err, client.ErrRateLimited):
		return "r retry   esc hide   too many requests for this organisation"
	case errors.Is(err, client.ErrInvalid):
		return "r retry   / edit the filter   esc hide"
	case errors.Is(err, client.ErrNetwork):
		return "r retry   esc hide   check the network, VPN or proxy"
	}
	return "r retry   @ requests   esc hide"
}

// whyRefused says what is wrong with a key, from what the server says of it.
func whyRefused(err error) string {
	switch {
	case !saysPublicKey(err):
		return "was refused: a private key of this organisation and region is needed"
	case hasFold(err.Error(), "vice versa"):
		return "was refused: the private key, not the public one, of this organisation and region is needed"
	}
	return "is a public key: the private one is needed"
}

// saysPublicKey reports whether the server speaks of the public key.
func saysPublicKey(err error) bool { return hasFold(err.Error(), "public key") }

func hasFold(s, part string) bool { return strings.Contains(strings.ToLower(s), part) }
