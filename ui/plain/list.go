package plain

import (
	"context"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"vapi-sessions/client"
	"vapi-sessions/ui/detail"
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
	_, _, err = p.each(ctx, c, query{paths: l.paths, bodies: how.JSON}, l.take)
	return errors.Join(err, l.end())
}

// lister writes rows.
type lister struct {
	p     *Program
	ctx   context.Context //nolint:containedctx // of the command that lists
	json  bool
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
	return &lister{p: p, ctx: ctx, json: how.JSON, paths: o.Paths(), sheet: sessions.NewSheet(o)}, nil
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
	case l.json && r.body == nil:
		return nil
	case l.json:
		return l.p.printJSON(r.body)
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

// printJSON writes a session on one line. What could act on a terminal is
// written there as JSON's escapes, which mean the same.
func (p *Program) printJSON(s *client.Session) error {
	line := detail.Texts{Private: p.o.Settings.Private}.JSONLine(s)
	if p.o.Width > 0 {
		line = escaped(line, p.o.OnlyASCII)
	}
	_, err := p.o.Out.Write(line)
	return err
}

// escaped is JSON with escapes for what a terminal must not see.
func escaped(line []byte, ascii bool) []byte {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, len(line)+len(line)/8)
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		_, acts := client.Clean(string(r))
		if r == '\n' || r != utf8.RuneError && acts == 0 && (r < utf8.RuneSelf || !ascii) {
			out = append(out, line[i:i+n]...)
		} else {
			for _, u := range utf16.Encode([]rune{r}) {
				out = append(out, '\\', 'u', digits[u>>12], digits[u>>8&15], digits[u>>4&15], digits[u&15])
			}
		}
		i += n
	}
	return out
}
