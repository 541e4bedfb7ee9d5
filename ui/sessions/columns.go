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

// columnType describes a column that can be chosen.
type columnType struct {
	name         string
	title        string
	minWidth     int // cells that it needs
	growth       int // its share of the cells that are left over
	alignRight   bool
	dropPriority int    // the highest goes first when the width shrinks; 0 stays
	sortKey      string // of the filter's sort:; empty where the list cannot be sorted by it
	render       cellRenderer
	fieldPath    string              // JSON path of the field that it shows instead of render
	formatField  func(string) string // changes the text of the field; nil for none
}

// cellRenderer returns the text of a row's cell, and its role.
type cellRenderer func(d *drawContext, r *store.Row) (string, theme.Role)

const (
	hitColumn  = "hit" // the words around what was searched for
	idColumn   = "id"
	nameColumn = "name"
)

// defaultColumnCount is how many of columnTypes are shown until the person chooses.
const defaultColumnCount = 8

// columnTypes are the columns that can be chosen, the usual ones first. A column is
// one entry here.
func columnTypes() []columnType {
	return []columnType{
		{name: nameColumn, title: "NAME", minWidth: minNameWidth, growth: 2, sortKey: "name", render: nameText},
		{name: "assistant", title: "ASSISTANT", minWidth: 12, growth: 1, dropPriority: 3, sortKey: "assistant", render: assistantText},
		{name: "age", title: "AGE", minWidth: 6, alignRight: true, sortKey: "created", render: ageCell(createdAt)},
		{name: "idle", title: "IDLE", minWidth: 6, alignRight: true, dropPriority: 6, sortKey: "updated", render: ageCell(updatedAt)},
		{name: "expires", title: "EXPIRES", minWidth: 7, alignRight: true, dropPriority: 2, sortKey: "expires", render: expiresText},
		{name: "turns", title: "TRN", minWidth: 4, alignRight: true, dropPriority: 7, sortKey: "turns", render: textCell(theme.Plain, func(r *store.Row) string { return strconv.Itoa(int(r.Turns)) })},
		{name: "cost", title: "COST$", minWidth: 7, alignRight: true, dropPriority: 5, sortKey: "cost", render: costText},
		{name: "flags", minWidth: 3, dropPriority: 1, render: flagsText},
		{name: "last", title: "LAST", minWidth: 9, dropPriority: 8, sortKey: "last", render: textCell(theme.Plain, func(r *store.Row) string { return string(r.LastRole) })},
		{name: "waiting", title: "WAITING", minWidth: 7, alignRight: true, dropPriority: 9, sortKey: "waiting", render: waitingText},
		{name: "errors", title: "ERR", minWidth: 4, alignRight: true, dropPriority: 10, sortKey: "errors", render: errorsText},
		{name: "status", title: "STATUS", minWidth: 9, dropPriority: 11, sortKey: "status", render: textCell(theme.Plain, func(r *store.Row) string { return string(r.Status) })},
		{name: "customer", title: "CUSTOMER", minWidth: 16, dropPriority: 12, sortKey: "customer", render: maskedCell(func(r *store.Row) string { return r.Customer })},
		{name: "squad", title: "SQUAD", minWidth: 12, dropPriority: 13, render: nameCell(client.SquadName, func(r *store.Row) string { return r.SquadID })},
		{name: "phone", title: "PHONE", minWidth: 12, dropPriority: 14, render: nameCell(client.PhoneNumberName, func(r *store.Row) string { return r.PhoneNumberID })},
		{name: "outputs", title: "OUTPUTS", minWidth: 16, growth: 2, dropPriority: 15, sortKey: "outputs", fieldPath: ".artifact.structuredOutputs", formatField: outputsText},
		{name: "created", title: "CREATED", minWidth: 16, dropPriority: 16, sortKey: "created", render: timeCell(createdAt)},
		{name: "updated", title: "UPDATED", minWidth: 16, dropPriority: 17, sortKey: "updated", render: timeCell(updatedAt)},
		{name: "size", title: "SIZE", minWidth: 7, alignRight: true, dropPriority: 18, sortKey: "size", render: textCell(theme.Dim, func(r *store.Row) string { return words.Size(int64(r.Bytes)) })},
		{name: hitColumn, title: "SAID", minWidth: 20, growth: 2, dropPriority: 1, render: maskedCell(func(r *store.Row) string { return r.Hit })},
		{name: idColumn, title: "ID", minWidth: 36, dropPriority: 19, render: textCell(theme.Dim, func(r *store.Row) string { return r.ID })},
	}
}

// columnTypeNamed returns the column of that name: one of all, or one for a field of
// the session such as meta.plan.
func columnTypeNamed(all []columnType, name string) (columnType, bool) {
	if i := slices.IndexFunc(all, func(k columnType) bool { return k.name == name }); i >= 0 {
		return all[i], true
	}
	path := filter.FieldPath(name)
	title := strings.ToUpper(path[strings.LastIndexByte(path, '.')+1:])
	if key, meta := strings.CutPrefix(name, filter.MetaPrefix); meta {
		title = strings.ToUpper(key)
	}
	return columnType{name: name, title: title, minWidth: 16, dropPriority: 20, sortKey: name, fieldPath: path}, path != ""
}

