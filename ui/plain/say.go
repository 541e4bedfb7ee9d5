package plain

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// command is what can be said in a linear conversation.
type command struct {
	name, takes, help string
	do                func(l *linear, rest string)
}

// commands are all of them but quit. A command is one entry here.
func commands() []command {
	return []command{
		{"list", "", "tells the first sessions", func(l *linear, _ string) { l.relist(l.choice) }},
		{"next", "", "tells the following ones", func(l *linear, _ string) { l.more() }},
		{"filter", "TERMS", "lists what the terms leave, such as filter status:expired age:>7d; without terms all", func(l *linear, rest string) { l.relist(Choice{Filter: rest, Sort: l.choice.Sort}) }},
		{"view", "NAME", "lists a saved view", func(l *linear, rest string) { l.relist(Choice{View: rest}) }},
		{"sort", "ORDER", "lists in another order, such as cost (from the largest), +cost (from the smallest) or -name (from Z)", func(l *linear, rest string) {
			c := l.choice
			c.Sort = rest
			l.relist(c)
		}},
		{"open", "NUMBER", "tells a session of the list whole", func(l *linear, rest string) { l.about(rest, l.read) }},
		{"edit name", "TEXT", "renames the session that is open", func(l *linear, rest string) { l.rename(rest) }},
		{"edit status", "STATUS", "sets it to active or completed", func(l *linear, rest string) { l.setStatus(rest) }},
		{"delete", "NUMBER", "deletes a session of the list, or the one that is open", func(l *linear, rest string) { l.about(rest, l.askDelete) }},
		{"cleanup", "", "deletes what is certainly expired of the list", func(l *linear, _ string) { l.askCleanUp() }},
		{"yes", "", "does what was asked about", (*linear).yes},
		{"undo", "", "takes the last change back", func(l *linear, _ string) { l.undo() }},
		{"send", "", "sends deletes that wait", func(l *linear, _ string) { l.flush() }},
		{"status", "", "tells what is under way", func(l *linear, _ string) { l.status() }},
		{"help", "", "tells the commands", func(l *linear, _ string) { l.help() }},
	}
}

// do carries out a line, and reports whether the conversation ends.
func (l *linear) do(line string) (ends bool) {
	if line == "" {
		return false
	}
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
	if l.pending != nil && line != "yes" {
		l.pending = nil
		l.say("not done, as the answer was not yes")
		if line == "no" {
			return false
		}
	}
	for _, c := range commands() {
		if rest, ok := strings.CutPrefix(line, c.name); ok && (rest == "" || rest[0] == ' ') {
			c.do(l, strings.TrimSpace(rest))
			return false
		}
	}
	l.say("no command is called %s; help lists them", clean(line))
	return false
}

func (l *linear) help() {
	for _, c := range commands() {
		l.say("%s: %s", strings.TrimSpace(c.name+" "+c.takes), c.help)
	}
	l.say("quit: ends the program")
}

// about calls do with the session that was named by its number, or its ID, or
// else the one that is open.
func (l *linear) about(named string, do func(id string)) {
	n, err := strconv.Atoi(named)
	switch {
	case named == "" && l.open != "":
		do(l.open)
	case named == "":
		l.say("which one? Say the number of a session of the list")
	case err != nil:
		do(named)
	case n < 1 || n > len(l.rows):
		l.say("the list has no number %d so far", n)
	default:
		do(l.rows[n-1].ID)
	}
}

// ask waits for a yes, where writing is allowed.
func (l *linear) ask(text string, yes func()) {
	if l.p.o.ReadOnly {
		l.say("read-only: nothing is changed")
		return
	}
	l.pending = yes
	l.say("%s Say yes, or anything else to leave it", text)
}

func (l *linear) yes(string) {
	if l.pending == nil {
		l.say("nothing was asked")
		return
	}
	do := l.pending
	l.pending = nil
	do()
}

