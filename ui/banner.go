package ui

import (
	"errors"

	"vapi-sessions/client"
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
	m.banner = banner{what: cleaned(err.Error()) + "." + since, can: remedy(err), from: fromList}
}

// remedy says what a person can do about an error.
func remedy(err error) string {
	switch {
	case errors.Is(err, client.ErrUnauthorized):
		return "r retry   esc hide   the key in $VAPI_API_KEY was refused: a private key of this organisation and region is needed"
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
