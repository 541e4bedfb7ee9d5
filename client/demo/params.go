package demo

import (
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Instants that bound nothing.
const (
	minTime = math.MinInt64
	maxTime = math.MaxInt64
)

// query is a list request, understood.
type query struct {
	filter
	from, to  int64 // createdAt in Unix milliseconds, both included
	ge, le    int64 // createdAtGe and createdAtLe as they came
	page      int
	limit     int
	ascending bool
	sortBy    string
}

// What the server sorts by.
const (
	byCreated  = "createdAt"
	byDuration = "duration"
	byCost     = "cost"
)

const (
	defaultLimit = 100
	maxLimit     = 1000
)

// reader reads parameters and gathers what is wrong with them.
type reader struct {
	checker
	values url.Values
}

// newReader reads a query string of which only some parameters are known.
func newReader(raw string, known []string) *reader {
	values, err := url.ParseQuery(raw)
	r := &reader{values: values}
	if err != nil {
		r.fault("the query string is malformed")
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(known, name) {
			r.fault("property " + name + " should not exist")
		}
	}
	return r
}

// paging are the parameters that any list has.
func (r *reader) paging() query {
	return query{page: r.number("page", 1, 1, math.MaxInt32), limit: r.number("limit", defaultLimit, 0, maxLimit),
		ascending: r.choice("sortOrder", "DESC", "ASC") == "ASC"}
}

// paramNames are the parameters that the list knows.
var paramNames = []string{
	"id", "idAny", "name", "assistantId", "assistantIdAny", "squadId", "workflowId", "phoneNumberId", "phoneNumberIdAny",
	"customerNumberAny", "page", "limit", "sortOrder", "sortBy",
	"createdAtGt", "createdAtLt", "createdAtGe", "createdAtLe", "updatedAtGt", "updatedAtLt", "updatedAtGe", "updatedAtLe",
}

// parseQuery understands the parameters of a list request. Faults are in the
// API's words; nil when there are none.
func parseQuery(raw string) (query, []string) {
	r := newReader(raw, paramNames)
	q := r.paging()
	q.sortBy = r.choice("sortBy", byCreated, byDuration, byCost)
	q.filter = filter{
		ids: intersect(r.uuid("id"), r.list("idAny", true)), name: strings.ToLower(r.text("name")),
		assistants: intersect(r.uuid("assistantId"), r.list("assistantIdAny", true)),
		squad:      first(r.uuid("squadId")), workflow: first(r.uuid("workflowId")),
		phones:  intersect(r.uuid("phoneNumberId"), r.repeated("phoneNumberIdAny")),
		numbers: r.list("customerNumberAny", false),
	}
	q.from, q.to, q.ge, q.le = r.bounds("createdAt")
	q.updFrom, q.upTo, _, _ = r.bounds("updatedAt")
	return q, r.faults
}

// text is a parameter that may be given once.
func (r *reader) text(name string) string {
	v := r.values[name]
	if len(v) > 1 {
		r.fault(name + " must be a string")
	}
	return first(v)
}

// uuid is a list of one UUID, nil when the parameter is not there.
func (r *reader) uuid(name string) []string {
	v := r.text(name)
	if !r.values.Has(name) {
		return nil
	}
	if !isUUID(v) {
		r.fault(name + " must be a UUID")
	}
	return []string{strings.ToLower(v)}
}

// list is a comma-separated list, nil when the parameter is not there. Values
// that name nothing match nothing; they are no fault.
func (r *reader) list(name string, fold bool) []string {
	v := r.text(name)
	if !r.values.Has(name) {
		return nil
	}
	if fold {
		v = strings.ToLower(v)
	}
	out := strings.Split(v, ",")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// repeated is a list given by repeating the key.
func (r *reader) repeated(name string) []string {
	if !r.values.Has(name) {
		return nil
	}
	return strings.Split(strings.ToLower(strings.Join(r.values[name], ",")), ",")
}

func (r *reader) number(name string, absent, low, high int) int {
	v := r.text(name)
	if !r.values.Has(name) {
		return absent
	}
	f, err := strconv.ParseFloat(v, 64)
	if !r.integer(name, f, err, low, high) {
		return absent
	}
	return int(f)
}

// choice is one of several words; the first is the default.
func (r *reader) choice(name string, choices ...string) string {
	v := r.text(name)
	if !r.values.Has(name) {
		return choices[0]
	}
	if !slices.Contains(choices, v) {
		sorted := slices.Sorted(slices.Values(choices))
		r.fault(name + " must be one of the following values: " + strings.Join(sorted, ", "))
		return choices[0]
	}
	return v
}

// bounds are the four bounds of a time field as one inclusive range, and the
// inclusive two as they came. Instants finer than a millisecond are rounded so
// that the range stays right: sessions have milliseconds.
func (r *reader) bounds(field string) (from, to, ge, le int64) {
	from, to, ge, le = minTime, maxTime, minTime, maxTime
	if ms, exact, ok := r.instant(field + "Ge"); ok {
		ge = ms
		from = ms
		if !exact {
			from++
		}
	}
	if ms, _, ok := r.instant(field + "Gt"); ok {
		from = max(from, ms+1)
	}
	if ms, _, ok := r.instant(field + "Le"); ok {
		le, to = ms, ms
	}
	if ms, exact, ok := r.instant(field + "Lt"); ok {
		if exact {
			ms--
		}
		to = min(to, ms)
	}
	return from, to, ge, le
}

// instant is a parameter as Unix milliseconds, rounded down, and whether that
// was exact.
func (r *reader) instant(name string) (ms int64, exact, ok bool) {
	v := r.text(name)
	if !r.values.Has(name) {
		return 0, false, false
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, v); err == nil {
			return t.UnixMilli(), t.Nanosecond()%int(time.Millisecond) == 0, true
		}
	}
	r.fault(name + " must be a valid ISO 8601 date string")
	return 0, false, false
}

// intersect is what both lists allow; nil allows anything.
func intersect(a, b []string) []string {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	return slices.DeleteFunc(a, func(v string) bool { return !slices.Contains(b, v) })
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
