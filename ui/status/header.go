package status

import (
	"strings"
	"time"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// Header is what the top line says.
type Header struct {
	Account    string // "demo", or the host of the server
	Live       bool   // real sessions, not generated ones
	ReadOnly   bool
	Private    bool
	Total      int  // sessions that the filter leaves, by the server's count; -1 when unknown
	MayGrow    bool // more may match
	Searching  bool // Total counts what matched so far, of what was searched here
	Network    string
	NetworkBad bool
	Now        time.Time
}

// Line draws the header.
func (h Header) Line(t *theme.Theme, w int) string {
	left := []part{{text: " sessions ", role: theme.Brand, priority: 2}, {text: " ", priority: 2}}
	if h.Account != "" {
		left = append(left, part{text: t.Chip(theme.Account, h.Account), role: theme.Account, priority: 9}, part{text: " ", priority: 9})
	}
	if h.Live {
		left = append(left, part{text: " LIVE ", role: theme.Live, priority: 12}, part{text: " ", priority: 6})
	}
	if h.ReadOnly {
		left = append(left, part{text: "READ-ONLY  ", role: theme.Warn, priority: 11})
	}
	if h.Private {
		left = append(left, part{text: "PRIVATE  ", role: theme.Warn, priority: 10})
	}
	switch {
	case h.Total < 0:
		left = append(left, part{text: "sessions: not known yet", role: theme.Dim, priority: 4})
	case h.Searching:
		left = append(left, part{text: words.Count(h.Total) + map[bool]string{true: " match so far", false: " match"}[h.MayGrow], role: theme.Strong, priority: 7,
			short: &part{text: countSoFar(h.Total, h.MayGrow), role: theme.Strong, priority: 8}})
	case h.Total == 1:
		left = append(left, part{text: "1 session", role: theme.Strong, priority: 6})
	default:
		left = append(left, part{text: words.Count(h.Total), role: theme.Strong, priority: 8}, part{text: " sessions", role: theme.Strong, priority: 3})
	}
	net := part{text: h.Network + " ", role: theme.Dim, priority: 7}
	if h.NetworkBad {
		net.role = theme.Bad
	}
	if state, _, more := strings.Cut(h.Network, ", "); more {
		brief := net
		brief.text = state + " "
		net.priority, net.short = 5, &brief
	}
	return layoutLine(t, theme.Chrome, w, left, []part{net, {text: " " + h.Now.Format("15:04") + " ", role: theme.Dim, priority: 1}})
}

// countSoFar is a count, with the sign of one that may still grow.
func countSoFar(n int, soFar bool) string {
	if soFar {
		return words.Count(n) + "+"
	}
	return words.Count(n)
}
