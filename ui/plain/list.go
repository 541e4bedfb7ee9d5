package plain

import (
	"context"
	"errors"
	"strings"

	"vapi-sessions/ui/output"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/words"
)

// Show says how sessions are listed.
type Show struct {
	JSON    bool     // whole, one on a line, secrets masked
	Columns []string // of the list; none for the ID and those of the settings
}

// List writes the sessions of a choice.
func (p *Program) List(ctx context.Context, c Choice, how Show) error {
	l, err := p.lister(ctx, how)
	if err != nil {
		return err
	}
	_, err = p.each(ctx, c, query{paths: l.paths, bodies: how.JSON}, l.take)
	return errors.Join(err, l.end())
}

// lister writes rows.
type lister struct {
	p     *Program
	ctx   context.Context //nolint:containedctx // of the command that lists
	json  *output.Encoder // nil for lines of cells
	paths []string
	sheet sessions.Sheet
	n     int
	bad   int // that cannot be read
}

// lister checks the columns and chooses those that fit.
func (p *Program) lister(ctx context.Context, how Show) (*lister, error) {
	for _, c := range how.Columns {
		if err := sessions.CheckColumn(c); err != nil {
			return nil, unusable("--columns: %v", err)
		}
	}
	o := p.sheet(how.Columns)
	l := &lister{p: p, ctx: ctx, paths: o.Paths(), sheet: sessions.NewSheet(o)}
	if how.JSON {
		l.json = p.encoder(ctx, nil, "ndjson")
	}
	return l, nil
}

// sheet says how rows are written in columns; without any in the ID and those of
// the settings.
func (p *Program) sheet(columns []string) sessions.SheetOptions {
	if len(columns) == 0 {
		columns = append([]string{"id"}, p.o.Settings.Columns...)
	}
	return sessions.SheetOptions{Columns: columns, Width: p.o.Width, Now: p.now(), Zone: p.o.Zone, Private: p.o.Settings.Private, Names: p.names}
}

// take writes a row. A name that cannot be had is written as an ID.
func (l *lister) take(r row) error {
	l.n++
	if r.Bad != nil {
		l.bad++
	}
	switch {
	case l.json == nil:
	case r.body == nil:
		return nil
	default:
		return l.json.Write(r.body)
	}
	_ = l.p.names.Read(l.ctx, l.sheet.NamesOf(&r.Summary)...)
	switch {
	case l.ctx.Err() != nil:
		return l.ctx.Err()
	case l.p.o.Width == 0:
		return l.p.print(strings.Join(l.sheet.Cells(&r.Summary), "\t"))
	}
	if l.n == 1 {
		if err := l.line(l.sheet.Titles()); err != nil {
			return err
		}
	}
	return l.line(l.sheet.Cells(&r.Summary))
}

// line writes cells below those of the lines before.
func (l *lister) line(cells []string) error {
	ellipsis := "…"
	if l.p.o.Settings.InASCII(l.p.o.OnlyASCII) {
		ellipsis = "..."
	}
	return l.p.print(l.sheet.Line(cells, ellipsis))
}

// end tells what was not written.
func (l *lister) end() error {
	if l.n == 0 && l.p.o.Width > 0 {
		l.p.say("no session matches")
	}
	if l.bad > 0 {
		return Partly(words.Plural(l.bad, "session") + " could not be read")
	}
	return nil
}
