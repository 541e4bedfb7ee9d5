package plain

import (
	"context"
	"errors"
	"strings"

	"vapi-sessions/ui/output"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/words"
)

// ListOptions says how sessions are listed.
type ListOptions struct {
	JSON    bool     // whole sessions as JSON, one on a line, secrets masked
	Columns []string // column names; none for the ID and the columns of the settings
}

// List writes a line for each session of a choice.
func (p *Program) List(ctx context.Context, c Choice, o ListOptions) error {
	l, err := p.newListWriter(ctx, o)
	if err != nil {
		return err
	}
	_, err = p.forEach(ctx, c, query{paths: l.paths, bodies: o.JSON}, l.write)
	return errors.Join(err, l.end())
}

type listWriter struct {
	p          *Program
	ctx        context.Context //nolint:containedctx // of the command that lists
	json       *output.Encoder // nil for lines of cells
	paths      []string
	table      sessions.Table
	written    int
	unreadable int // rows that cannot be decoded
}

// newListWriter checks the columns and lays them out in the width of the terminal.
func (p *Program) newListWriter(ctx context.Context, show ListOptions) (*listWriter, error) {
	for _, c := range show.Columns {
		if err := sessions.CheckColumn(c); err != nil {
			return nil, usageErrorf("--columns: %v", err)
		}
	}
	o := p.tableOptions(show.Columns)
	l := &listWriter{p: p, ctx: ctx, paths: o.Paths(), table: sessions.NewTable(o)}
	if show.JSON {
		l.json = p.encoder(ctx, nil, "ndjson")
	}
	return l, nil
}

// tableOptions lays rows out in columns: by default in the ID and those of the
// settings.
func (p *Program) tableOptions(columns []string) sessions.TableOptions {
	if len(columns) == 0 {
		columns = append([]string{"id"}, p.o.Settings.Columns...)
	}
	return sessions.TableOptions{Columns: columns, Width: p.o.Width, Now: p.now(), Zone: p.o.Zone, Private: p.o.Settings.Private, Names: p.names}
}

// write writes a row. The ID stands for a name that cannot be read.
func (l *listWriter) write(r row) error {
	l.written++
	if r.Bad != nil {
		l.unreadable++
	}
	switch {
	case l.json == nil:
	case r.body == nil:
		return nil
	default:
		return l.json.Write(r.body)
	}
	_ = l.p.names.Read(l.ctx, l.table.Refs(&r.Summary)...)
	switch {
	case l.ctx.Err() != nil:
		return l.ctx.Err()
	case l.p.o.Width == 0:
		return l.p.print(strings.Join(l.table.Cells(&r.Summary), "\t"))
	}
	if l.written == 1 {
		if err := l.writeLine(l.table.Headings()); err != nil {
			return err
		}
	}
	return l.writeLine(l.table.Cells(&r.Summary))
}

func (l *listWriter) writeLine(cells []string) error {
	ellipsis := "…"
	if l.p.o.Settings.UseASCII(l.p.o.OnlyASCII) {
		ellipsis = "..."
	}
	return l.p.print(l.table.Line(cells, ellipsis))
}

// end says that nothing matched, or returns an error for rows that were unreadable.
func (l *listWriter) end() error {
	if l.written == 0 && l.p.o.Width > 0 {
		l.p.say("no session matches")
	}
	if l.unreadable > 0 {
		return PartialError(words.Plural(l.unreadable, "session") + " could not be read")
	}
	return nil
}