// ColumnNames lists the columns that can be chosen, the usual ones first. Any
// field of a session is a column too; see CheckColumn.
func ColumnNames() []string {
	var names []string
	for _, k := range columnTypes() {
		names = append(names, k.name)
	}
	return names
}

// SortOf returns the value of the filter's sort: that sorts by a column; empty where
// the list cannot be sorted by it.
func SortOf(column string) string {
	k, _ := columnTypeNamed(columnTypes(), column)
	return k.sortKey
}

// isColumn reports whether a column has this name: one of ColumnNames, a key of the
// metadata such as "meta.plan", or a JSON path such as ".customer.number".
func isColumn(name string) bool {
	_, known := columnTypeNamed(columnTypes(), name)
	return known
}

// Paths returns the JSON paths of the columns that show fields, in order: what
// Summary.Extra must hold for them.
func Paths(cols []Column) []string {
	var paths []string
	all := columnTypes()
	for _, c := range cols {
		if k, _ := columnTypeNamed(all, c.Name); k.fieldPath != "" {
			paths = append(paths, k.fieldPath)
		}
	}
	return paths
}

func hasColumn(cols []Column, name string) bool {
	return slices.ContainsFunc(cols, func(c Column) bool { return c.Name == name })
}

// columnsByName makes columns of names and widths. It leaves out names of no column, and
// adds the column of the name where it is missing.
func columnsByName(names []string, widths []int) []Column {
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

// initialColumns returns the columns of the settings, with the widths of the last run if
// it had the same columns.
func initialColumns(o Options) []Column {
	var widths []int
	if slices.Equal(o.Settings.Columns, o.State.Columns) {
		widths = o.State.Widths
	}
	if cols := columnsByName(o.Settings.Columns, widths); len(cols) > 0 {
		return cols
	}
	return asColumns(ColumnNames()[:defaultColumnCount])
}

// placedColumn is a column with its place on the screen.
type placedColumn struct {
	Column
	columnType
	x          int // from the left edge of the pane's text, before sideways scrolling
	width      int
	extraIndex int // index into Summary.Extra, or -1
}

// minNameWidth is the least width of the name, in cells.
const minNameWidth = 14

// gutterWidth is the width of cursor, mark, status and their blanks.
const gutterWidth = 4

// layOutColumns drops columns until the others fit the width, and places those. skip
// columns after the first are scrolled away.
func layOutColumns(cols []Column, skip, width int) []placedColumn {
	all, known, extra := make([]placedColumn, 0, len(cols)), columnTypes(), 0
	for i, c := range cols {
		k, ok := columnTypeNamed(known, c.Name)
		if !ok {
			continue
		}
		p := placedColumn{Column: c, columnType: k, extraIndex: -1}
		if k.fieldPath != "" {
			p.extraIndex = extra
			extra++
		}
		if i == 0 || i > skip { // fields are numbered whether they are scrolled away or not
			all = append(all, p)
		}
	}
	for narrowestTotal(all) > width-gutterWidth {
		at := -1
		for i, p := range all {
			if p.dropPriority > 0 && (at < 0 || p.dropPriority >= all[at].dropPriority) {
				at = i
			}
		}
		if at < 0 {
			break
		}
		all = append(all[:at], all[at+1:]...)
	}
	return placeColumns(all, width-gutterWidth)
}

// narrowest returns the width that the person chose, or else the least one.
func (c *placedColumn) narrowest() int { return cmp.Or(c.Width, c.minWidth) }

// growShare is the column's share of the cells that are left over.
func (c *placedColumn) growShare() int {
	if c.Width > 0 {
		return 0
	}
	return c.growth
}

// narrowestTotal returns the least width of all columns with a blank between them.
func narrowestTotal(cols []placedColumn) int {
	n := 0
	for i := range cols {
		n += cols[i].narrowest() + 1
	}
	return max(0, n-1)
}

// placeColumns gives each column its width and its x. Columns that grow share the cells
// that are left over; the first of them gets the remainder.
func placeColumns(cols []placedColumn, width int) []placedColumn {
	left, shares, x := max(0, width-narrowestTotal(cols)), 0, 0
	for i := range cols {
		shares += cols[i].growShare()
	}
	rest := left
	for i := range cols {
		if shares > 0 {
			rest -= left * cols[i].growShare() / shares
		}
	}
	for i := range cols {
		c := &cols[i]
		c.width = c.narrowest()
		if c.growShare() > 0 {
			c.width = max(0, min(c.width+left*c.growShare()/shares+rest, width))
			rest = 0
		}
		c.x = x
		x += c.width + 1
	}
	return cols
}
