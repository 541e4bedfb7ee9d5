package ui

import (
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
)

// sortedBy gives a filter that names no order the one of a setting, written as
// after "sort:".
func sortedBy(f filter.Filter, order string, now time.Time) filter.Filter {
	by, fault := parseOrder("sort:"+order, now)
	if order == "" || fault != "" || by.Sort() == (filter.Filter{}).Sort() || len(sortTerms(f, now)) > 0 {
		return f
	}
	for _, t := range by.Terms(now) {
		f = f.With(t)
	}
	return f
}

// parseOrder reads terms that say an order and nothing else.
func parseOrder(terms string, now time.Time) (by filter.Filter, fault string) {
	by, problems := filter.Parse(terms, now)
	switch {
	case len(problems) > 0:
		return by, problems[0].Message
	case len(sortTerms(by, now)) != by.Len():
		return by, "must be one word, with - before it for the other direction"
	}
	return by, ""
}

// sortTerms are the terms of a filter that say its order.
func sortTerms(f filter.Filter, now time.Time) (terms []string) {
	for _, t := range f.Terms(now) {
		if t.Key == "sort" || t.Key == "order" {
			terms = append(terms, t.Text)
		}
	}
	return terms
}

// sortedAs is a filter with other terms for its order, where there are any.
func sortedAs(text, terms string, now time.Time) string {
	parsed, problems := filter.Parse(text, now)
	by, fault := parseOrder(terms, now)
	if terms == "" || len(problems) > 0 || fault != "" {
		return text
	}
	for _, t := range by.Terms(now) {
		parsed = parsed.With(t)
	}
	return parsed.String()
}

// sortWords says how the list on the screen is sorted, which may not be the one
// that was asked for last.
func (m *Model) sortWords() string {
	s := m.filter.parsed.Sort()
	if m.shown != nil {
		s = m.shown.filter.Sort()
	}
	text := s.Key
	switch {
	case s.Key == "created" && s.Order == client.Descending:
		text += ", newest first"
	case s.Key == "created":
		text += ", oldest first"
	case s.Order == client.Descending:
		text += ", largest first"
	default:
		text += ", smallest first"
	}
	if s.Where == filter.Here {
		text += ", over what is loaded"
	}
	return text
}

// columnOfSort is the heading that shows the sort.
func columnOfSort(key string) string {
	switch key {
	case "created":
		return "age"
	case "updated":
		return "idle"
	}
	return key
}
