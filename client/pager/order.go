package pager

import (
	"math"
	"time"

	"vapi-sessions/client"
)

// A place in time on the list's own axis: milliseconds that grow from the start
// of the list to its end, whichever way the list is sorted. In a list that is not
// sorted by createdAt it is a position instead.
type ord = int64

// The two ends of the axis.
const (
	startOfTime ord = math.MinInt64
	endOfTime   ord = math.MaxInt64
)

// span is a stretch of the axis of which every row is known. When loFull is
// unset, rows at exactly lo may be missing; the same for hi.
type span struct {
	lo, hi         ord
	loFull, hiFull bool
}

// holds reports whether every row at x is known.
func (s span) holds(x ord) bool {
	return (s.lo < x || s.lo == x && s.loFull) && (x < s.hi || x == s.hi && s.hiFull)
}

// precedes reports whether s ends before t begins, with something unknown
// possibly between them.
func (s span) precedes(t span) bool {
	return s.hi < t.lo || s.hi == t.lo && !s.hiFull && !t.loFull
}

// join is the stretch from the start of the earlier to the end of the later.
func (s span) join(t span) span {
	switch {
	case t.lo < s.lo:
		s.lo, s.loFull = t.lo, t.loFull
	case t.lo == s.lo:
		s.loFull = s.loFull || t.loFull
	}
	switch {
	case t.hi > s.hi:
		s.hi, s.hiFull = t.hi, t.hiFull
	case t.hi == s.hi:
		s.hiFull = s.hiFull || t.hiFull
	}
	return s
}

// ordOf is where an instant lies, in a list that is sorted by createdAt.
func (p *Pager) ordOf(t time.Time) ord {
	if p.desc {
		return -t.UnixMilli()
	}
	return t.UnixMilli()
}

// window is the request for the rows from one place to another, both
// included, within what the list's own filter allows. Reverse asks for those
// nearest to the end first.
func (p *Pager) window(from, to ord, reverse bool) client.ListParams {
	q := p.base
	q.SortOrder = client.Ascending
	if p.desc != reverse {
		q.SortOrder = client.Descending
	}
	oldest, newest := from, to
	if p.desc {
		oldest, newest = -to, -from
		if to == endOfTime {
			oldest = startOfTime
		}
		if from == startOfTime {
			newest = endOfTime
		}
	}
	if oldest != startOfTime {
		tightenGe(&q, time.UnixMilli(oldest).UTC())
	}
	if newest != endOfTime {
		if p.fine {
			newest++ // rows within the millisecond lie after its start
		}
		tightenLe(&q, time.UnixMilli(newest).UTC())
	}
	return q
}

// lastYear is the last year that a bound may have: later ones are refused.
const lastYear = 9999

// tightenGe adds a lower bound, and leaves only the tighter one.
func tightenGe(q *client.ListParams, t time.Time) {
	if !q.CreatedAtGt.IsZero() && !t.After(q.CreatedAtGt) || !q.CreatedAtGe.IsZero() && !t.After(q.CreatedAtGe) {
		return
	}
	q.CreatedAtGe, q.CreatedAtGt = t, time.Time{}
}

// tightenLe adds an upper bound, and leaves only the tighter one.
func tightenLe(q *client.ListParams, t time.Time) {
	if t.Year() > lastYear || !q.CreatedAtLt.IsZero() && !t.Before(q.CreatedAtLt) || !q.CreatedAtLe.IsZero() && !t.Before(q.CreatedAtLe) {
		return
	}
	q.CreatedAtLe, q.CreatedAtLt = t, time.Time{}
}

// afterSnapshot reports whether a place is among the rows that came after the list
// was first read.
func (p *Pager) afterSnapshot(x ord) bool {
	if !p.bounded {
		return false
	}
	if p.desc {
		return x < p.snapshot
	}
	return x > p.snapshot
}

// withinSnapshot keeps a stretch within the snapshot.
func (p *Pager) withinSnapshot(from, to ord) (lo, hi ord) {
	if p.bounded {
		if p.desc {
			from = max(from, p.snapshot)
		} else {
			to = min(to, p.snapshot)
		}
	}
	return from, to
}

// setSnapshot fixes the newest row that belongs to the list.
func (p *Pager) setSnapshot(x ord) {
	p.snapshot, p.newest, p.bounded = x, x, true
}
