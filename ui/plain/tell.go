package plain

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/words"
)

// choose takes another list, of which nothing is read yet.
func (l *linear) choose(c Choice) error {
	f, err := l.p.filter(c)
	if err != nil {
		return err
	}
	o := l.p.sheet(nil)
	o.Width = 0 // it is read out
	l.stop()
	l.choice, l.filter, l.sheet, l.rows, l.ended, l.next = c, f, sessions.NewSheet(o), nil, false, nil
	l.stats = pager.Stats{}
	return nil
}

// relist tells a list from its beginning.
func (l *linear) relist(c Choice) error {
	if err := l.choose(c); err != nil {
		return err
	}
	return l.more()
}

// start reads the list, without what was told of it before a failure.
func (l *linear) start() {
	told := map[string]bool{}
	for i := range l.rows {
		told[l.rows[i].ID] = true
	}
	q := l.query()
	q.seen = func(st pager.Stats) {
		l.stats = st
		l.searching(st)
	}
	l.next, l.stop = iter.Pull2(func(yield func(row, error) bool) {
		_, err := l.p.read(l.ctx, q, func(r row) error {
			if !told[r.ID] && !yield(r, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil {
			yield(row{}, err)
		}
	})
}

// query asks for the list.
func (l *linear) query() query {
	return query{filter: l.filter, paths: l.p.sheet(nil).Paths(), seen: l.searching}
}

// searching says how far a search is, where nothing was said for a while.
func (l *linear) searching(st pager.Stats) {
	const silence = 5 * time.Second
	if l.p.o.Now().Sub(l.said) >= silence && !st.Complete {
		l.say("%s", far(st))
	}
}

// more tells the next sessions of the list. What could not be read is asked for
// again the next time.
func (l *linear) more() error {
	const together = 10
	if l.next == nil {
		l.start()
	}
	for range together {
		sent := l.p.o.Now()
		r, err, more := l.next()
		if err != nil {
			l.stop()
			l.next = nil
			return err
		}
		if l.ended = !more; l.ended {
			break
		}
		l.know(sent, r.Summary)
		l.rows = append(l.rows, r.Summary)
		l.tell(len(l.rows), &r.Summary)
	}
	told := words.Count(len(l.rows))
	switch {
	case len(l.rows) == 0:
		l.say("no session matches%s", l.searched())
	case l.ended:
		l.say("that is the end of the list, %s%s", words.Plural(len(l.rows), "session"), l.searched())
	case !l.filter.Local():
		l.say("%s of %s; next tells the following sessions", told, words.Count(l.stats.Total))
	case l.stats.Complete:
		l.say("%s of %s%s; next tells the following sessions", told, words.Count(l.stats.Loaded), l.searched())
	default:
		l.say("%s of %s found so far%s; next tells the following sessions", told, words.Count(l.stats.Loaded), l.searched())
	}
	return nil
}

// searched says of how many sessions it is known whether they match, where the
// filter is not the server's alone.
func (l *linear) searched() string {
	if !l.filter.Local() {
		return ""
	}
	return ", " + far(l.stats)
}

// far says how much of a list is searched.
func far(st pager.Stats) string {
	text := "searched " + words.Count(st.Searched)
	if all := max(st.Total, st.Matching); st.Searched < all {
		text += " of " + words.Count(all)
	}
	return text
}

// tell says what the columns show of a session of the list.
func (l *linear) tell(n int, r *client.Summary) {
	if now, ok := l.store.Row(r.ID); ok {
		r = &now.Summary
	}
	_ = l.p.names.Read(l.ctx, l.sheet.NamesOf(r)...)
	parts := []string{fmt.Sprintf("%d: %s", n, l.title(r))}
	columns := l.sheet.Columns()
	for i, cell := range l.sheet.Cells(r) {
		if text := spoken(columns[i], cell, r.Waiting()); text != "" {
			parts = append(parts, text)
		}
	}
	l.say("%s", strings.Join(parts, ", "))
}

// spoken is what a cell says where nobody sees the heading above it.
func spoken(column, cell string, waiting bool) string {
	switch {
	case cell == "" || cell == "-" || column == "name" || column == "id":
		return ""
	case column == "flags" && waiting:
		return "the caller waits"
	case column == "flags":
		return "needs a look"
	case column != "expires":
		return column + " " + cell
	}
	return cmp.Or(map[string]string{"done": "completed", "expired": "expired", "maybe": "maybe expired"}[cell], "expires in "+cell)
}

// read tells a session whole.
func (l *linear) read(id string) error {
	sent := l.p.o.Now()
	s, err := l.p.o.API.Get(l.ctx, id)
	if err != nil {
		return err
	}
	l.open, l.lines = id, nil
	l.know(sent, client.Summarize(s))
	text := l.p.texts(l.ctx).Markdown(s)
	speaker := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		speaks := strings.HasPrefix(line, "**")
		line = clean(strings.Trim(strings.NewReplacer("**", "", "`", "").Replace(line), "#>- "))
		switch {
		case speaks:
			speaker = line + ": "
		case line != "":
			l.lines = append(l.lines, speaker+line)
			l.say("%s%s", speaker, line)
		}
	}
	l.say("that is the end of %s", l.name(id))
	return nil
}

// find tells the lines of the session that is open that hold a text.
func (l *linear) find(text string) error {
	switch {
	case l.open == "":
		return unusable("open a session first")
	case text == "":
		return unusable("find what?")
	}
	n, holds := 0, words.NewMatcher(text)
	for _, line := range l.lines {
		if holds.In(line) {
			n++
			l.say("%s", line)
		}
	}
	l.say("found in %s of %s", words.Plural(n, "line"), l.name(l.open))
	return nil
}

// sum reads the list to its end and tells what its sessions come to.
func (l *linear) sum() error {
	var rows []client.Summary
	_, err := l.p.read(l.ctx, l.query(), func(r row) error {
		rows = append(rows, r.Summary)
		return nil
	})
	switch {
	case err != nil:
		return err
	case len(rows) == 0:
		l.say("no session matches")
		return nil
	}
	l.say("%s", words.Plural(len(rows), "session"))
	for _, line := range sessions.SumLines(rows, l.p.now(), l.p.o.Zone) {
		l.say("%s", line)
	}
	return nil
}

// copy puts a text of a session on the clipboard.
func (l *linear) copy(rest string) error {
	name, of, _ := strings.Cut(rest, " ")
	if name == "name" && l.p.o.Settings.Private {
		return errors.New("private mode is on: names are not copied")
	}
	return l.about(strings.TrimSpace(of), func(id string) error {
		s, err := l.p.o.API.Get(l.ctx, id)
		if err != nil {
			return err
		}
		what, text, ok := output.TextOf(name, l.p.texts(l.ctx), s)
		if !ok {
			return unusable("copy what? %s", output.Texts())
		}
		note, escape, err := l.p.o.Clip.Put(l.ctx, what, text)
		switch {
		case err != nil:
			return err
		case escape != "" && l.p.o.Width == 0:
			return errors.New("not copied: there is no clipboard here")
		case escape != "":
			_, _ = io.WriteString(l.p.o.Out, escape)
		}
		l.say("%s", note)
		return nil
	})
}

// export writes the list to a file.
func (l *linear) export(path string) error {
	path = output.PathIn("", path)
	switch {
	case !slices.Contains(output.Formats(), strings.TrimPrefix(filepath.Ext(path), ".")):
		return unusable("export to a file whose ending is one of %s", output.Endings())
	case output.Replaces(path):
		return fmt.Errorf("%s exists already: name another file", path)
	}
	return l.p.Export(l.ctx, l.choice, Export{File: path})
}
