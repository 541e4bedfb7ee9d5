package demo

import (
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// query is a decoded list request.
type query struct {
	filter
	params                 url.Values
	createdFrom, createdTo int64    // createdAt in Unix milliseconds, both included
	ids                    []string // the sessions that were asked for by ID; nil for all
	page                   int
	limit                  int
	ascending              bool
	sortBy                 string
}

// The instants of an absent bound.
const (
	minTime = math.MinInt64
	maxTime = math.MaxInt64
)

// The values of sortBy.
const (
	byCreated  = "createdAt"
	byDuration = "duration"
	byCost     = "cost"
)

const (
	defaultLimit = 100
	maxLimit     = 1000
)

// pagingRules are the parameters of any list, listRules those of GET /session.
var (
	pagingRules = map[string]rule{
		"page": integer(1, math.MaxInt32), "limit": integer(0, maxLimit), "sortOrder": oneOf("ASC", "DESC"),
	}
	listRules = merged(pagingRules, map[string]rule{
		"sortBy": oneOf(byCost, byCreated, byDuration),
		"id":     anyUUID, "idAny": anyText, "name": anyText, "assistantId": anyUUID, "assistantIdAny": anyText, "squadId": anyUUID,
		"workflowId": anyUUID, "phoneNumberId": anyUUID, "phoneNumberIdAny": anything, "customerNumberAny": anyText,
		"createdAtGt": isoDate, "createdAtLt": isoDate, "createdAtGe": isoDate, "createdAtLe": isoDate,
		"updatedAtGt": isoDate, "updatedAtLt": isoDate, "updatedAtGe": isoDate, "updatedAtLe": isoDate,
	})
)

// readParams reads a query string and checks it by rules. Problems are in the
// API's words; nil when there are none.
func readParams(raw string, rules map[string]rule) (url.Values, []string) {
	var c checker
	params, err := url.ParseQuery(raw)
	if err != nil {
		c.problem("the query string is malformed")
	}
	m := fields{}
	for name, v := range params {
		switch {
		case len(v) > 1:
			m[name] = encode(v)
		case (name == "page" || name == "limit") && json.Valid([]byte(v[0])):
			m[name] = json.RawMessage(v[0])
		default:
			m[name] = quote(nil, v[0])
		}
	}
	c.members("", m, rules)
	return params, c.problems
}

// paged is a query with the parameters that any list has, and no filter.
func paged(params url.Values) query {
	number := func(name string, absent int) int {
		if n, err := strconv.ParseFloat(params.Get(name), 64); err == nil {
			return int(n)
		}
		return absent
	}
	return query{filter: filter{updatedFrom: minTime, updatedTo: maxTime}, params: params, createdFrom: minTime, createdTo: maxTime, page: number("page", 1),
		limit: number("limit", defaultLimit), ascending: params.Get("sortOrder") == "ASC"}
}

// newQuery decodes checked parameters of GET /session.
func newQuery(params url.Values) query {
	q := paged(params)
	q.sortBy = cmp.Or(params.Get("sortBy"), byCreated)
	for name, values := range params {
		list := strings.Split(strings.Join(values, ","), ",")
		for i := range list {
			list[i] = strings.TrimSpace(list[i])
		}
		if name == "id" || name == "idAny" {
			q.ids = list
		}
		if trait, ok := traitParams[name]; ok {
			q.conditions = append(q.conditions, condition{trait: trait, values: list})
		}
	}
	if part := strings.ToLower(params.Get("name")); part != "" {
		q.conditions = append(q.conditions, condition{trait: byName, substring: part})
	}
	q.createdFrom, q.createdTo = bounds(params, "createdAt")
	q.updatedFrom, q.updatedTo = bounds(params, "updatedAt")
	scanned := maps.Clone(params)
	maps.DeleteFunc(scanned, func(name string, _ []string) bool {
		return pagingRules[name] != nil || name == "sortBy" || strings.HasPrefix(name, "createdAt")
	})
	q.key = scanned.Encode()
	return q
}

// bounds are the four bounds of a time field as one inclusive range. Bounds
// finer than a millisecond are rounded towards the inside.
func bounds(params url.Values, field string) (from, to int64) {
	from, to = minTime, maxTime
	if t, ok := parseInstant(params.Get(field + "Ge")); ok {
		from = t.Add(time.Millisecond - 1).UnixMilli()
	}
	if t, ok := parseInstant(params.Get(field + "Gt")); ok {
		from = max(from, t.UnixMilli()+1)
	}
	if t, ok := parseInstant(params.Get(field + "Le")); ok {
		to = t.UnixMilli()
	}
	if t, ok := parseInstant(params.Get(field + "Lt")); ok {
		to = min(to, t.Add(-1).UnixMilli())
	}
	return from, to
}

func parseInstant(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
