package demo

import (
	"fmt"
	"reflect"
	"slices"
)

// filter is the part of a list request that keeps or drops sessions, but for
// the bounds of createdAt, which are a range of the list.
type filter struct {
	ids           []string // id and idAny; nil for any
	name          string   // lower case; a part of the name
	assistants    []string // nil for any
	squad         string
	workflow      string
	phones        []string // nil for any
	numbers       []string // nil for any
	updFrom, upTo int64    // updatedAt in Unix milliseconds, both included
}

// keepAll is the filter that keeps everything.
func keepAll() filter { return filter{updFrom: minTime, upTo: maxTime} }

// empty reports whether the filter keeps everything.
func (f *filter) empty() bool { return reflect.DeepEqual(*f, keepAll()) }

// keeps applies the filter to a session's facts. It is the meaning of the
// filter; test is the same by way of tables.
func (f *filter) keeps(s *facts) bool {
	anyOf := func(list []string, v string) bool { return list == nil || v != "" && slices.Contains(list, v) }
	return anyOf(f.ids, s.id) &&
		(f.name == "" || nameContains(s.name, f.name)) &&
		anyOf(f.assistants, s.assistantID) &&
		(f.squad == "" || s.squadID == f.squad) &&
		(f.workflow == "" || s.workflowID == f.workflow) &&
		anyOf(f.phones, s.phoneID) &&
		anyOf(f.numbers, s.number) &&
		s.updated >= f.updFrom && s.updated <= f.upTo
}

// lists reports whether a request shows a session, by its facts.
func (q *query) lists(s *facts) bool { return s.created >= q.from && s.created <= q.to && q.keeps(s) }

// test compiles the filter, without its IDs, into a function of a session's
// index that composes nothing.
func (f *filter) test(g *generator) func(i int) bool {
	var traits []func(w uint64) bool
	add := func(of func(w uint64) int, things []thing, wanted []string) {
		if wanted == nil {
			return
		}
		table := make([]bool, len(things))
		for i := range things {
			table[i] = slices.Contains(wanted, things[i].id)
		}
		traits = append(traits, func(w uint64) bool { n := of(w); return n != none && table[n] })
	}
	one := func(id string) []string {
		if id == "" {
			return nil
		}
		return []string{id}
	}
	add(assistantIDOf, g.cat.assistants[:], f.assistants)
	add(squadOf, g.cat.squads[:], one(f.squad))
	add(workflowOf, g.cat.workflows[:], one(f.workflow))
	add(phoneOf, g.cat.phones[:], f.phones)
	if f.numbers != nil {
		table := make([]bool, customerCount)
		for n := range table {
			table[n] = slices.Contains(f.numbers, g.cat.customerNumber(n))
		}
		traits = append(traits, func(w uint64) bool { n := customerOf(w); return n != none && table[n] })
	}
	if f.name != "" {
		table := g.cat.org.namesLike(f.name)
		traits = append(traits, func(w uint64) bool { return table[g.cat.nameOf(w)] })
	}
	timed := f.updFrom != minTime || f.upTo != maxTime
	return func(i int) bool {
		w := g.traitWord(i)
		for _, keeps := range traits {
			if !keeps(w) {
				return false
			}
		}
		if !timed {
			return true
		}
		u := g.updated(i)
		return u >= f.updFrom && u <= f.upTo
	}
}

// cacheKey tells filters apart by all their fields, for remembering what they
// match; a list that allows nothing is another one than nil.
func (f *filter) cacheKey() string { return fmt.Sprintf("%#v", *f) }

// facts are the facts of generated session i with its own times.
func (g *generator) facts(i int, created, updated int64) facts {
	w := g.traitWord(i)
	f := facts{id: g.id(i).String(), name: g.cat.org.nameText(g.cat.nameOf(w)), created: created, updated: updated, cost: billOf(g.storyWord(i)).total()}
	if n := assistantIDOf(w); n != none {
		f.assistantID = g.cat.assistants[n].id
	}
	if n := squadOf(w); n != none {
		f.squadID = g.cat.squads[n].id
	}
	if n := workflowOf(w); n != none {
		f.workflowID = g.cat.workflows[n].id
	}
	if n := phoneOf(w); n != none {
		f.phoneID = g.cat.phones[n].id
	}
	if n := customerOf(w); n != none {
		f.number = g.cat.customerNumber(n)
	}
	return f
}
