package plain

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

type command struct {
	name, arg, help string
	run             func(l *conversation, rest string) error
}

// commands is the table of all commands but quit.
func commands() []command {
	return []command{
		{"list", "", "tells the first sessions", func(c *conversation, _ string) error { return c.listAnew(c.choice) }},
		{"next", "", "tells the following ones", func(c *conversation, _ string) error { return c.sayNext() }},
		{"filter", "TERMS", "lists what the terms leave, such as filter status:expired age:>7d; without terms all", func(c *conversation, rest string) error {
			return c.listAnew(Choice{Filter: rest, Sort: c.choice.Sort})
		}},
		{"view", "NAME", "lists a saved view", func(c *conversation, rest string) error { return c.listAnew(Choice{View: rest}) }},
		{"sort", "ORDER", "lists in another order, such as cost (from the largest), +cost (from the smallest) or -name (from Z)", func(c *conversation, rest string) error {
			choice := c.choice
			choice.Sort = rest
			return c.listAnew(choice)
		}},
		{"sum", "", "tells what the sessions of the list come to", func(c *conversation, _ string) error { return c.sum() }},
		{"export", "FILE", "writes the sessions of the list to a file, whose ending chooses the format", (*conversation).export},
		{"open", "NUMBER", "tells a session of the list whole", func(c *conversation, rest string) error { return c.withSession(rest, c.openSession) }},
		{"find", "WORDS", "tells the lines of the session that is open that hold the words", (*conversation).find},
		{"copy", "WHAT", "copies of the session that is open: " + output.CopyableNames(), (*conversation).copy},
		{"edit", "FIELD VALUE", "changes the session that is open, such as edit name Dana, edit status completed or edit expires 36h", (*conversation).edit},
		{"delete", "NUMBER", "deletes a session of the list, or the one that is open", func(c *conversation, rest string) error { return c.withSession(rest, c.askDelete) }},
		{"cleanup", "", "deletes what is certainly expired of the list", func(c *conversation, _ string) error { return c.askCleanUp() }},
		{"yes", "", "does what was asked about", func(c *conversation, _ string) error { return c.yes() }},
		{"undo", "", "takes the last change back", func(c *conversation, _ string) error { return c.undo() }},
		{"send", "", "sends deletes that wait", func(c *conversation, _ string) error { return c.flush() }},
		{"status", "", "tells what is under way", func(c *conversation, _ string) error { return c.status() }},
		{"help", "", "tells the commands", func(c *conversation, _ string) error { return c.help() }},
	}
}

// handleLine handles an input line, and reports whether the conversation ends.
func (c *conversation) handleLine(line string) (ends bool) {
	if line == "quit" || line == "q" || line == "exit" {
		n := c.store.Unsent()
		if n == 0 || c.warnedUnsent {
			return true
		}
		c.warnedUnsent = true
		c.say("%s not sent: send sends it, quit once more leaves it undone", words.Plural(n, "delete"))
		return false
	}
	c.warnedUnsent = false
	if c.onYes != nil && line != "" && line != "yes" {
		c.onYes = nil
		c.say("not done, as the answer was not yes")
		if line == "no" {
			return false
		}
	}
	if line != "" {
		c.sayError(c.runCommand(line))
	}
	return false
}

// runCommand runs the command that a line begins with.
func (c *conversation) runCommand(line string) error {
	for _, cmd := range commands() {
		if rest, ok := strings.CutPrefix(line, cmd.name); ok && (rest == "" || rest[0] == ' ') {
			return cmd.run(c, strings.TrimSpace(rest))
		}
	}
	return usageErrorf("no command is called %s; help lists them", line)
}

func (c *conversation) help() error {
	for _, cmd := range commands() {
		c.say("%s: %s", strings.TrimSpace(cmd.name+" "+cmd.arg), cmd.help)
	}
	c.say("quit: ends the program")
	return nil
}

// withSession calls do with the ID of the session that a number in the list, an ID,
// or a prefix names; without any of them with the open session's.
func (c *conversation) withSession(named string, do func(id string) error) error {
	n, err := strconv.Atoi(named)
	switch {
	case named == "" && c.openID != "":
		return do(c.openID)
	case named == "":
		return usageErrorf("which one? Say the number of a session of the list")
	case err != nil:
		ids, unresolved, err := c.p.resolveIDs(c.ctx, []string{named})
		if err = errors.Join(err, c.p.notFound(unresolved)); err != nil {
			return err
		}
		return do(ids[0])
	case n < 1 || n > len(c.listed):
		return fmt.Errorf("the list has no number %d so far", n)
	}
	return do(c.listed[n-1])
}

// confirm asks whether to call do; it is called when the next line says yes.
func (c *conversation) confirm(text string, do func() error) error {
	if c.p.o.ReadOnly {
		return errors.New("read-only: nothing is changed")
	}
	c.onYes = do
	c.say("%s Say yes, or anything else to leave it", text)
	return nil
}

