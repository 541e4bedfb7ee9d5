package demo

import (
	"slices"
	"strings"
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
	r := &record{key: id, index: i,
		facts: facts{id: id.String(), created: created, updated: updated, cost: billOf(g.detailBits(i)).total()}}
	for t, of := range traitValue {
		r.traits[t] = of(g.catalog, g.traitBits(i))
	}
	return r
}

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

// filter is the rows that a filter keeps. Of a generated session only what the
// filter names is computed.
func (s *Server) filter(rows []row, f *filter) []row {
	kept := []row{}
	for _, r := range rows {
		if s.keeps(f, r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// keeps reports whether a row meets all conditions of a filter.
func (s *Server) keeps(f *filter, r row) bool {
	for i := range f.conditions {
		if c := &f.conditions[i]; !c.holds(s.trait(r, c.trait)) {
			return false
		}
	}
	if f.updatedFrom == minTime && f.updatedTo == maxTime {
		return true
	}
	u := s.updated(r)
	return u >= f.updatedFrom && u <= f.updatedTo
}
