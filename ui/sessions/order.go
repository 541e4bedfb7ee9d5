package sessions

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
)

// SortedBy adds an order, given as a value of sort:, to a filter that has none.
func SortedBy(f filter.Filter, order string, now time.Time) filter.Filter {
	by, fault := ParseOrder("sort:"+order, now)
	if order == "" || fault != "" || by.Sort() == (filter.Filter{}).Sort() || !f.Order().IsZero() {
		return f
	}
	return f.And(by)
}

// ParseOrder reads a filter that consists of an order only, or says what is wrong.
func ParseOrder(terms string, now time.Time) (by filter.Filter, fault string) {
	by, problems := filter.Parse(terms, now)
	switch {
	case len(problems) > 0:
		return by, problems[0].Message
	case !by.Order().Equal(by):
		return by, "must be one word, with - (descending) or + (ascending) before it"
	}
	return by, ""
}

// sortedAs replaces the order of a filter by that of terms, if both can be read.
func sortedAs(text, terms string, now time.Time) string {
	parsed, problems := filter.Parse(text, now)
	by, fault := ParseOrder(terms, now)
	if len(problems) > 0 || fault != "" {
		return text
	}
	return parsed.And(by).String()
}

// sortWords says how the list on the screen is sorted; brief is for narrow terminals.
func (m *Model) sortWords() (text, brief string) {
	s := m.shown.filter.Sort()
	o, ascending := sortMethodNamed(s.Key), s.Order == client.Ascending
	text = s.Key + ", " + o.first(ascending)
	brief = s.Key + " " + m.sortArrow(!ascending)
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
	now, ways := m.filter.parsed.Sort(), sortMethods()
	for _, c := range m.Columns() {
		if filter.FieldPath(c.Name) != "" {
			ways = append(ways, sortMethodNamed(c.Name))
			ways[len(ways)-1].menuKey = strconv.Itoa(len(ways) - len(sortMethods()))
		}
	}
	var items []dialog.Item
	at := 0
	for i, o := range ways {
		note := o.whereSorted(m.now)
		if o.key == now.Key {
			at = i
			note += "  (now)"
		}
		items = append(items, dialog.Item{Key: o.menuKey, Label: o.name, Note: note, Press: func() tea.Cmd { m.setOrder("sort:" + o.key); return nil }})
	}
	items = append(items, dialog.Item{Key: "S", Label: "reverse", Note: "the other way around", Press: func() tea.Cmd { m.reverse(); return nil }})
	m.o.Host.Open(dialog.NewMenu(m.o.Host.DialogBase(), dialog.MenuOptions{Title: "Sort by", Items: items, Focus: at,
		Text: []string{"The server sorts the whole list; what is sorted here covers the rows that are loaded."}}))
}

// whereSorted says whether the server or this program sorts by this method.
func (o sortMethod) whereSorted(now time.Time) string {
	by, _ := filter.Parse("sort:"+o.key, now)
	switch {
	case by.Sort().Where == filter.Here:
		return "here, over what is loaded"
	case o.rankOf == nil:
		return "by the server; what it means for a session is not documented"
	}
	return "by the server"
}

// sortBy sorts by a column, or reverses the order if the list is sorted by it.
func (m *Model) sortBy(column string) {
	switch word := SortOf(column); word {
	case "":
		m.o.Host.Say("the list cannot be sorted by this column")
	case m.filter.parsed.Sort().Key:
		m.reverse()
	default:
		m.setOrder("sort:" + word)
	}
}

// reverse turns the order of the list around.
func (m *Model) reverse() {
	order := "asc"
	if m.filter.parsed.Sort().Order == client.Ascending {
		order = "desc"
	}
	m.setOrder("order:" + order)
}

// rank is a row's sort key: its text, then its number. A missing one comes last in both
// directions.
type rank struct {
	text    string
	number  float64
	missing bool
}

// sortMethod is a way to sort the list.
type sortMethod struct {
	key     string // value of sort:
	menuKey string // key that chooses it in the menu
	name    string
	rankOf  func(s *sortedRows, r *client.Summary, now time.Time) rank // nil where only the server can sort
	endWords
}

// endWords say what comes first in descending and in ascending order.
type endWords struct{ down, up string }

// first says what comes first.
func (e endWords) first(ascending bool) string {
	if ascending {
		return e.up
	}
	return e.down
}

