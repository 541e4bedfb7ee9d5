package filter

import (
	"time"

	"vapi-sessions/client"
)

// placed decides for each term where it runs and returns the filter of them.
// What the server has one parameter for is sent once; a second term on the
// same parameter, a negated one and an inexpressible one run here.
func placed(terms []term) Filter {
	taken := map[string]bool{}
	sortHere := false
	for i := range terms {
		if t := &terms[i]; t.spec.Key == keySort {
			sortHere = sortOf(t.values[0].text).server == ""
		}
	}
	for i := range terms {
		t := &terms[i]
		t.where = Here
		switch t.spec.Key {
		case keySort, keyOrder:
			if !sortHere {
				t.where = Server
			}
		case keyLimit:
			t.where = Server
		case keyCreated, keyUpdated, keyAge, keyIdle:
			// Bounds combine, so any number of them can be sent.
			if !t.not && len(t.values) == 1 {
				t.where = Server
			}
		default:
			if key := t.spec.Key; t.sendable() && !taken[key] {
				taken[key], t.where = true, Server
			}
		}
	}
	return Filter{terms}
}

// sendable reports whether the key's parameter expresses the term wholly.
func (t *term) sendable() bool {
	if t.not || t.spec.send == nil {
		return false
	}
	for _, v := range t.values {
		if len(v.ids) == 0 {
			return false
		}
	}
	one, several := t.spec.send(&client.ListParams{})
	return len(t.ids()) == 1 && one != nil || several != nil
}

// ids are those of all its values.
func (t *term) ids() (ids []string) {
	for _, v := range t.values {
		ids = append(ids, v.ids...)
	}
	return ids
}

// Params gives the request parameters of the part that the server runs. Bounds
// are resolved against now, in its zone, to whole milliseconds, the tightest of
// several. Page is the caller's.
func (f Filter) Params(now time.Time) client.ListParams {
	var p client.ListParams
	var created, updated window
	for i := range f.terms {
		t := &f.terms[i]
		if t.where != Server {
			continue
		}
		switch t.spec.Key {
		case keyCreated, keyAge:
			created = created.and(t.values[0].window(t.spec, now))
		case keyUpdated, keyIdle:
			updated = updated.and(t.values[0].window(t.spec, now))
		case keySort, keyOrder, keyLimit:
			setList(&p, t)
		default:
			t.setIDs(&p)
		}
	}
	created.bounds(&p.CreatedAtGt, &p.CreatedAtGe, &p.CreatedAtLt, &p.CreatedAtLe)
	updated.bounds(&p.UpdatedAtGt, &p.UpdatedAtGe, &p.UpdatedAtLt, &p.UpdatedAtLe)
	return p
}

func setList(p *client.ListParams, t *term) {
	switch v := t.values[0]; {
	case t.spec.Key == keyLimit:
		p.Limit = int(v.lo.num)
	case t.spec.Key == keyOrder && v.text == "asc":
		p.SortOrder = client.Ascending
	case t.spec.Key == keyOrder:
		p.SortOrder = client.Descending
	default:
		p.SortBy = sortOf(v.text).server
	}
}

func (t *term) setIDs(p *client.ListParams) {
	ids := t.ids()
	if one, several := t.spec.send(p); len(ids) == 1 && one != nil {
		*one = ids[0]
	} else {
		*several = ids
	}
}
