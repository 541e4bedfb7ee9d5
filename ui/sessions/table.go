package sessions

import (
	"context"
	"errors"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
)

// Table writes sessions as plain text in the columns of the list, for a program
// without a screen.
type Table struct {
	placed  []placedColumn
	context drawContext
}

// TableOptions make a Table.
type TableOptions struct {
	Columns []string // a name that is no column is left out
	Width   int      // cells of a line; 0 leaves out no column
	Now     time.Time
	Zone    *time.Location
	Private bool
	Names   *NameReader
}

// NewTable chooses the columns that fit the width. An ID in the first column is always
// among them.
func NewTable(o TableOptions) Table {
	t := Table{context: drawContext{now: o.Now, zone: o.Zone, private: o.Private}}
	if o.Names != nil {
		t.context.names = o.Names.Lookup
	}
	width, names := o.Width, o.Columns
	if width <= 0 {
		width = 1 << 16
	}
	if len(names) > 0 && names[0] == idColumn {
		id, _ := columnTypeNamed(columnTypes(), idColumn)
		t.placed = append(t.placed, placedColumn{Column: Column{Name: idColumn}, columnType: id, width: id.minWidth, extraIndex: -1})
		width, names = width-id.minWidth-1, names[1:]
	}
	t.placed = append(t.placed, layOutColumns(asColumns(names), 0, max(width, minNameWidth)+gutterWidth)...)
	return t
}

func asColumns(names []string) (cols []Column) {
	for _, n := range names {
		cols = append(cols, Column{Name: n})
	}
	return cols
}

// Paths are the JSON paths of the columns that show fields, for [filter.Filter.Pick].
func (o TableOptions) Paths() []string { return Paths(asColumns(o.Columns)) }

// Columns are the names of the columns that fit.
func (t Table) Columns() []string {
	all := make([]string, len(t.placed))
	for i, c := range t.placed {
		all[i] = c.Name
	}
	return all
}

// Headings are the headings of the columns that fit.
func (t Table) Headings() []string {
	all := make([]string, len(t.placed))
	for i, c := range t.placed {
		all[i] = c.title
	}
	return all
}

// Cells returns the text of each column for a session, uncut.
func (t Table) Cells(r *client.Summary) []string {
	all := make([]string, len(t.placed))
	for i := range t.placed {
		all[i], _ = t.placed[i].value(&t.context, &store.Row{Summary: *r})
	}
	return all
}

// Line joins cells to a line, each as wide as its column. An ID is never cut.
func (t Table) Line(cells []string, ellipsis string) string {
	var line strings.Builder
	for i, text := range cells {
		c := t.placed[i]
		if c.Name == idColumn {
			c.width = max(c.width, theme.Width(text))
		}
		line.WriteString(c.fit(theme.Style{}, text, ellipsis) + " ")
	}
	return strings.TrimRight(line.String(), " ")
}

// Refs lists the IDs of a session whose names the table shows.
func (t Table) Refs(r *client.Summary) (refs []filter.Ref) {
	for _, c := range t.placed {
		switch c.Name {
		case "assistant":
			_, ref := filter.AssistantOf(r)
			refs = append(refs, ref)
		case "squad":
			refs = append(refs, filter.Ref{Kind: client.SquadName, ID: r.SquadID})
		case "phone":
			refs = append(refs, filter.Ref{Kind: client.PhoneNumberName, ID: r.PhoneNumberID})
		}
	}
	return refs
}

// Sort sorts sessions by a key that the server cannot sort by. paths are those of the
// fields that the sessions carry.
func Sort(all []*client.Summary, by filter.Sort, names *NameReader, now time.Time, paths []string) {
	s := sortedRows{names: names.Lookup, paths: paths}
	s.sortRows(all, by.Key, by.Order == client.Descending, now)
}

// NameReader reads the names behind IDs for a program without a screen. Read blocks.
type NameReader struct {
	api   Namer // nil where names cannot be read
	known nameCache
}

// NewNameReader reads names from an API, if it is a [Namer].
func NewNameReader(api any) *NameReader {
	namer, _ := api.(Namer)
	return &NameReader{namer, newNames()}
}

// Read requests the names that were not requested before.
func (n *NameReader) Read(ctx context.Context, refs ...filter.Ref) error {
	for _, ref := range refs {
		if ref.ID == "" || n.known.known[ref].asked {
			continue
		}
		if n.api == nil || n.known.refused {
			return errors.New(noNames)
		}
		n.known.known[ref] = knownName{asked: true}
		r := readNames{names: n.known.known}
		r.read(ctx, n.api, ref)
		if n.known.refused = r.refused; r.refused {
			return errors.New(noNames)
		}
		if r.err != nil {
			return r.err
		}
	}
	return nil
}

// Lookup is a filter.Names.
func (n *NameReader) Lookup(ref filter.Ref) filter.Name { return n.known.lookup(ref) }
