package sessions

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// Column is one column of the list as a person may choose it.
type Column struct {
	Name  string // see CheckColumn
	Width int    // cells; 0 for the column's own width
}

// kind is a column that can be chosen: what its heading says, how it is drawn,
// when it gives way, and what its heading sorts by.
type kind struct {
	name  string
	title string
	width int // cells that it needs
	grow  int // its share of the cells that are left over
	right bool
	drop  int    // the highest goes first when the width shrinks; 0 stays
	sort  string // a word of the filter's sort; empty where the list cannot be sorted by it
	text  cellText
	path  string              // of the field that it shows instead; empty where the summary has it
	field func(string) string // how the field is shown; nil for as it is
}

// cellText is what a column shows of a row, and in which role.
type cellText func(d *drawing, r *store.Row) (string, theme.Role)

const (
	hitColumn  = "hit" // the words around what was searched for
	idColumn   = "id"
	nameColumn = "name"
)

// usual is how many of the first columns are shown to who has chosen none.
const usual = 8

// kinds are the columns that can be chosen, the usual ones first. A column is
// one entry here.
func kinds() []kind {
	return []kind{
		{name: nameColumn, title: "NAME", width: nameMin, grow: 2, sort: "name", text: nameText},
		{name: "assistant", title: "ASSISTANT", width: 12, grow: 1, drop: 3, sort: "assistant", text: assistantText},
		{name: "age", title: "AGE", width: 6, right: true, sort: "created", text: since(created)},
		{name: "idle", title: "IDLE", width: 6, right: true, drop: 6, sort: "updated", text: since(updated)},
		{name: "expires", title: "EXPIRES", width: 7, right: true, drop: 2, sort: "expires", text: expiresText},
		{name: "turns", title: "TRN", width: 4, right: true, drop: 7, sort: "turns", text: text(theme.Plain, func(r *store.Row) string { return strconv.Itoa(int(r.Turns)) })},
		{name: "cost", title: "COST$", width: 7, right: true, drop: 5, sort: "cost", text: costText},
		{name: "flags", width: 3, drop: 1, text: flagsText},
		{name: "last", title: "LAST", width: 9, drop: 8, sort: "last", text: text(theme.Plain, func(r *store.Row) string { return string(r.LastRole) })},
		{name: "waiting", title: "WAITING", width: 7, right: true, drop: 9, sort: "waiting", text: waitingText},
		{name: "errors", title: "ERR", width: 4, right: true, drop: 10, sort: "errors", text: errorsText},
		{name: "status", title: "STATUS", width: 9, drop: 11, sort: "status", text: text(theme.Plain, func(r *store.Row) string { return string(r.Status) })},
		{name: "customer", title: "CUSTOMER", width: 16, drop: 12, sort: "customer", text: hidden(func(r *store.Row) string { return r.Customer })},
		{name: "squad", title: "SQUAD", width: 12, drop: 13, text: nameOf(client.SquadName, func(r *store.Row) string { return r.SquadID })},
		{name: "phone", title: "PHONE", width: 12, drop: 14, text: nameOf(client.PhoneNumberName, func(r *store.Row) string { return r.PhoneNumberID })},
		{name: "outputs", title: "OUTPUTS", width: 16, grow: 2, drop: 15, sort: "outputs", path: ".artifact.structuredOutputs", field: outputsText},
		{name: "created", title: "CREATED", width: 16, drop: 16, sort: "created", text: instant(created)},
		{name: "updated", title: "UPDATED", width: 16, drop: 17, sort: "updated", text: instant(updated)},
		{name: "size", title: "SIZE", width: 7, right: true, drop: 18, sort: "size", text: text(theme.Dim, func(r *store.Row) string { return words.Size(int64(r.Bytes)) })},
		{name: hitColumn, title: "SAID", width: 20, grow: 2, drop: 1, text: hidden(func(r *store.Row) string { return r.Hit })},
		{name: idColumn, title: "ID", width: 36, drop: 19, text: text(theme.Dim, func(r *store.Row) string { return r.ID })},
	}
}

// kindNamed gives the column of a name: one of all, or of a field of the session.
func kindNamed(all []kind, name string) (kind, bool) {
	if i := slices.IndexFunc(all, func(k kind) bool { return k.name == name }); i >= 0 {
		return all[i], true
	}
	path := filter.FieldPath(name)
	title := strings.ToUpper(path[strings.LastIndexByte(path, '.')+1:])
	if key, meta := strings.CutPrefix(name, filter.MetaPrefix); meta {
		title = strings.ToUpper(key)
	}
	return kind{name: name, title: title, width: 16, drop: 20, sort: name, path: path}, path != ""
}

