package sessions

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
)

// SortedBy gives a filter that names no order the one of a setting, written as
// after "sort:".
func SortedBy(f filter.Filter, order string, now time.Time) filter.Filter {
	by, fault := ParseOrder("sort:"+order, now)
	if order == "" || fault != "" || by.Sort() == (filter.Filter{}).Sort() || len(sortTerms(f, now)) > 0 {
		return f
	}
	return f.And(by)
}

// ParseOrder reads terms that say an order and nothing else.
func ParseOrder(terms string, now time.Time) (by filter.Filter, fault string) {
	by, problems := filter.Parse(terms, now)
	switch {
	case len(problems) > 0:
		return by, problems[0].Message
	case len(sortTerms(by, now)) != by.Len():
		return by, "must be one word, with - (descending) or + (ascending) before it"
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
	by, fault := ParseOrder(terms, now)
	if len(problems) > 0 || fault != "" {
		return text
	}
	return parsed.And(by).String()
}

// SortWords says how the list on the screen is sorted, which may not be the one
// that was asked for last; briefly, too, where there is little room.
func (m *Model) SortWords() (text, brief string) {
	s := m.shown.filter.Sort()
	o, ascending := orderOf(s.Key), s.Order == client.Ascending
	text = s.Key + ", " + map[bool]string{false: o.down, true: o.up}[ascending]
	brief = s.Key + " " + m.arrow(!ascending)
	switch {
	case s.Where == filter.Here:
		text, brief = text+", over what is loaded", brief+" here"
	case ascending && s.Key == "cost":
		text = "cost, not known first, then lowest" // the server's order
	}
	return text, brief
}

// openSortMenu asks what to sort by.
func (m *Model) openSortMenu() {
	now, ways := m.filter.parsed.Sort(), orders()
	for _, c := range m.Columns() {
		if filter.FieldPath(c.Name) != "" {
			ways = append(ways, orderOf(c.Name))
			ways[len(ways)-1].key = strconv.Itoa(len(ways) - len(orders()))
		}
	}
	var items []dialog.Item
	at := 0
	for i, o := range ways {
		note := o.note(m.clock)
		if o.word == now.Key {
			at = i
			note += "  (now)"
		}
		items = append(items, dialog.Item{Key: o.key, Label: o.name, Note: note})
	}
	m.o.Host.Open(dialog.NewMenu(m.o.Host.Look(), dialog.MenuOptions{Title: "Sort by", Items: items, At: at,
		Text: []string{"S reverses. The server sorts the whole list; what is sorted here covers the rows that are loaded."}}),
		dialog.OnChoice(func(key string) tea.Cmd {
			if i := slices.IndexFunc(ways, func(o order) bool { return o.key == key }); i >= 0 {
				m.setTerm("sort", ways[i].word)
			}
			return nil
		}))
}

// note says where a list is sorted in this way.
func (o order) note(now time.Time) string {
	by, _ := filter.Parse("sort:"+o.word, now)
	switch {
	case by.Sort().Where == filter.Here:
		return "here, over what is loaded"
	case o.by == nil:
		return "by the server; what it means for a session is not documented"
	}
	return "by the server"
}

// sortBy sorts by what a column shows; a second time it reverses.
func (m *Model) sortBy(column string) {
	switch word := SortOf(column); word {
	case "":
		m.o.Host.Say("the list cannot be sorted by this column")
	case m.filter.parsed.Sort().Key:
		m.reverse()
	default:
		m.setTerm("sort", word)
	}
}

// reverse turns the order of the list around.
func (m *Model) reverse() {
	order := "asc"
	if m.filter.parsed.Sort().Order == client.Ascending {
		order = "desc"
	}
	m.setTerm("order", order)
}

// compare orders two rows.
type compare func(a, b *client.Summary) int

// order is a way to sort the list.
type order struct {
	word string // of the filter's sort
	key  string // in the menu
	name string
	by   func(s *sorted, now time.Time) compare // nil where the server sorts alone
	ends
}

// ends say what comes first.
type ends struct{ down, up string }

// orders are all ways to sort, in the order of the menu. A way is one entry here
// and a word of the filter.
func orders() []order {
	times := ends{"newest first", "oldest first"}
	texts := ends{"Z to A", "A to Z"}
	lengths := ends{"longest first", "shortest first"}
	counts := ends{"most first", "fewest first"}
	return []order{
		{"created", "c", "created", byTime(func(r *client.Summary) time.Time { return r.CreatedAt }), times},
		{"cost", "$", "cost", byCost, ends{"highest first", "lowest first"}},
		{"duration", "d", "duration", nil, lengths},
		{"updated", "u", "updated", byTime(func(r *client.Summary) time.Time { return r.UpdatedAt }), times},
		{"name", "n", "name", byText(func(_ *sorted, r *client.Summary) string { return cmp.Or(r.Name, r.Customer) }), texts},
		{"assistant", "a", "assistant", byText((*sorted).assistant), texts},
		{"customer", "o", "customer", byText(func(_ *sorted, r *client.Summary) string { return r.Customer }), texts},
		{"turns", "t", "turns", byValue(func(r *client.Summary, _ time.Time) int32 { return r.Turns }), counts},
		{"last", "l", "who spoke last", byText(func(_ *sorted, r *client.Summary) string { return string(r.LastRole) }), texts},
		{"waiting", "w", "how long the caller has waited", byWait, lengths},
		{"errors", "e", "tool errors", byValue(func(r *client.Summary, _ time.Time) int32 { return r.ToolErrors }), counts},
		{"outputs", "p", "structured outputs", byField("outputs"), ends{"descending", "ascending"}},
		{"expires", "x", "expires", byValue(func(r *client.Summary, now time.Time) int64 {
			_, at := r.Expiry(now)
			return at.UnixNano()
		}), ends{"latest first", "soonest first"}},
		{"status", "s", "status", byValue(func(r *client.Summary, now time.Time) client.Expiry {
			e, _ := r.Expiry(now)
			return e
		}), ends{"done first", "active first"}},
		{"size", "b", "size in bytes", byValue(func(r *client.Summary, _ time.Time) int64 { return int64(r.Bytes) }), ends{"largest first", "smallest first"}},
	}
}

// byValue orders by a value of each row.
func byValue[T cmp.Ordered](of func(*client.Summary, time.Time) T) func(*sorted, time.Time) compare {
	return func(_ *sorted, now time.Time) compare {
		return func(a, b *client.Summary) int { return cmp.Compare(of(a, now), of(b, now)) }
	}
}

// byTime orders by an instant of each row.
func byTime(of func(*client.Summary) time.Time) func(*sorted, time.Time) compare {
	return func(*sorted, time.Time) compare {
		return func(a, b *client.Summary) int { return of(a).Compare(of(b)) }
	}
}

// byText orders by what is shown, whatever its case.
func byText(of func(*sorted, *client.Summary) string) func(*sorted, time.Time) compare {
	return func(s *sorted, _ time.Time) compare {
		return func(a, b *client.Summary) int {
			return strings.Compare(strings.ToLower(of(s, a)), strings.ToLower(of(s, b)))
		}
	}
}

// byCost orders by what is known of the cost.
func byCost(s *sorted, _ time.Time) compare {
	return func(a, b *client.Summary) int {
		if order, ok := s.missing(math.IsNaN(a.Cost), math.IsNaN(b.Cost)); ok {
			return order
		}
		return cmp.Compare(a.Cost, b.Cost)
	}
}

// byWait orders by how long the caller has waited.
func byWait(s *sorted, _ time.Time) compare {
	return func(a, b *client.Summary) int {
		if order, ok := s.missing(!a.Waiting(), !b.Waiting()); ok {
			return order
		}
		return b.SpokeAt.Compare(a.SpokeAt)
	}
}

// byField orders by a field that rows carry: by number where it is one.
func byField(column string) func(*sorted, time.Time) compare {
	return func(s *sorted, _ time.Time) compare {
		at := slices.Index(s.paths, Paths([]Column{{Name: column}})[0])
		of := func(r *client.Summary) string {
			if at < 0 || at >= len(r.Extra) {
				return ""
			}
			return r.Extra[at]
		}
		return func(a, b *client.Summary) int {
			if order, ok := s.missing(of(a) == "", of(b) == ""); ok {
				return order
			}
			x, errX := strconv.ParseFloat(of(a), 64)
			y, errY := strconv.ParseFloat(of(b), 64)
			if errX == nil && errY == nil {
				return cmp.Compare(x, y)
			}
			return strings.Compare(strings.ToLower(of(a)), strings.ToLower(of(b)))
		}
	}
}

// orderOf is the way to sort of a word; by creation where there is no other.
func orderOf(word string) order {
	if filter.FieldPath(word) != "" {
		return order{word: word, name: word, by: byField(word), ends: ends{"descending", "ascending"}}
	}
	all := orders()
	return all[max(0, slices.IndexFunc(all, func(o order) bool { return o.word == word }))]
}

// SortBy sorts by a word of the filter's sort, descending with a - before it and
// ascending with a +.
func (m *Model) SortBy(word string) {
	_, problems := filter.Parse("sort:"+word, m.clock)
	switch {
	case len(problems) == 0:
		m.setTerm("sort", word)
	case len(problems[0].Fixes) > 0:
		m.o.Host.Complain("there is no sort " + word + "; did you mean " + strings.TrimPrefix(problems[0].Fixes[0], "sort:") + "?")
	default:
		m.o.Host.Complain("there is no sort " + word + ": the sort menu lists them")
	}
}
