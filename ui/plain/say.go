package plain

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
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
		{"open", "NUMBER", "tells a session of the list whole", func(l *linear, rest string) error { return l.about(rest, l.read) }},
		{"edit name", "TEXT", "renames the session that is open", (*linear).rename},
		{"edit status", "STATUS", "sets it to active or completed", (*linear).setStatus},
		{"edit expires", "TIME", "sets its limit, such as 36h or 2d", (*linear).setExpires},
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

func (l *linear) rename(name string) error {
	if n := utf8.RuneCountInString(name); n > client.MaxNameLength {
		return unusable("not renamed: the name has %d characters, and may have %d", n, client.MaxNameLength)
	}
	return l.edit(fmt.Sprintf("to rename it to %q", clean(name)), client.UpdateSession{Name: &name})
}

func (l *linear) setStatus(text string) error {
	to := client.Status(text)
	if to != client.StatusActive && to != client.StatusCompleted {
		return unusable("the status is active or completed")
	}
	return l.edit("to set it to "+text, client.UpdateSession{Status: &to})
}

func (l *linear) setExpires(text string) error {
	seconds, fault := dialog.ParseExpires(text)
	if fault != "" || seconds == 0 {
		return unusable("%s", cmp.Or(fault, "a limit is such as 36h or 2d"))
	}
	return l.edit("to set its limit to "+text, client.UpdateSession{ExpirationSeconds: &seconds})
}

// edit asks before the session that is open is changed.
func (l *linear) edit(what string, patch client.UpdateSession) error {
	id := l.open
	if id == "" {
		return unusable("open a session first")
	}
	return l.ask(fmt.Sprintf("%s is open: %s?", l.name(id), what), func() error {
		switch q := l.store.Edit([]string{id}, patch, store.EditOptions{}); {
		case q.Same > 0:
			l.say("nothing changed, nothing sent")
		case len(q.IDs) == 0:
			return errors.New("this session cannot be changed now")
		default:
			l.say("being saved")
		}
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
	rows, _, _, err := l.p.doomed(l.ctx, l.choice.stale())
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		l.say("nothing is expired")
		return nil
	}
	ids := idsOf(rows)
	l.know(l.p.o.Now(), rows...)
	return l.ask(fmt.Sprintf("Delete %s that are certainly expired?", words.Plural(len(ids), "session")), func() error { return l.delete(ids) })
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
	if len(u.Of) == 1 {
		text = "undone: " + u.Verb + " of " + l.name(u.Of[0])
	}
	l.say("%s", clean(text))
	return nil
}

// flush sends what waits.
func (l *linear) flush() error {
	text := "nothing waits to be sent"
	if l.store.Unsent() > 0 {
		l.store.Flush(l.p.o.Now())
		text = "being sent"
	}
	l.say("%s", text)
	return nil
}

// status tells what is under way.
func (l *linear) status() error {
	text := cmp.Or(l.store.Progress().String(), "nothing is under way")
	f, _ := filter.Parse(l.choice.Filter, l.p.now())
	if shown := f.String(); shown != "" {
		text += "; the filter is " + shown
	}
	l.say("%s", clean(text))
	return nil
}

// refuse says why something was not done.
func (l *linear) refuse(err error) {
	switch {
	case err == nil:
		return
	case errors.Is(err, ErrUsage):
		l.wrong++
	default:
		l.failed = true
	}
	text, _, _ := strings.Cut(strings.TrimPrefix(err.Error(), ErrUsage.Error()+": "), "\n") // what points into a line would be read out as signs
	l.say("%s", clean(text))
}
