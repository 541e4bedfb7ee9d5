package pager

import (
	"cmp"
	"math"

	"vapi-sessions/client"
)

const (
	pageBytes = 1 << 20
	// maxBuffered is how many new rows are buffered; more are not read until
	// these have joined.
	maxBuffered = client.MaxLimit
)

// measurements are moving averages of what answers show about the server.
type measurements struct {
	rtt         float64 // seconds; 0 when unknown
	bytesPerRow float64 // per row; 0 when unknown
	serverLimit int     // most rows that the server puts on a page; 0 when unknown
}

// measure updates the measurements from an answer.
func (p *Pager) measure(req *request, rows int, meta client.PageMeta, c Transfer) {
	const weight = 0.3
	blend := func(old *float64, v float64) {
		if *old == 0 {
			*old = v
		}
		*old += weight * (v - *old)
	}
	if c.RTT > 0 {
		blend(&p.measured.rtt, c.RTT.Seconds())
	}
	if c.Bytes > 0 && rows > 0 {
		blend(&p.measured.bytesPerRow, float64(c.Bytes)/float64(rows))
	}
	if n := meta.ItemsPerPage; n > 0 && n < req.params.Limit && rows <= n {
		p.measured.serverLimit = n
	}
}

// maxPageSize is the most rows that one request can bring.
func (p *Pager) maxPageSize() int {
	if p.measured.serverLimit > 0 {
		return min(p.measured.serverLimit, p.options.PageMax)
	}
	return p.options.PageMax
}

// roundTrip is how long an answer takes, in seconds.
func (p *Pager) roundTrip() float64 { return cmp.Or(p.measured.rtt, 0.15) }

// pageSize is how many rows to ask for: as many as scroll by in four round
// trips, and no more than pageBytes.
func (p *Pager) pageSize() int {
	if p.fixedPageSize > 0 {
		return min(p.fixedPageSize, p.maxPageSize())
	}
	size := max(p.options.PageStart, int(math.Abs(p.view.Velocity)*(p.roundTrip()+0.1)*4))
	if p.loadAll {
		size = p.options.PageMax
	}
	if p.measured.bytesPerRow > 0 {
		size = min(size, int(pageBytes/p.measured.bytesPerRow))
	}
	return min(max(size, p.options.PageMin), p.maxPageSize())
}

// spareRows is how many rows an urgent request asks for beside those of the
// screen.
const spareRows = 10

// urgentLimit limits the size of a page that an empty screen waits for, as
// after a jump: the rows around it come with the next requests.
func (p *Pager) urgentLimit(w want, limit int) int {
	blank := w.first <= p.view.First && w.last >= min(p.view.Last, p.Len()-1)
	if !blank || !w.urgent || p.fixedPageSize > 0 || p.loadAll {
		return limit
	}
	return min(limit, max(w.need+spareRows, p.options.PageMin))
}

// prefetchRows is how many rows beyond the screen should be loaded, towards the
// start and towards the end.
func (p *Pager) prefetchRows() (up, down int) {
	up, down = 2*p.screenRows, 2*p.screenRows
	ahead := int(math.Abs(p.view.Velocity)*(2*p.roundTrip()+0.25)) + 2*p.screenRows
	switch {
	case p.view.Velocity > 0:
		up, down = p.screenRows, ahead
	case p.view.Velocity < 0:
		up, down = ahead, p.screenRows
	}
	return up, down
}