// sortMethods returns the sort methods in the order of the menu. A method is one entry
// here and one in sort.go of ui/filter.
var sortMethods = sync.OnceValue(func() []sortMethod {
	times := endWords{"newest first", "oldest first"}
	texts := endWords{"Z to A", "A to Z"}
	lengths := endWords{"longest first", "shortest first"}
	counts := endWords{"most first", "fewest first"}
	return []sortMethod{
		{"created", "c", "created", byNumber(func(r *client.Summary) int64 { return r.CreatedAt.UnixMilli() }), times},
		{"cost", "$", "cost", costRank, endWords{"highest first", "lowest first"}},
		{"duration", "d", "duration", nil, lengths},
		{"updated", "u", "updated", byNumber(func(r *client.Summary) int64 { return r.UpdatedAt.UnixMilli() }), times},
		{"name", "n", "name", byText(func(_ *sortedRows, r *client.Summary) string { return cmp.Or(r.Name, r.Customer) }), texts},
		{"assistant", "a", "assistant", byText((*sortedRows).assistant), texts},
		{"customer", "o", "customer", byText(func(_ *sortedRows, r *client.Summary) string { return r.Customer }), texts},
		{"turns", "t", "turns", byNumber(func(r *client.Summary) int32 { return r.Turns }), counts},
		{"last", "l", "who spoke last", byText(func(_ *sortedRows, r *client.Summary) string { return string(r.LastRole) }), texts},
		{"waiting", "w", "the caller's wait", waitRank, lengths},
		{"errors", "e", "tool errors", byNumber(func(r *client.Summary) int32 { return r.ToolErrors }), counts},
		{"outputs", "p", "structured outputs", byField("outputs"), endWords{"descending", "ascending"}},
		{"expires", "x", "expires", func(_ *sortedRows, r *client.Summary, now time.Time) rank {
			_, at := r.Expiry(now)
			return rank{number: float64(at.UnixMilli())}
		}, endWords{"latest first", "soonest first"}},
		{"status", "s", "status", func(_ *sortedRows, r *client.Summary, now time.Time) rank {
			e, _ := r.Expiry(now)
			return rank{number: float64(e)}
		}, endWords{"done first", "active first"}},
		{"size", "b", "size in bytes", byNumber(func(r *client.Summary) int64 { return int64(r.Bytes) }), endWords{"largest first", "smallest first"}},
	}
})

// byNumber compares by a number of each row.
func byNumber[N int32 | int64](of func(*client.Summary) N) func(*sortedRows, *client.Summary, time.Time) rank {
	return func(_ *sortedRows, r *client.Summary, _ time.Time) rank { return rank{number: float64(of(r))} }
}

// byText compares by a text of each row, ignoring case.
func byText(of func(*sortedRows, *client.Summary) string) func(*sortedRows, *client.Summary, time.Time) rank {
	return func(s *sortedRows, r *client.Summary, _ time.Time) rank { return rank{text: strings.ToLower(of(s, r))} }
}

// costRank compares by what is known of the cost.
func costRank(_ *sortedRows, r *client.Summary, _ time.Time) rank {
	return rank{number: r.Cost, missing: math.IsNaN(r.Cost)}
}

// waitRank compares by how long the caller has waited.
func waitRank(_ *sortedRows, r *client.Summary, _ time.Time) rank {
	if !r.Waiting() {
		return rank{missing: true}
	}
	return rank{number: -float64(r.LastSpokeAt.UnixMilli())}
}

// byField compares by the text that a column shows of a field. Numbers compare as numbers
// and come before other texts.
func byField(column string) func(*sortedRows, *client.Summary, time.Time) rank {
	k, _ := columnTypeNamed(columnTypes(), column)
	return func(s *sortedRows, r *client.Summary, _ time.Time) rank {
		at := slices.Index(s.paths, k.fieldPath)
		if at < 0 || at >= len(r.Extra) || r.Extra[at] == "" {
			return rank{missing: true}
		}
		shown := r.Extra[at]
		if k.formatField != nil {
			shown = k.formatField(shown)
		}
		if n, err := strconv.ParseFloat(shown, 64); err == nil {
			return rank{number: n}
		}
		return rank{text: strings.ToLower(shown)}
	}
}

// sortMethodNamed returns the sort method of a value of sort:, or else that by creation.
func sortMethodNamed(word string) sortMethod {
	if filter.FieldPath(word) != "" {
		return sortMethod{key: word, name: word, rankOf: byField(word), endWords: endWords{"descending", "ascending"}}
	}
	all := sortMethods()
	return all[max(0, slices.IndexFunc(all, func(o sortMethod) bool { return o.key == word }))]
}

// SortKeys lists the values of sort:, except fields.
func (m *Model) SortKeys() (keys []string) {
	for _, o := range sortMethods() {
		keys = append(keys, o.key)
	}
	return keys
}

// SortBy sorts by a value of sort:, descending with a - before it and ascending with a +.
func (m *Model) SortBy(word string) {
	_, problems := filter.Parse("sort:"+word, m.now)
	switch {
	case len(problems) == 0:
		m.setOrder("sort:" + word)
	case len(problems[0].Fixes) > 0:
		m.o.Host.Complain("there is no sort " + word + "; did you mean " + strings.TrimPrefix(problems[0].Fixes[0], "sort:") + "?")
	default:
		m.o.Host.Complain("there is no sort " + word + ": the sort menu lists them")
	}
}
