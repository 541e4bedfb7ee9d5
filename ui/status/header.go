package status

import (
	"strings"
	"time"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// Header is what the top line says.
type Header struct {
	Account  string // "demo", or the host of the server
	Live     bool   // real sessions, not generated ones
	ReadOnly bool
	Private  bool
	Total    int  // sessions that the filter leaves, by the server's count; -1 when unknown
	SoFar    bool // more may match
	Matching bool // Total counts what matched so far, of what was searched here
	Net      string
	NetBad   bool
	Now      time.Time
}

// Line draws the header.
func (h Header) Line(t *theme.Theme, w int) string {
	left := []part{{text: " sessions ", role: theme.Brand, worth: 2}, {text: " ", worth: 2}}
	if h.Account != "" {
		left = append(left, part{text: t.Chip(theme.Account, h.Account), role: theme.Account, worth: 9}, part{text: " ", worth: 9})
	}
	if h.Live {
		left = append(left, part{text: " LIVE ", role: theme.Live, worth: 12}, part{text: " ", worth: 6})
	}
	if h.ReadOnly {
		left = append(left, part{text: "READ-ONLY  ", role: theme.Warn, worth: 11})
	}
	if h.Private {
		left = append(left, part{text: "PRIVATE  ", role: theme.Warn, worth: 10})
	}
	switch {
	case h.Total < 0:
		left = append(left, part{text: "sessions: not known yet", role: theme.Dim, worth: 4})
	case h.Matching:
		left = append(left, part{text: words.Count(h.Total) + map[bool]string{true: " match so far", false: " match"}[h.SoFar], role: theme.Strong, worth: 7,
			brief: &part{text: countSoFar(h.Total, h.SoFar), role: theme.Strong, worth: 8}})
	case h.Total == 1:
		left = append(left, part{text: "1 session", role: theme.Strong, worth: 6})
	default:
		left = append(left, part{text: words.Count(h.Total), role: theme.Strong, worth: 8}, part{text: " sessions", role: theme.Strong, worth: 3})
	}
	net := part{text: h.Net + " ", role: theme.Dim, worth: 7}
	if h.NetBad {
		net.role = theme.Bad
	}
	if state, _, more := strings.Cut(h.Net, ", "); more {
		brief := net
		brief.text = state + " "
		net.worth, net.brief = 5, &brief
	}
	return spread(t, theme.Chrome, w, left, []part{net, {text: " " + h.Now.Format("15:04") + " ", role: theme.Dim, worth: 1}})
}

// countSoFar is a count, with the sign of one that may still grow.
func countSoFar(n int, soFar bool) string {
	if soFar {
		return words.Count(n) + "+"
	}
	return words.Count(n)
}
