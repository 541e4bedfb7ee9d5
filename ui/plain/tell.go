package plain

import (
	"cmp"
	"fmt"
	"iter"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/words"
)

// relist begins the list anew.
func (l *linear) relist(c Choice) error {
	f, err := l.p.filter(c)
	if err != nil {
		return err
	}
	o := l.p.sheet(nil)
	o.Width = 0 // it is read out
	l.stop()
	l.choice, l.sheet, l.rows, l.ended = c, sessions.NewSheet(o), nil, false
	seq := func(yield func(row, error) bool) {
		_, err := l.p.read(l.ctx, query{filter: f, paths: o.Paths()}, func(r row) error {
			if !yield(r, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil {
			yield(row{}, err)
		}
	}
	l.next, l.stop = iter.Pull2(iter.Seq2[row, error](seq))
	return l.more()
}

// more tells the next sessions of the list.
func (l *linear) more() error {
	const together = 10
	if l.next == nil {
		return l.relist(l.choice)
	}
	for range together {
		sent := l.p.o.Now()
		r, err, more := l.next()
		if err != nil {
			return err
		}
		if l.ended = !more; l.ended {
			break
		}
		l.know(sent, r.Summary)
		l.rows = append(l.rows, r.Summary)
		l.tell(len(l.rows), &r.Summary)
	}
	switch {
	case len(l.rows) == 0:
		l.say("no session matches")
	case l.ended:
		l.say("that is the end of the list, %s", words.Plural(len(l.rows), "session"))
	default:
		l.say("next tells the following sessions")
	}
	return nil
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
	l.open = id
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
			l.say("%s%s", speaker, line)
		}
	}
	l.say("that is the end of %s", l.name(id))
	return nil
}
