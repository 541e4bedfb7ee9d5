package filter

import (
	"slices"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// clock is which of a session's times a key compares.
type clock uint8

const (
	noClock clock = iota
	createdAt
	updatedAt
	expiresAt
)

// at is the time of a row that the key compares, and whether it has one: what has
// expired does not expire any more.
func (c clock) at(r *client.Summary, now time.Time) (time.Time, bool) {
	switch c {
	case createdAt:
		return r.CreatedAt, true
	case updatedAt:
		return r.UpdatedAt, true
	default:
		e, at := r.Expiry(now)
		return at, e == client.NotExpired || e == client.MaybeExpired
	}
}

// counterpart returns the key for the same time of the other kind, such as age for
// created; empty where there is none.
func (s *spec) counterpart() string {
	all := specs()
	i := slices.IndexFunc(all, func(o spec) bool { return o.clock == s.clock && o.kind != s.kind })
	if s.clock == noClock || i < 0 {
		return ""
	}
	return all[i].Key
}

// window is a stretch of time. A zero end is open-ended; an exclusive end is
// not part of it.
type window struct {
	lo, hi               time.Time
	loExclude, hiExclude bool
}

// contains reports whether the instant is in the window.
func (w *window) contains(t time.Time) bool {
	if !w.lo.IsZero() && (t.Before(w.lo) || w.loExclude && t.Equal(w.lo)) {
		return false
	}
	return w.hi.IsZero() || t.Before(w.hi) || !w.hiExclude && t.Equal(w.hi)
}

// intersect is what two windows share.
func (w window) intersect(v window) window {
	if w.lo.IsZero() || !v.lo.IsZero() && (v.lo.After(w.lo) || v.lo.Equal(w.lo) && v.loExclude) {
		w.lo, w.loExclude = v.lo, v.loExclude
	}
	if w.hi.IsZero() || !v.hi.IsZero() && (v.hi.Before(w.hi) || v.hi.Equal(w.hi) && v.hiExclude) {
		w.hi, w.hiExclude = v.hi, v.hiExclude
	}
	return w
}

// bounds hands the ends to the request parameters that mean them.
func (w window) bounds(gt, ge, lt, le *time.Time) {
	if w.loExclude {
		*gt = w.lo
	} else {
		*ge = w.lo
	}
	if w.hiExclude {
		*lt = w.hi
	} else {
		*le = w.hi
	}
}

// window gives the stretch of time that a value of a point or a span means: of
// creation or of the last write, or of the coming expiry.
func (v value) window(s spec, now time.Time) window {
	switch {
	case s.Key == keyExpires:
		// What has passed is not ahead.
		return v.points(now).intersect(window{lo: now.Truncate(time.Millisecond)})
	case s.kind == kindSpan:
		// What is longer ago is earlier.
		if v.op = reverse(v.op); v.op == opRange {
			v.lo, v.hi = v.hi, v.lo
		}
	}
	return v.points(now)
}

// reverse turns a comparison around: an older age is an earlier point.
func reverse(o op) op {
	switch o {
	case opLess:
		return opMore
	case opAtMost:
		return opAtLeast
	case opMore:
		return opLess
	case opAtLeast:
		return opAtMost
	default:
		return o
	}
}

// points compares with the whole of a day or a longer period, and with the
// first instant of anything shorter.
func (v value) points(now time.Time) (w window) {
	if v.op == opRange {
		if v.lo.set {
			w = value{op: opAtLeast, lo: v.lo}.points(now)
		}
		if v.hi.set {
			w = w.intersect(value{op: opAtMost, lo: v.hi}.points(now))
		}
		return w
	}
	from, to := v.lo.point.bounds(now)
	after := window{lo: from, loExclude: true}
	upTo := window{hi: from}
	if v.lo.point.isPeriod {
		after, upTo = window{lo: to}, window{hi: to, hiExclude: true}
	}
	switch v.op {
	case opLess:
		return window{hi: from, hiExclude: true}
	case opAtLeast:
		return window{lo: from}
	case opMore:
		return after
	case opAtMost:
		return upTo
	default:
		return window{lo: from, hi: to, hiExclude: true}
	}
}

// until returns a function that says when time alone may change whether a row matches;
// nil where it cannot.
func (v value) until(s spec, now time.Time) func(*client.Summary) time.Time {
	switch {
	case s.state != nil && v.op != opExact:
		return func(r *client.Summary) time.Time { return r.NextExpiry(now) }
	case s.clock == noClock:
		return nil
	}
	y, mo, d := now.Date()
	midnight := day(y, mo, d+1, now.Location())
	w, next, tomorrow := v.window(s, now), v.window(s, now.Add(time.Second)), v.window(s, midnight)
	var moving []time.Time // ends of the window that go on with the clock
	var jumps time.Time    // when an end that a day gives, such as today, goes on
	for _, end := range [][3]time.Time{{w.lo, next.lo, tomorrow.lo}, {w.hi, next.hi, tomorrow.hi}} {
		switch {
		case !end[0].Equal(end[1]):
			moving = append(moving, end[0])
		case !end[0].Equal(end[2]):
			jumps = midnight
		}
	}
	if moving == nil && jumps.IsZero() {
		return nil
	}
	return func(r *client.Summary) time.Time {
		until := jumps
		at, has := s.clock.at(r, now)
		for _, end := range moving {
			if has && !at.Before(end) {
				until = words.Sooner(until, now.Add(at.Sub(end)+1))
			}
		}
		return until
	}
}
