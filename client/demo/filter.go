package demo

import (
	"slices"
	"strings"
	"sync"
)

// Traits of a session that a list is filtered by.
const (
	byName = iota
	byAssistant
	bySquad
	byWorkflow
	byPhone
	byNumber
	traitCount
)

// traitParams are the parameters that list values of a trait.
var traitParams = map[string]int{
	"assistantId": byAssistant, "assistantIdAny": byAssistant, "squadId": bySquad, "workflowId": byWorkflow,
	"phoneNumberId": byPhone, "phoneNumberIdAny": byPhone, "customerNumberAny": byNumber,
}

// traitOf gives a trait of the generated session with a trait word; empty when it
// has none.
var traitOf = [traitCount]func(c *catalog, w uint64) string{
	byName:      func(c *catalog, w uint64) string { return strings.ToLower(c.org.nameText(c.nameOf(w))) },
	byAssistant: func(c *catalog, w uint64) string { return idAt(c.assistants[:], assistantIDOf(w)) },
	bySquad:     func(c *catalog, w uint64) string { return idAt(c.squads[:], squadOf(w)) },
	byWorkflow:  func(c *catalog, w uint64) string { return idAt(c.workflows[:], workflowOf(w)) },
	byPhone:     func(c *catalog, w uint64) string { return idAt(c.phones[:], phoneOf(w)) },
	byNumber: func(c *catalog, w uint64) string {
		if n := customerOf(w); n != none {
			return c.customerNumber(n)
		}
		return ""
	},
}

func idAt(things []thing, n int) string {
	if n == none {
		return ""
	}
	return things[n].id
}

// facts are what filters and sorts look at.
type facts struct {
	id               string
	traits           [traitCount]string // the name in lower case
	created, updated int64              // Unix milliseconds
	cost             int64              // millionths of a dollar; -1 without
}

// record is generated session i with its own times.
func (g *generator) record(i int, created, updated int64) *record {
	id := g.id(i)
	r := &record{key: id, place: max(i, 0), index: i,
		facts: facts{id: id.String(), created: created, updated: updated, cost: billOf(g.storyWord(i)).total()}}
	for t, of := range traitOf {
		r.traits[t] = of(g.cat, g.traitWord(i))
	}
	return r
}

// duration is what the server sorts by for sortBy=duration: sessions have no
// duration of their own, so it is the time from creation to the last write.
func (f *facts) duration() int64 { return max(f.updated-f.created, 0) }

// want is a trait that a session must have: one of the values, or one with a part.
type want struct {
	trait  int
	values []string
	part   string
}

func (w *want) has(v string) bool {
	if w.part != "" {
		return strings.Contains(v, w.part)
	}
	return v != "" && slices.ContainsFunc(w.values, func(one string) bool { return strings.EqualFold(one, v) })
}

// filter is the part of a list request that keeps or drops sessions, but for
// their IDs and the bounds of createdAt, which is a range of the list.
type filter struct {
	key      string // tells filters apart; empty for one that keeps all
	wants    []want
	from, to int64 // updatedAt in Unix milliseconds, both included
}

// keeps applies the wants to a session's traits.
func (f *filter) keeps(trait func(t int) string) bool {
	for i := range f.wants {
		if !f.wants[i].has(trait(f.wants[i].trait)) {
			return false
		}
	}
	return true
}

// lists reports whether a request shows a session, by its facts.
func (q *query) lists(s *facts) bool {
	return s.created >= q.from && s.created <= q.to && s.updated >= q.filter.from && s.updated <= q.filter.to &&
		q.keeps(func(t int) string { return s.traits[t] })
}

// matches are the generated sessions that a filter keeps, rising. Of each only
// what the filter names is worked out.
func (g *generator) matches(f *filter) []int32 {
	kept := []int32{}
	timed := f.from != minTime || f.to != maxTime
	var w uint64
	trait := func(t int) string {
		if t == byName { // each of which is put in lower case once
			return g.cat.org.lowerNames()[g.cat.nameOf(w)]
		}
		return traitOf[t](g.cat, w)
	}
	for i := range g.n {
		w = g.traitWord(i)
		if !f.keeps(trait) {
			continue
		}
		if timed {
			if u := g.updated(i); u < f.from || u > f.to {
				continue
			}
		}
		kept = append(kept, int32(i))
	}
	return kept
}

// matchCache remembers what the last filter matches among the generated
// sessions, which never change.
type matchCache struct {
	mu      sync.Mutex
	key     string
	matches []int32 // nil before the first filter
}

// get is what a filter matches; build is called when that is not known.
func (c *matchCache) get(key string, build func() []int32) []int32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.matches == nil || c.key != key {
		c.key, c.matches = key, build()
	}
	return c.matches
}