func (c *conversation) yes() error {
	do := c.onYes
	c.onYes = nil
	if do == nil {
		return usageErrorf("nothing was asked")
	}
	return do()
}

// edit asks before it changes a field of the open session, by the rules of the edit
// form.
func (c *conversation) edit(rest string) error {
	row, ok := c.store.Row(c.openID)
	if !ok {
		return usageErrorf("open a session first")
	}
	field, value, _ := strings.Cut(rest, " ")
	value = strings.TrimSpace(value)
	form := dialog.NewEdit(dialog.Base{}, dialog.EditOptions{ID: row.ID, Name: row.FullName(), Status: row.Status, Expires: int64(row.Expiration / time.Second)})
	if fault := form.Set(field, value); fault != "" {
		return usageErrorf("not changed: %s", fault)
	}
	patch, text := form.Patch(), fmt.Sprintf("Edit %s: %s %q?", c.name(row.ID), field, clean(value))
	if patch.Empty() {
		c.say("nothing changed, nothing sent")
		return nil
	}
	if patch.Status != nil && *patch.Status == client.StatusCompleted {
		text += " " + dialog.CompletingCosts
	}
	return c.confirm(text, func() error {
		if len(c.store.Edit([]string{row.ID}, patch, store.EditOptions{}).IDs) == 0 {
			return errors.New("this session cannot be changed now")
		}
		c.say("being saved")
		return nil
	})
}

func (c *conversation) askDelete(id string) error {
	if _, ok := c.store.Row(id); !ok {
		return usageErrorf("open %s first, or list it", id)
	}
	return c.confirm("Delete "+c.name(id)+"?", func() error { return c.delete([]string{id}) })
}

// askCleanUp reads the expired sessions of the list and asks before it deletes them.
func (c *conversation) askCleanUp() error {
	rows, _, err := c.p.rowsToDelete(c.ctx, c.choice.expired())
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		c.say("nothing is expired")
		return nil
	}
	ids := idsOf(rows)
	c.store.Merge(rows, c.p.o.Now())
	var sums store.Totals
	for i := range rows {
		sums.Add(&rows[i])
	}
	what := append([]string{"Delete " + words.Plural(len(ids), "session") + " that are certainly expired"}, sums.Words(c.p.now())...)
	return c.confirm(strings.Join(what, ", ")+"? "+dialog.CannotRestore, func() error { return c.delete(ids) })
}

// delete queues deletes, which are sent when the undo window ends.
func (c *conversation) delete(ids []string) error {
	if c.sender.Trash == nil && !c.sender.NoCopies {
		return fmt.Errorf("nothing is deleted: %w", send.ErrNoTrash)
	}
	q := c.store.Delete(ids, store.DeleteOptions{Bulk: len(ids) > 1}, c.p.o.Now())
	if len(q.IDs) == 0 {
		return errors.New("nothing here to delete any more")
	}
	if err := c.plan(q.IDs); err != nil {
		c.recordUnsent(c.store.Discard())
		return fmt.Errorf("nothing is deleted: %w", err)
	}
	c.say("%s in %s; undo takes it back, send sends it now", words.Plural(len(q.IDs), "delete"), words.LongDuration(c.p.o.Settings.UndoWindow))
	return nil
}

// undo reverts the last change.
func (c *conversation) undo() error {
	u, ok := c.store.Undo(c.p.o.Now())
	c.recordUnsent(u.Deletes)
	if !ok {
		return errors.New(u.Text)
	}
	text := u.Text
	if u.ID != "" {
		text = u.Did + u.Verb + " of " + c.name(u.ID)
	}
	c.say("%s", clean(text))
	return nil
}

// flush ends the undo window of queued deletes.
func (c *conversation) flush() error {
	text := "nothing waits to be sent"
	if c.store.Unsent() > 0 {
		c.store.Flush()
		text = "being sent"
	}
	c.say("%s", text)
	return nil
}

// status says which writes are under way and which filter is in force.
func (c *conversation) status() error {
	text := cmp.Or(c.store.Progress().String(), "nothing is under way")
	if shown := c.filter.String(); shown != "" {
		text += "; the filter is " + shown
	}
	c.say("%s", clean(text))
	return nil
}

// sayError says why a command failed, and remembers it for the exit code.
func (c *conversation) sayError(err error) {
	_, mistyped := errors.AsType[UsageError](err)
	switch {
	case err == nil:
		return
	case mistyped:
		c.notUnderstood++
	default:
		c.notAllDone = true
	}
	text, _, _ := strings.Cut(strings.TrimPrefix(err.Error(), "--"), "\n") // the caret line below an error cannot be read out
	c.say("%s", clean(text))
}
