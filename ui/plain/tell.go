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

// setChoice switches to another list, and reads nothing of it yet.
func (c *conversation) setChoice(choice Choice) error {
	f, err := c.p.filterOf(choice)
	if err != nil {
		return err
	}
	table := c.p.tableOptions(nil)
	table.Width = 0 // no columns to align
	c.stopReading()
	if !f.Equal(c.filter) {
		c.summed = pager.Stats{}
	}
	c.choice, c.filter, c.table, c.listed, c.listEnded, c.nextRow = choice, f, sessions.NewTable(table), nil, false, nil
	c.stats = pager.Stats{}
	return nil
}

// listAnew switches to a list and says its first sessions.
func (c *conversation) listAnew(choice Choice) error {
	if err := c.setChoice(choice); err != nil {
		return err
	}
	return c.sayNext()
}

// startReading begins to read the list. After a failure it skips the sessions that
// were listed before.
func (c *conversation) startReading() {
	told := slices.Clone(c.listed)
	c.nextRow, c.stopReading = iter.Pull2(func(yield func(row, error) bool) {
		_, err := c.p.readList(c.ctx, c.query(&c.stats), func(r row) error {
			if !slices.Contains(told, r.ID) && !yield(r, nil) {
				return errStop
			}
			return nil
		})
		if err != nil {
			yield(row{}, err)
		}
	})
}

// query reads the list. After each page it sets stats, and may say how far it is.
func (c *conversation) query(stats *pager.Stats) query {
	return query{filter: c.filter, paths: c.p.tableOptions(nil).Paths(), onPage: func(st pager.Stats) {
		*stats = st
		c.sayCoverage(st)
	}}
}

// sayCoverage says how far a search is, after five seconds of silence.
func (c *conversation) sayCoverage(st pager.Stats) {
	const maxSilence = 5 * time.Second
	if c.p.o.Now().Sub(c.lastSaid) >= maxSilence && !st.Complete {
		c.say("%s", coverage(st))
	}
}

// sayNext says the next sessions of the list. After an error the next call reads
// the failed page again.
func (c *conversation) sayNext() error {
	const batchSize = 10
	if c.nextRow == nil {
		c.startReading()
	}
	for range batchSize {
		asked := c.p.o.Now()
		r, err, ok := c.nextRow()
		if err != nil {
			c.stopReading()
			c.nextRow = nil
			return err
		}
		if c.listEnded = !ok; c.listEnded {
			break
		}
		c.store.Merge([]client.Summary{r.Summary}, asked)
		c.listed = append(c.listed, r.ID)
		c.saySession(len(c.listed), &r.Summary)
	}
	told, st, suffix := words.Count(len(c.listed)), c.stats, ""
	if c.filter.Local() {
		if !st.Complete && c.summed.Complete && c.summed.Loaded >= st.Loaded {
			st = c.summed
		}
		suffix = ", " + coverage(st)
	}
	switch {
	case len(c.listed) == 0:
		c.say("no session matches%s", suffix)
	case c.listEnded:
		c.say("that is the end of the list, %s%s", words.Plural(len(c.listed), "session"), suffix)
	case !c.filter.Local():
		c.say("%s of %s; next tells the following sessions", told, words.Count(st.Total))
	case st.Complete:
		c.say("%s of %s%s; next tells the following sessions", told, words.Count(st.Loaded), suffix)
	default:
		c.say("%s of %s found so far%s; next tells the following sessions", told, words.Count(st.Loaded), suffix)
	}
	return nil
}

// coverage says how many sessions of a list were searched.
func coverage(st pager.Stats) string {
	text := "searched " + words.Count(st.Searched)
	if total := max(st.Total, st.Matching); st.Searched < total {
		text += " of " + words.Count(total)
	}
	return text
}

