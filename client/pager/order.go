package pager

import (
	"math"
	"time"

	"vapi-sessions/client"
)

// ord is a place on the list's own axis: in a list sorted by createdAt,
// milliseconds that grow from the start of the list to its end, whichever way
// it is sorted; in other lists the server's position of a row.
type ord = int64

// The two ends of the axis. Every ord can be negated, and endOfTime+1 exists.
const (
	endOfTime   ord = math.MaxInt64 - 1
	startOfTime     = -endOfTime
)

// span is a range of the axis of which every row is known, except that rows at
// exactly lo may be missing when loFull is false, and rows at exactly hi when
// hiFull is.
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

// join is the span from the start of the earlier to the end of the later.
func (s span) join(t span) span {
	if t.lo < s.lo || t.lo == s.lo && t.loFull {
		s.lo, s.loFull = t.lo, t.loFull
	}
	if t.hi > s.hi || t.hi == s.hi && t.hiFull {
		s.hi, s.hiFull = t.hi, t.hiFull
	}
	return s
}

// ordOf is the place of an instant in a list that is sorted by createdAt.
func (p *Pager) ordOf(t time.Time) ord {
	if p.descending {
		return -t.UnixMilli()
	}
	return t.UnixMilli()
}

// rangeParams are the parameters of a request for the rows from one place to
// another, both included, within what the list's own filter allows. With
// reverse, the rows nearest to the end of the list come first.
func (p *Pager) rangeParams(from, to ord, reverse bool) client.ListParams {
	q := p.base
	q.SortOrder = client.Ascending
	if p.descending != reverse {
		q.SortOrder = client.Descending
	}
	oldest, newest := from, to
	if p.descending {
		oldest, newest = -to, -from
	}
	if p.subMillisecond && newest != endOfTime {
		newest++ // rows within the last millisecond lie after its start
	}
	ge, le := time.UnixMilli(oldest).UTC(), time.UnixMilli(newest).UTC()
	if oldest != startOfTime && ge.After(later(q.CreatedAtGe, q.CreatedAtGt)) { // only the tighter bound is sent
		q.CreatedAtGe, q.CreatedAtGt = ge, time.Time{}
	}
	if newest != endOfTime && le.Year() <= lastYear && le.Equal(earlier(le, earlier(q.CreatedAtLe, q.CreatedAtLt))) {
		q.CreatedAtLe, q.CreatedAtLt = le, time.Time{}
	}
	return q
}

// lastYear is the last year that a bound may have: the server refuses later
// ones.
const lastYear = 9999

// later is the later of two instants.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// earlier is the earlier of two instants; a zero instant counts as none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// setSnapshot makes x the snapshot bound: the newest row that belongs to the
// list.
func (p *Pager) setSnapshot(x ord) {
	p.newest = x
	if p.descending {
		p.snapshot.lo = x
	} else {
		p.snapshot.hi = x
	}
}

// hasSnapshot reports whether the snapshot bound is set.
func (p *Pager) hasSnapshot() bool { return p.snapshot.lo != startOfTime || p.snapshot.hi != endOfTime }

// afterSnapshot reports whether x is newer than the snapshot bound.
func (p *Pager) afterSnapshot(x ord) bool { return x < p.snapshot.lo || x > p.snapshot.hi }

// newerThan is the range from x, which it includes, to all newer rows.
func (p *Pager) newerThan(x ord) (from, to ord) {
	if p.descending {
		return startOfTime, x
	}
	return x, endOfTime
}

// withinSnapshot cuts off the part of a range that is newer than the snapshot
// bound.
func (p *Pager) withinSnapshot(from, to ord) (lo, hi ord) {
	return max(from, p.snapshot.lo), min(to, p.snapshot.hi)
}

// widenToEnds widens a span that reaches the snapshot bound to the end of the
// axis: newer rows are not part of the list.
func (p *Pager) widenToEnds(c span) span {
	if c.loFull && c.lo == p.snapshot.lo {
		c.lo = startOfTime
	}
	if c.hiFull && c.hi == p.snapshot.hi {
		c.hi = endOfTime
	}
	return c
}