// rename asks before the session that is open is renamed.
func (l *linear) rename(name string) {
	if n := utf8.RuneCountInString(name); n > client.MaxNameLength {
		l.say("not renamed: the name has %d characters, and may have %d", n, client.MaxNameLength)
		return
	}
	l.edit(fmt.Sprintf("to rename it to %q", clean(name)), client.UpdateSession{Name: &name})
}

// setStatus asks before it changes.
func (l *linear) setStatus(text string) {
	to := client.Status(text)
	if to != client.StatusActive && to != client.StatusCompleted {
		l.say("the status is active or completed")
		return
	}
	l.edit("to set it to "+text, client.UpdateSession{Status: &to})
}

// edit asks before the session that is open is changed.
func (l *linear) edit(what string, patch client.UpdateSession) {
	id := l.open
	if id == "" {
		l.say("open a session first")
		return
	}
	l.ask(fmt.Sprintf("%s is open: %s?", l.name(id), what), func() {
		switch q := l.store.Edit([]string{id}, patch, store.EditOptions{}); {
		case q.Same > 0:
			l.say("nothing changed, nothing sent")
		case len(q.IDs) == 0:
			l.say("this session cannot be changed now")
		default:
			l.say("being saved")
		}
	})
}

// askDelete asks before a session is deleted.
func (l *linear) askDelete(id string) {
	if _, ok := l.store.Row(id); !ok {
		l.say("open %s first, or list it", clean(id))
		return
	}
	l.ask("Delete "+l.name(id)+"?", func() { l.delete([]string{id}) })
}

// askCleanUp reads the list to its end and asks before what is expired of it is
// deleted.
func (l *linear) askCleanUp() {
	x, err := l.p.doomed(l.ctx, Delete{Choice: l.choice.stale()})
	if err != nil {
		l.say("%s", reason(err))
		return
	}
	if len(x.rows) == 0 {
		l.say("nothing is expired")
		return
	}
	ids := idsOf(x.rows)
	l.store.Merge(x.rows, l.p.o.Now())
	l.ask(fmt.Sprintf("Delete %s that are certainly expired?", words.Plural(len(ids), "session")), func() { l.delete(ids) })
}

// delete queues deletes, which wait for the undo window.
func (l *linear) delete(ids []string) {
	if l.sender.Trash == nil && !l.sender.Off {
		l.say("nothing is deleted: %s", send.ErrNoTrash)
		return
	}
	q := l.store.Delete(ids, store.DeleteOptions{Bulk: len(ids) > 1}, l.p.o.Now())
	if len(q.IDs) == 0 {
		l.say("nothing here to delete any more")
		return
	}
	if err := l.plan(q.IDs); err != nil {
		l.settle(l.store.Discard(), nil)
		l.say("nothing is deleted: %s", clean(err.Error()))
		return
	}
	l.say("%s in %s; undo takes it back, send sends it now", words.Plural(len(q.IDs), "delete"), l.p.o.Settings.Undo)
}

// undo takes the last change back.
func (l *linear) undo() {
	u, ok := l.store.Undo(l.p.o.Now())
	l.settle(u.Deletes, nil)
	text := u.What
	if ok && len(u.Of) == 1 {
		text = "undone: " + u.Verb + " of " + l.name(u.Of[0])
	}
	l.say("%s", clean(text))
}

// flush sends what waits.
func (l *linear) flush() {
	if l.store.Unsent() == 0 {
		l.say("nothing waits to be sent")
		return
	}
	l.store.Flush(l.p.o.Now())
	l.say("being sent")
}

// status tells what is under way.
func (l *linear) status() {
	text := l.store.Progress().String()
	if text == "" {
		text = "nothing is under way"
	}
	f, _ := filter.Parse(l.choice.Filter, l.p.now())
	if shown := f.String(); shown != "" {
		text += "; the filter is " + shown
	}
	l.say("%s", clean(text))
}

// reason is the text of an error without what it is for a script.
func reason(err error) string {
	if errors.Is(err, ErrUsage) {
		text := strings.TrimPrefix(err.Error(), ErrUsage.Error()+": ")
		text, _, _ = strings.Cut(text, "\n") // what points into a line would be read out as signs
		return clean(text)
	}
	return clean(err.Error())
}