// saySession says the cells of a session of the list, the nth.
func (c *conversation) saySession(n int, r *client.Summary) {
	if stored, ok := c.store.Row(r.ID); ok {
		r = &stored.Summary
	}
	_ = c.p.names.Read(c.ctx, c.table.Refs(r)...)
	parts := []string{fmt.Sprintf("%d: %s", n, c.title(r))}
	columns := c.table.Columns()
	for i, cell := range c.table.Cells(r) {
		if text := cellInWords(columns[i], cell, r.Waiting()); text != "" {
			parts = append(parts, text)
		}
	}
	c.say("%s", strings.Join(parts, ", "))
}

// cellInWords is a cell together with what its column's heading would say.
func cellInWords(column, cell string, waiting bool) string {
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

// openSession reads a session and says its whole text.
func (c *conversation) openSession(id string) error {
	asked := c.p.o.Now()
	s, err := c.p.o.API.Get(c.ctx, id)
	if err != nil {
		return err
	}
	c.store.Reconcile(s, asked)
	c.openID, c.openName, c.openLines = id, c.name(id), nil
	text := c.p.texts(c.ctx).Markdown(s)
	speaker := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		isSpeaker := strings.HasPrefix(line, "**")
		line = clean(strings.Trim(strings.NewReplacer("**", "", "`", "").Replace(line), "#>- "))
		switch {
		case isSpeaker:
			speaker = line + ": "
		case line != "":
			c.openLines = append(c.openLines, speaker+line)
			c.say("%s%s", speaker, line)
		}
	}
	c.say("that is the end of %s", c.openName)
	return nil
}

// find says the lines of the open session that contain a text.
func (c *conversation) find(text string) error {
	switch {
	case c.openID == "":
		return usageErrorf("open a session first")
	case text == "":
		return usageErrorf("find what?")
	}
	n, matcher := 0, words.NewMatcher(text)
	for _, line := range c.openLines {
		if matcher.In(line) {
			n++
			c.say("%s", line)
		}
	}
	c.say("found in %s of %s", words.Plural(n, "line"), c.openName)
	return nil
}

// sum reads the list to its end and says the totals of its sessions.
func (c *conversation) sum() error {
	var rows []client.Summary
	var last pager.Stats
	_, err := c.p.readList(c.ctx, c.query(&last), func(r row) error {
		rows = append(rows, r.Summary)
		return nil
	})
	switch {
	case err != nil:
		return err
	case len(rows) == 0:
		c.say("no session matches")
		return nil
	}
	c.summed = last
	c.say("%s", words.Plural(len(rows), "session"))
	for _, line := range sessions.SumLines(rows, c.p.now(), c.p.o.Zone) {
		c.say("%s", line)
	}
	return nil
}

// copy copies a text of a session to the clipboard.
func (c *conversation) copy(rest string) error {
	name, session, _ := strings.Cut(rest, " ")
	if name == "name" && c.p.o.Settings.Private {
		return errors.New("private mode is on: names are not copied")
	}
	if name == "curl" && c.p.o.BaseURL == "" {
		return errors.New(output.NoCurl)
	}
	return c.withSession(strings.TrimSpace(session), func(id string) error {
		s, err := c.p.o.API.Get(c.ctx, id)
		if err != nil {
			return err
		}
		what, text, ok := output.CopyableText(name, c.p.texts(c.ctx), s)
		if !ok {
			return usageErrorf("copy what? %s", output.CopyableNames())
		}
		note, escape, err := c.p.o.Clipboard.Put(c.ctx, what, text)
		switch {
		case err != nil:
			return err
		case escape != "" && c.p.o.Width == 0:
			return errors.New("not copied: there is no clipboard here")
		case escape != "":
			_, _ = io.WriteString(c.p.o.Out, escape)
		}
		c.say("%s", note)
		return nil
	})
}

// export writes the list to a new file.
func (c *conversation) export(path string) error {
	path = output.PathIn("", path)
	switch {
	case !slices.Contains(output.Formats(), strings.TrimPrefix(filepath.Ext(path), ".")):
		return usageErrorf("export to a file whose ending is one of %s", output.FileEndings())
	case output.Replaces(path):
		return fmt.Errorf("%s exists already: name another file", path)
	}
	return c.p.Export(c.ctx, c.choice, ExportOptions{File: path})
}
