package demo

import (
	"slices"
	"strings"
	"sync"
)

// The traits of a session that a list can be filtered by.
const (
	byName = iota
	byAssistant
	bySquad
	byWorkflow
	byPhone
	byNumber
	traitCount
)

// traitParams are the parameters whose values name a trait.
var traitParams = map[string]int{
	"assistantId": byAssistant, "assistantIdAny": byAssistant, "squadId": bySquad, "workflowId": byWorkflow,
	"phoneNumberId": byPhone, "phoneNumberIdAny": byPhone, "customerNumberAny": byNumber,
}

// traitValue computes a trait of a generated session from its trait bits; empty
// when the session does not have it.
var traitValue = [traitCount]func(c *catalog, w uint64) string{
	byName:      func(c *catalog, w uint64) string { return strings.ToLower(c.nameOf(w)) },
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

func idAt(resources []resource, n int) string {
	if n == none {
		return ""
	}
	return resources[n].id
}

// facts are the values of a session that filters and sorts use.
type facts struct {
	id               string
	traits           [traitCount]string // the name in lower case
	created, updated int64              // Unix milliseconds
	cost             int64              // millionths of a dollar; -1 without
}

// record is generated session i with its own times.
func (g *generator) record(i int, created, updated int64) *record {
	id := g.id(i)
	r := &record{key: id, rank: max(i, 0), index: i,
		facts: facts{id: id.String(), created: created, updated: updated, cost: billOf(g.detailBits(i)).total()}}
	for t, of := range traitValue {
		r.traits[t] = of(g.catalog, g.traitBits(i))
	}
	return r
}

// duration is what sortBy=duration sorts by: sessions have no duration of their
// own, so it is the time from creation to the last write.
func (f *facts) duration() int64 { return max(f.updated-f.created, 0) }

// condition is what a trait must be: one of values, or a text that contains
// substring.
type condition struct {
	trait     int
	values    []string
	substring string
}

func (w *condition) holds(v string) bool {
	if w.substring != "" {
		return strings.Contains(v, w.substring)
	}
	return v != "" && slices.ContainsFunc(w.values, func(one string) bool { return strings.EqualFold(one, v) })
}

// filter chooses sessions by their traits and updatedAt. IDs and the bounds of
// createdAt are not part of it: they are a range of the list.
type filter struct {
	key                    string // different for different filters; empty for one that keeps all sessions
	conditions             []condition
	updatedFrom, updatedTo int64 // updatedAt in Unix milliseconds, both included
}

// keeps reports whether a session with these traits meets all conditions.
func (f *filter) keeps(trait func(t int) string) bool {
	for i := range f.conditions {
		if !f.conditions[i].holds(trait(f.conditions[i].trait)) {
			return false
		}
	}
	return true
}

// matches reports whether a request shows the session with these facts.
func (q *query) matches(s *facts) bool {
	return s.created >= q.createdFrom && s.created <= q.createdTo && s.updated >= q.updatedFrom && s.updated <= q.updatedTo &&
		q.keeps(func(t int) string { return s.traits[t] })
}

// matchingIndexes are the generated sessions that a filter keeps, in rising
// order. For each session only what the filter names is computed.
func (g *generator) matchingIndexes(f *filter) []int32 {
	kept := []int32{}
	timed := f.updatedFrom != minTime || f.updatedTo != maxTime
	var traits uint64
	trait := func(t int) string { return traitValue[t](g.catalog, traits) }
	for i := range g.count {
		traits = g.traitBits(i)
		if !f.keeps(trait) {
			continue
		}
		if timed {
			if u := g.updated(i); u < f.updatedFrom || u > f.updatedTo {
				continue
			}
		}
		kept = append(kept, int32(i))
	}
	return kept
}

// matchCache remembers the generated sessions that the last filter keeps. They
// never change.
type matchCache struct {
	mu      sync.Mutex
	key     string
	matches []int32 // nil before the first filter
}

// get returns the sessions that a filter keeps.
func (c *matchCache) get(g *generator, f *filter) []int32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.matches == nil || c.key != f.key {
		c.key, c.matches = f.key, g.matchingIndexes(f)
	}
	return c.matches
}
