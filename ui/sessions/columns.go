package sessions

import (
	"slices"
	"strings"

	"vapi-sessions/theme"
	"vapi-sessions/ui/store"
)

// Column is one column of the list as a person may choose it.
type Column struct {
	Name  string // a name of [ColumnNames], or a JSON path such as ".customer.number"
	Width int    // cells; 0 for the column's own width
}

// stretches reports whether the column takes what the others leave.
func (c Column) stretches() bool { return c.Name == "name" && c.Width == 0 }

// kind is a column that can be chosen: what its heading says, how it is drawn,
// when it gives way, and what its heading sorts by.
type kind struct {
	name  string
	title string
	width int // 0 takes what the others leave
	right bool
	drop  int    // the highest goes first when the width shrinks; 0 stays
	sort  string // a word of the filter's sort; empty where the list cannot be sorted by it
	text  func(c *drawing, r *store.Row) (string, theme.Role)
}

// hitColumn is the column of the words around what was searched for.
const hitColumn = "hit"

// idColumn is the column of the session's ID.
const idColumn = "id"

// usual is how many of the first columns are shown to who has chosen none.
const usual = 8

// kinds are the columns that can be chosen, the usual ones first. A column is
// one entry here.
func kinds() []kind {
	return []kind{
		{"name", "NAME", 0, false, 0, "name", nameText},
		{"assistant", "ASSISTANT", 12, false, 2, "assistant", assistantText},
		{"age", "AGE", 6, true, 0, "created", ageText},
		{"idle", "IDLE", 6, true, 5, "updated", idleText},
		{"expires", "EXPIRES", 7, true, 1, "expires", expiresText},
		{"turns", "TRN", 4, true, 6, "turns", turnsText},
		{"cost", "COST$", 7, true, 4, "cost", costText},
		{"flags", "", 3, false, 7, "", flagsText},
		{"status", "STATUS", 9, false, 8, "status", statusText},
		{"customer", "CUSTOMER", 16, false, 9, "customer", customerText},
		{"squad", "SQUAD", 12, false, 10, "", squadText},
		{"phone", "PHONE", 12, false, 11, "", phoneText},
		{"created", "CREATED", 16, false, 12, "created", createdText},
		{"updated", "UPDATED", 16, false, 13, "updated", updatedText},
		{"size", "SIZE", 7, true, 14, "size", sizeText},
		{hitColumn, "SAID", 36, false, 3, "", hitText},
		{idColumn, "ID", 36, false, 15, "", idText},
	}
}

// kindNamed gives the column of a name.
func kindNamed(all []kind, name string) (kind, bool) {
	i := slices.IndexFunc(all, func(k kind) bool { return k.name == name })
	if i < 0 {
		return kind{}, false
	}
	return all[i], true
}

// ColumnNames lists the columns that can be chosen, the usual ones first. A
// JSON path that begins with a dot is a column too.
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

// IsColumn reports whether a column can be chosen by this name.
func IsColumn(name string) bool {
	_, known := kindNamed(kinds(), name)
	return known || strings.HasPrefix(name, ".") && len(name) > 1
}

// DefaultColumns is the choice of a person who has not chosen.
func DefaultColumns() []Column {
	var cols []Column
	for _, n := range ColumnNames()[:usual] {
		cols = append(cols, Column{Name: n})
	}
	return cols
}

// Paths returns the JSON paths among the columns, in order: what Summary.Extra
// must hold for them.
func Paths(cols []Column) []string {
	var paths []string
	for _, c := range cols {
		if strings.HasPrefix(c.Name, ".") {
			paths = append(paths, c.Name)
		}
	}
	return paths
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

// plan chooses which columns fit the width, and gives what is left to the name.
func plan(cols []Column, skip, width int) []planned {
	all, known, extra := make([]planned, 0, len(cols)), kinds(), 0
	for i, c := range cols {
		p := planned{Column: c, extra: -1}
		if strings.HasPrefix(c.Name, ".") {
			p.kind = kind{title: strings.ToUpper(c.Name[strings.LastIndexByte(c.Name, '.')+1:]), width: 16, drop: 20 + extra}
			p.extra = extra
			extra++
		} else if k, ok := kindNamed(known, c.Name); ok {
			p.kind = k
		} else {
			continue
		}
		p.width = p.kind.width
		if c.Width > 0 {
			p.width = c.Width
		}
		if i == 0 || i > skip { // fields are numbered whether they are scrolled away or not
			all = append(all, p)
		}
	}
	for needed(all) > width-gutter {
		at := -1
		for i, p := range all {
			if p.drop > 0 && (at < 0 || p.drop > all[at].drop) {
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

// needed is the narrowest the columns can be, with a blank between them.
func needed(cols []planned) int {
	n := 0
	for _, c := range cols {
		w := c.width
		if c.stretches() {
			w = nameMin
		}
		n += w + 1
	}
	return max(0, n-1)
}

// place gives the name what is left over, and each column its x.
func place(cols []planned, width int) []planned {
	left := max(0, width-needed(cols))
	x := 0
	for i := range cols {
		if cols[i].stretches() {
			cols[i].width = max(0, min(nameMin+left, width))
			left = 0
		}
		cols[i].x = x
		x += cols[i].width + 1
	}
	return cols
}
