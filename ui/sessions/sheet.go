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

// Sheet shows sessions in plain text, by the columns of the list.
type Sheet struct {
	plan []planned
	d    drawing
}

// SheetOptions say how.
type SheetOptions struct {
	Columns []string // a name that is no column is left out
	Width   int      // cells of a line; 0 leaves out no column
	Now     time.Time
	Zone    *time.Location
	Private bool
	Names   *Names
}

// NewSheet chooses the columns that fit. An ID that comes first stays.
func NewSheet(o SheetOptions) Sheet {
	s := Sheet{d: drawing{now: o.Now, zone: o.Zone, private: o.Private}}
	if o.Names != nil {
		s.d.names = o.Names.Of
	}
	width, names := o.Width, o.Columns
	if width <= 0 {
		width = 1 << 16
	}
	if len(names) > 0 && names[0] == idColumn {
		id, _ := kindNamed(kinds(), idColumn)
		s.plan = append(s.plan, planned{Column: Column{Name: idColumn}, kind: id, width: id.width, extra: -1})
		width, names = width-id.width-1, names[1:]
	}
	s.plan = append(s.plan, plan(asColumns(names), 0, max(width, nameMin)+gutter)...)
	return s
}

func asColumns(names []string) (cols []Column) {
	for _, n := range names {
		cols = append(cols, Column{Name: n})
	}
	return cols
}

// Paths are the JSON paths among the columns, for [filter.Filter.Pick].
func (o SheetOptions) Paths() []string { return Paths(asColumns(o.Columns)) }

// Columns are the names of those that fit.
func (s Sheet) Columns() []string {
	all := make([]string, len(s.plan))
	for i, c := range s.plan {
		all[i] = c.Name
	}
	return all
}

// Titles are the headings.
func (s Sheet) Titles() []string {
	all := make([]string, len(s.plan))
	for i, c := range s.plan {
		all[i] = c.title
	}
	return all
}

// Cells are what the columns show of a session, whole.
func (s Sheet) Cells(r *client.Summary) []string {
	all := make([]string, len(s.plan))
	for i := range s.plan {
		all[i], _ = s.plan[i].shows(&s.d, &store.Row{Summary: *r})
	}
	return all
}

// Line puts cells below each other by their widths; an ID is never cut.
func (s Sheet) Line(cells []string, ellipsis string) string {
	var line strings.Builder
	for i, text := range cells {
		c := s.plan[i]
		if c.Name == idColumn {
			c.width = max(c.width, theme.Width(text))
		}
		line.WriteString(c.cell(theme.Style{}, text, ellipsis) + " ")
	}
	return strings.TrimRight(line.String(), " ")
}

// NamesOf lists the IDs of a session whose names the sheet shows.
func (s Sheet) NamesOf(r *client.Summary) (refs []filter.Ref) {
	for _, c := range s.plan {
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

// Sort puts sessions in the order of a filter, where that is made here. Paths are
// those of the fields that they carry.
func Sort(all []*client.Summary, by filter.Sort, names *Names, now time.Time, paths []string) {
	s := sorted{names: names.Of, paths: paths}
	s.sort(all, by.Key, by.Order == client.Descending, now)
}

// Names are the names behind IDs for a program that waits for them.
type Names struct {
	api   Namer // nil gives none
	known names
}

// NewNames returns the names that an API gives, if it does.
func NewNames(api any) *Names {
	namer, _ := api.(Namer)
	return &Names{namer, newNames()}
}

// Read asks for the names that are not known. Those that cannot be had are not
// asked for again.
func (n *Names) Read(ctx context.Context, refs ...filter.Ref) error {
	for _, ref := range refs {
		if ref.ID == "" || n.known.known[ref].asked {
			continue
		}
		if n.api == nil || n.known.refused {
			return errors.New(noNames)
		}
		n.known.known[ref] = named{asked: true}
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

// Of is a filter.Names.
func (n *Names) Of(ref filter.Ref) filter.Name { return n.known.lookup(ref) }
