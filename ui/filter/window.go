package filter

import "time"

// window is a stretch of time. A zero end is open-ended; an exclusive end is
// not part of it.
type window struct {
	lo, hi               time.Time
	loExclude, hiExclude bool
}

// has reports whether the instant is in the window.
func (w *window) has(t time.Time) bool {
	if !w.lo.IsZero() && (t.Before(w.lo) || w.loExclude && t.Equal(w.lo)) {
		return false
	}
	return w.hi.IsZero() || t.Before(w.hi) || !w.hiExclude && t.Equal(w.hi)
}

// and is what two windows share.
func (w window) and(v window) window {
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
	case s.kind == kindPoint:
		return v.points(now)
	case s.Key == keyExpires:
		return v.ahead(now)
	default:
		return v.back(now)
	}
}

// points compares with the whole of a day or a longer period, and with the
// first instant of anything shorter.
func (v value) points(now time.Time) window {
	from, to := v.lo.point.resolve(now)
	whole := v.lo.point.whole()
	switch v.op {
	case opLess:
		return window{hi: from, hiExclude: true}
	case opAtLeast:
		return window{lo: from}
	case opMore:
		if whole {
			return window{lo: to}
		}
		return window{lo: from, loExclude: true}
	case opAtMost:
		if whole {
			return window{hi: to, hiExclude: true}
		}
		return window{hi: from}
	case opRange:
		return v.between(now)
	default:
		return window{lo: from, hi: to, hiExclude: true}
	}
}

func (v value) between(now time.Time) (w window) {
	if v.lo.set {
		w.lo, _ = v.lo.point.resolve(now)
	}
	if v.hi.set {
		from, to := v.hi.point.resolve(now)
		w.hi = from
		if v.hi.point.whole() {
			w.hi, w.hiExclude = to, true
		}
	}
	return w
}

// back turns a duration before now around: older is earlier.
func (v value) back(now time.Time) (w window) {
	t := v.lo.span.shift(now, -1)
	switch v.op {
	case opLess:
		return window{lo: t, loExclude: true}
	case opAtMost:
		return window{lo: t}
	case opMore:
		return window{hi: t, hiExclude: true}
	case opAtLeast:
		return window{hi: t}
	default: // a range: a duration is never equalled
		if v.lo.set {
			w.hi = t
		}
		if v.hi.set {
			w.lo = v.hi.span.shift(now, -1)
		}
		return w
	}
}

// ahead is a duration after now; what has passed is not ahead.
func (v value) ahead(now time.Time) window {
	t := v.lo.span.shift(now, 1)
	w := window{lo: now.Truncate(time.Millisecond)}
	switch v.op {
	case opLess:
		w.hi, w.hiExclude = t, true
	case opAtMost:
		w.hi = t
	case opMore:
		w.lo, w.loExclude = t, true
	case opAtLeast:
		w.lo = t
	default: // a range
		if v.lo.set {
			w.lo = t
		}
		if v.hi.set {
			w.hi = v.hi.span.shift(now, 1)
		}
	}
	return w
}
