package filter

import (
	"slices"
	"time"

	"vapi-sessions/client"
)

// assignPlaces decides for each term whether the server or this program applies it, and
// returns the filter of the terms. Each parameter of the request is used by one term: a
// second term for the same parameter, a negated term, and one that the parameters cannot
// express run here.
func assignPlaces(terms []term) Filter {
	taken := map[string]bool{}
	sortHere := slices.ContainsFunc(terms, func(t term) bool { return t.spec.Key == keySort && sortOf(t.values[0].text).server == "" })
	for i := range terms {
		t := &terms[i]
		key, there := t.spec.Key, t.sendable()
		switch {
		case key == keySort || key == keyOrder:
			there = !sortHere
		case t.spec.send != nil:
			there = there && !taken[key]
			taken[key] = taken[key] || there
		}
		if t.where = Here; there {
			t.where = Server
		}
	}
	return Filter{terms}
}

// sendable reports whether request parameters can express the whole term.
func (t *term) sendable() bool {
	switch {
	case t.setting():
		return true
	case t.spec.clock == createdAt || t.spec.clock == updatedAt:
		return !t.not && len(t.values) == 1
	case t.not || t.spec.send == nil || slices.ContainsFunc(t.values, func(v value) bool { return !v.whole }):
		return false
	}
	one, several := t.spec.send(&client.ListParams{})
	return len(t.values) == 1 && one != nil || several != nil
}

// Params returns the request parameters of the terms that the server runs. Bounds of time
// are resolved against now, in its zone, to whole milliseconds; of several, the tightest
// counts. The caller sets Page.
func (f Filter) Params(now time.Time) client.ListParams {
	var p client.ListParams
	var bounds [expiresAt]window
	for i := range f.terms {
		switch t := &f.terms[i]; {
		case t.where != Server:
		case t.setting():
			t.spec.list(&p, t.values[0])
		case t.spec.clock != noClock:
			w := &bounds[t.spec.clock]
			*w = w.intersect(t.values[0].window(t.spec, now))
		default:
			t.setIDs(&p)
		}
	}
	bounds[createdAt].bounds(&p.CreatedAtGt, &p.CreatedAtGe, &p.CreatedAtLt, &p.CreatedAtLe)
	bounds[updatedAt].bounds(&p.UpdatedAtGt, &p.UpdatedAtGe, &p.UpdatedAtLt, &p.UpdatedAtLe)
	return p
}

func (t *term) setIDs(p *client.ListParams) {
	one, several := t.spec.send(p)
	if len(t.values) == 1 && one != nil {
		*one = t.values[0].text
		return
	}
	for _, v := range t.values {
		*several = append(*several, v.text)
	}
}
