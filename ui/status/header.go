package status

import (
	"strings"
	"time"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// Header is the content of the top line.
type Header struct {
	Account      string // label of the account
	Live         bool   // a real server, not the embedded one
	ReadOnly     bool
	Private      bool
	Total        int    // number of sessions that match the filter; -1 when unknown
	MayGrow      bool   // more sessions may match
	SearchedHere bool   // the filter runs here, and Total counts the matches so far
	Network      string // state of the network, in words
	NetworkBad   bool
	Now          time.Time
}

// Line draws the header in w cells.
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
	case h.SearchedHere:
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

// countSoFar is a count, with a plus sign if it may grow.
func countSoFar(n int, soFar bool) string {
	if soFar {
		return words.Count(n) + "+"
	}
	return words.Count(n)
}
