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

// command is what can be said in a linear conversation.
type command struct {
	name, takes, help string
	do                func(l *linear, rest string) error
}

// commands are all of them but quit. A command is one entry here.
func commands() []command {
	return []command{
		{"list", "", "tells the first sessions", func(l *linear, _ string) error { return l.relist(l.choice) }},
		{"next", "", "tells the following ones", func(l *linear, _ string) error { return l.more() }},
		{"filter", "TERMS", "lists what the terms leave, such as filter status:expired age:>7d; without terms all", func(l *linear, rest string) error {
			return l.relist(Choice{Filter: rest, Sort: l.choice.Sort})
		}},
		{"view", "NAME", "lists a saved view", func(l *linear, rest string) error { return l.relist(Choice{View: rest}) }},
		{"sort", "ORDER", "lists in another order, such as cost (from the largest), +cost (from the smallest) or -name (from Z)", func(l *linear, rest string) error {
			c := l.choice
			c.Sort = rest
			return l.relist(c)
		}},
		{"sum", "", "tells what the sessions of the list come to", func(l *linear, _ string) error { return l.sum() }},
		{"export", "FILE", "writes the sessions of the list to a file, whose ending chooses the format", (*linear).export},
		{"open", "NUMBER", "tells a session of the list whole", func(l *linear, rest string) error { return l.about(rest, l.read) }},
		{"find", "WORDS", "tells the lines of the session that is open that hold the words", (*linear).find},
		{"copy", "WHAT", "copies of the session that is open: " + output.Texts(), (*linear).copy},
		{"edit", "FIELD VALUE", "changes the session that is open, such as edit name Dana, edit status completed or edit expires 36h", (*linear).edit},
		{"delete", "NUMBER", "deletes a session of the list, or the one that is open", func(l *linear, rest string) error { return l.about(rest, l.askDelete) }},
		{"cleanup", "", "deletes what is certainly expired of the list", func(l *linear, _ string) error { return l.askCleanUp() }},
		{"yes", "", "does what was asked about", func(l *linear, _ string) error { return l.yes() }},
		{"undo", "", "takes the last change back", func(l *linear, _ string) error { return l.undo() }},
		{"send", "", "sends deletes that wait", func(l *linear, _ string) error { return l.flush() }},
		{"status", "", "tells what is under way", func(l *linear, _ string) error { return l.status() }},
		{"help", "", "tells the commands", func(l *linear, _ string) error { return l.help() }},
	}
}

// do carries out a line, and reports whether the conversation ends.
func (l *linear) do(line string) (ends bool) {
	if line == "quit" || line == "q" || line == "exit" {
		n := l.store.Unsent()
		if n == 0 || l.leaving {
			return true
		}
		l.leaving = true
		l.say("%s not sent: send sends it, quit once more leaves it undone", words.Plural(n, "delete"))
		return false
	}
	l.leaving = false
	if l.pending != nil && line != "" && line != "yes" {
		l.pending = nil
		l.say("not done, as the answer was not yes")
		if line == "no" {
			return false
		}
	}
	if line != "" {
		l.refuse(l.carryOut(line))
	}
	return false
}

// carryOut does what a line says.
func (l *linear) carryOut(line string) error {
	for _, c := range commands() {
		if rest, ok := strings.CutPrefix(line, c.name); ok && (rest == "" || rest[0] == ' ') {
			return c.do(l, strings.TrimSpace(rest))
		}
	}
	return unusable("no command is called %s; help lists them", line)
}

func (l *linear) help() error {
	for _, c := range commands() {
		l.say("%s: %s", strings.TrimSpace(c.name+" "+c.takes), c.help)
	}
	l.say("quit: ends the program")
	return nil
}

// about calls do with the session that was named by its number, or its ID, or
// else the one that is open.
func (l *linear) about(named string, do func(id string) error) error {
	n, err := strconv.Atoi(named)
	switch {
	case named == "" && l.open != "":
		return do(l.open)
	case named == "":
		return unusable("which one? Say the number of a session of the list")
	case err != nil:
		ids, unclear, err := l.p.whole(l.ctx, []string{named})
		if err = errors.Join(err, l.p.notThere(unclear)); err != nil {
			return err
		}
		return do(ids[0])
	case n < 1 || n > len(l.rows):
		return fmt.Errorf("the list has no number %d so far", n)
	}
	return do(l.rows[n-1].ID)
}

// ask waits for a yes, where writing is allowed.
func (l *linear) ask(text string, yes func() error) error {
	if l.p.o.ReadOnly {
		return errors.New("read-only: nothing is changed")
	}
	l.pending = yes
	l.say("%s Say yes, or anything else to leave it", text)
	return nil
}

