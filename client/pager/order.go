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

// The two ends of the axis. There is a place after its last one, and each has its
// opposite.
const (
	endOfTime   ord = math.MaxInt64 - 1
	startOfTime     = -endOfTime
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
	if t.lo < s.lo || t.lo == s.lo && t.loFull {
		s.lo, s.loFull = t.lo, t.loFull
	}
	if t.hi > s.hi || t.hi == s.hi && t.hiFull {
		s.hi, s.hiFull = t.hi, t.hiFull
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
	}
	if p.fine && newest != endOfTime {
		newest++ // rows within the millisecond lie after its start
	}
	ge, le := time.UnixMilli(oldest).UTC(), time.UnixMilli(newest).UTC()
	if oldest != startOfTime && ge.After(later(q.CreatedAtGe, q.CreatedAtGt)) { // only the tighter bound is left
		q.CreatedAtGe, q.CreatedAtGt = ge, time.Time{}
	}
	if newest != endOfTime && le.Year() <= lastYear && le.Equal(earlier(le, earlier(q.CreatedAtLe, q.CreatedAtLt))) {
		q.CreatedAtLe, q.CreatedAtLt = le, time.Time{}
	}
	return q
}

// lastYear is the last year that a bound may have: later ones are refused.
const lastYear = 9999

// later is the later of two instants.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// earlier is the earlier of two instants; one that is zero is none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// setSnapshot fixes the newest row that belongs to the list.
func (p *Pager) setSnapshot(x ord) {
	p.newest = x
	if p.desc {
		p.snapshot.lo = x
	} else {
		p.snapshot.hi = x
	}
}

// bounded reports whether the snapshot is fixed.
func (p *Pager) bounded() bool { return p.snapshot.lo != startOfTime || p.snapshot.hi != endOfTime }

// afterSnapshot reports whether a place is among the rows that came after the list
// was first read.
func (p *Pager) afterSnapshot(x ord) bool { return x < p.snapshot.lo || x > p.snapshot.hi }

// newerThan is the stretch of what is newer than a place, which it includes.
func (p *Pager) newerThan(x ord) (from, to ord) {
	if p.desc {
		return startOfTime, x
	}
	return x, endOfTime
}

// withinSnapshot keeps a stretch within the snapshot.
func (p *Pager) withinSnapshot(from, to ord) (lo, hi ord) {
	return max(from, p.snapshot.lo), min(to, p.snapshot.hi)
}

// beyondSnapshot widens a stretch that ends at the snapshot's bound: by
// agreement there is nothing beyond it.
func (p *Pager) beyondSnapshot(c span) span {
	if c.loFull && c.lo == p.snapshot.lo {
		c.lo = startOfTime
	}
	if c.hiFull && c.hi == p.snapshot.hi {
		c.hi = endOfTime
	}
	return c
}
