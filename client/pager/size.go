package pager

import (
	"cmp"
	"math"

	"vapi-sessions/client"
)

const (
	// pageBytes is about as much as one page should weigh.
	pageBytes = 1 << 20
	// bufferMost is how many new rows are buffered; more are not read until
	// these have joined.
	bufferMost = client.MaxLimit
)

// pace is what is measured of the server.
type pace struct {
	rtt   float64 // seconds; 0 when unknown
	bytes float64 // per row; 0 when unknown
	cap   int     // the largest page that the server gives; 0 when unknown
}

// measure takes the cost of an answer into account.
func (p *Pager) measure(req *request, rows int, meta client.PageMeta, c Transfer) {
	const weight = 0.3
	blend := func(old *float64, v float64) {
		if *old == 0 {
			*old = v
		}
		*old += weight * (v - *old)
	}
	if c.RTT > 0 {
		blend(&p.pace.rtt, c.RTT.Seconds())
	}
	if c.Bytes > 0 && rows > 0 {
		blend(&p.pace.bytes, float64(c.Bytes)/float64(rows))
	}
	if n := meta.ItemsPerPage; n > 0 && n < req.params.Limit && rows <= n {
		p.pace.cap = n
	}
}

// largest is the most rows that one request can bring.
func (p *Pager) largest() int {
	if p.pace.cap > 0 {
		return min(p.pace.cap, p.o.PageMax)
	}
	return p.o.PageMax
}

// trip is how long an answer takes, in seconds.
func (p *Pager) trip() float64 { return cmp.Or(p.pace.rtt, 0.15) }

// pageSize is how many rows to ask for: as many as pass by in a few round
// trips, and no more than a page may weigh.
func (p *Pager) pageSize() int {
	if p.fixed > 0 {
		return min(p.fixed, p.largest())
	}
	size := max(p.o.PageStart, int(math.Abs(p.view.Velocity)*(p.trip()+0.1)*4))
	if p.loadAll {
		size = p.o.PageMax
	}
	if p.pace.bytes > 0 {
		size = min(size, int(pageBytes/p.pace.bytes))
	}
	return min(max(size, p.o.PageMin), p.largest())
}

// spare is how many rows are asked for beside those of a screen that is empty.
const spare = 10

// soon makes a page smaller that is waited for before an empty screen, as after
// a leap: what lies around it comes with the next ones.
func (p *Pager) soon(w want, limit int) int {
	blank := w.first <= p.view.First && w.last >= min(p.view.Last, p.Len()-1)
	if !blank || !w.urgent || p.fixed > 0 || p.loadAll {
		return limit
	}
	return min(limit, max(w.need+spare, p.o.PageMin))
}

// ahead is how many rows beyond the screen should be loaded, towards the start
// and towards the end.
func (p *Pager) ahead() (up, down int) {
	up, down = 2*p.screen, 2*p.screen
	far := int(math.Abs(p.view.Velocity)*(2*p.trip()+0.25)) + 2*p.screen
	switch {
	case p.view.Velocity > 0:
		up, down = p.screen, far
	case p.view.Velocity < 0:
		up, down = far, p.screen
	}
	return up, down
}