func (l *linear) yes() error {
	do := l.pending
	l.pending = nil
	if do == nil {
		return unusable("nothing was asked")
	}
	return do()
}

// edit asks before a field of the session that is open is changed, by the rules
// of the form.
func (l *linear) edit(rest string) error {
	row, ok := l.store.Row(l.open)
	if !ok {
		return unusable("open a session first")
	}
	field, value, _ := strings.Cut(rest, " ")
	value = strings.TrimSpace(value)
	form := dialog.NewEdit(dialog.Look{}, dialog.EditOptions{ID: row.ID, Name: row.FullName(), Status: row.Status, Expires: int64(row.Expiration / time.Second)})
	if fault := form.Set(field, value); fault != "" {
		return unusable("not changed: %s", fault)
	}
	patch, text := form.Patch(), fmt.Sprintf("Edit %s: %s %q?", l.name(row.ID), field, clean(value))
	if patch.Empty() {
		l.say("nothing changed, nothing sent")
		return nil
	}
	if patch.Status != nil && *patch.Status == client.StatusCompleted {
		text += " " + dialog.CompletingCosts
	}
	return l.ask(text, func() error {
		if len(l.store.Edit([]string{row.ID}, patch, store.EditOptions{}).IDs) == 0 {
			return errors.New("this session cannot be changed now")
		}
		l.say("being saved")
		return nil
	})
}

// askDelete asks before a session is deleted.
func (l *linear) askDelete(id string) error {
	if _, ok := l.store.Row(id); !ok {
		return unusable("open %s first, or list it", id)
	}
	return l.ask("Delete "+l.name(id)+"?", func() error { return l.delete([]string{id}) })
}

// askCleanUp reads the list to its end and asks before what is expired of it is
// deleted.
func (l *linear) askCleanUp() error {
	rows, _, err := l.p.doomed(l.ctx, l.choice.stale())
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		l.say("nothing is expired")
		return nil
	}
	ids := idsOf(rows)
	l.know(l.p.o.Now(), rows...)
	var sums store.Sums
	for i := range rows {
		sums.Add(&rows[i])
	}
	what := append([]string{"Delete " + words.Plural(len(ids), "session") + " that are certainly expired"}, sums.Words(l.p.now())...)
	return l.ask(strings.Join(what, ", ")+"? "+dialog.CannotRestore, func() error { return l.delete(ids) })
}

// delete queues deletes, which wait for the undo window.
func (l *linear) delete(ids []string) error {
	if l.sender.Trash == nil && !l.sender.Off {
		return fmt.Errorf("nothing is deleted: %w", send.ErrNoTrash)
	}
	q := l.store.Delete(ids, store.DeleteOptions{Bulk: len(ids) > 1}, l.p.o.Now())
	if len(q.IDs) == 0 {
		return errors.New("nothing here to delete any more")
	}
	if err := l.plan(q.IDs); err != nil {
		l.settle(l.store.Discard(), nil)
		return fmt.Errorf("nothing is deleted: %w", err)
	}
	l.say("%s in %s; undo takes it back, send sends it now", words.Plural(len(q.IDs), "delete"), words.Length(l.p.o.Settings.Undo))
	return nil
}

// undo takes the last change back.
func (l *linear) undo() error {
	u, ok := l.store.Undo(l.p.o.Now())
	l.settle(u.Deletes, nil)
	if !ok {
		return errors.New(u.What)
	}
	text := u.What
	if u.Of != "" {
		text = "undone: " + u.Verb + " of " + l.name(u.Of)
	}
	l.say("%s", clean(text))
	return nil
}

// flush sends what waits.
func (l *linear) flush() error {
	text := "nothing waits to be sent"
	if l.store.Unsent() > 0 {
		l.store.Flush()
		text = "being sent"
	}
	l.say("%s", text)
	return nil
}

// status tells what is under way.
func (l *linear) status() error {
	text := cmp.Or(l.store.Progress().String(), "nothing is under way")
	if shown := l.filter.String(); shown != "" {
		text += "; the filter is " + shown
	}
	l.say("%s", clean(text))
	return nil
}

// refuse says why something was not done.
func (l *linear) refuse(err error) {
	_, mistyped := errors.AsType[Usage](err)
	switch {
	case err == nil:
		return
	case mistyped:
		l.wrong++
	default:
		l.failed = true
	}
	text, _, _ := strings.Cut(strings.TrimPrefix(err.Error(), "--"), "\n") // what points into a line would be read out as signs
	l.say("%s", clean(text))
}