// ColumnNames lists the columns that can be chosen, the usual ones first. Any
// field of a session is a column too; see CheckColumn.
func ColumnNames() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	return names
}

// SortOf is the word of the filter's sort that orders a list by a column; empty
// where there is none.
func SortOf(column string) string {
	k, _ := kindNamed(kinds(), column)
	return k.sort
}

// isColumn reports whether a column can be chosen by this name: one of
// ColumnNames, a key of the metadata such as "meta.plan", or a JSON path such as
// ".customer.number".
func isColumn(name string) bool {
	_, known := kindNamed(kinds(), name)
	return known
}

// defaultColumns is the choice of a person who has not chosen.
func defaultColumns() []Column {
	var cols []Column
	for _, n := range ColumnNames()[:usual] {
		cols = append(cols, Column{Name: n})
	}
	return cols
}

// Paths returns the JSON paths of the columns that show fields, in order: what
// Summary.Extra must hold for them.
func Paths(cols []Column) []string {
	var paths []string
	all := kinds()
	for _, c := range cols {
		if k, _ := kindNamed(all, c.Name); k.path != "" {
			paths = append(paths, k.path)
		}
	}
	return paths
}

func hasColumn(cols []Column, name string) bool {
	return slices.ContainsFunc(cols, func(c Column) bool { return c.Name == name })
}

// columnsNamed makes columns of names and widths; what is no column is left out.
func columnsNamed(names []string, widths []int) []Column {
	var cols []Column
	for i, n := range names {
		if !isColumn(n) {
			continue
		}
		c := Column{Name: n}
		if i < len(widths) {
			c.Width = widths[i]
		}
		cols = append(cols, c)
	}
	if len(cols) > 0 && !hasColumn(cols, nameColumn) {
		cols = append([]Column{{Name: nameColumn}}, cols...)
	}
	return cols
}

// columnsOf are the columns to begin with, as wide as they were left.
func columnsOf(o Options) []Column {
	var widths []int
	if slices.Equal(o.Settings.Columns, o.State.Columns) {
		widths = o.State.Widths
	}
	if cols := columnsNamed(o.Settings.Columns, widths); len(cols) > 0 {
		return cols
	}
	return defaultColumns()
}

// planned is a column with its place on the screen.
type planned struct {
	Column
	kind
	x     int // from the left edge of the pane's text, before sideways scrolling
	width int
	extra int // index into Summary.Extra, or -1
}

// nameMin is what the name keeps while others give way.
const nameMin = 14

// gutter is the width of cursor, mark, status and their blanks.
const gutter = 4

// plan chooses which columns fit the width, and shares out what is left.
func plan(cols []Column, skip, width int) []planned {
	all, known, extra := make([]planned, 0, len(cols)), kinds(), 0
	for i, c := range cols {
		k, ok := kindNamed(known, c.Name)
		if !ok {
			continue
		}
		p := planned{Column: c, kind: k, extra: -1}
		if k.path != "" {
			p.extra = extra
			extra++
		}
		if i == 0 || i > skip { // fields are numbered whether they are scrolled away or not
			all = append(all, p)
		}
	}
	for needed(all) > width-gutter {
		at := -1
		for i, p := range all {
			if p.drop > 0 && (at < 0 || p.drop >= all[at].drop) {
				at = i
			}
		}
		if at < 0 {
			break
		}
		all = append(all[:at], all[at+1:]...)
	}
	return place(all, width-gutter)
}

// least is the narrowest that the column can be.
func (c *planned) least() int { return cmp.Or(c.Width, c.kind.width) }

// share is the column's share of the cells that are left over.
func (c *planned) share() int {
	if c.Width > 0 {
		return 0
	}
	return c.grow
}

// needed is the narrowest the columns can be, with a blank between them.
func needed(cols []planned) int {
	n := 0
	for i := range cols {
		n += cols[i].least() + 1
	}
	return max(0, n-1)
}

// place gives each column its width and its x. Those that grow share what is left
// over; what does not divide is the first one's.
func place(cols []planned, width int) []planned {
	left, shares, x := max(0, width-needed(cols)), 0, 0
	for i := range cols {
		shares += cols[i].share()
	}
	rest := left
	for i := range cols {
		if shares > 0 {
			rest -= left * cols[i].share() / shares
		}
	}
	for i := range cols {
		c := &cols[i]
		c.width = c.least()
		if c.share() > 0 {
			c.width = max(0, min(c.width+left*c.share()/shares+rest, width))
			rest = 0
		}
		c.x = x
		x += c.width + 1
	}
	return cols
}
