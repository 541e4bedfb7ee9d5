package ui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/ui/browse"
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// unlessReadOnly carries out answers that write, where writing is allowed.
func (m *Model) unlessReadOnly(answer dialog.Answer) dialog.Answer {
	return func(in dialog.Intent) tea.Cmd {
		if m.o.ReadOnly {
			m.complain("read-only: nothing is changed")
			return nil
		}
		return answer(in)
	}
}

// answerEdit carries out what the form of one session asks for.
func (m *Model) answerEdit(in dialog.Intent) tea.Cmd {
	switch in := in.(type) {
	case dialog.SaveEdit:
		m.queueEdit(in.ID, in.Patch, in.Typed)
	case dialog.OpenEditor:
		if !in.Patch.Empty() {
			m.writing.left[in.ID] = in
		}
		return m.editJSONOf(in.ID)
	case dialog.ShowChanges:
		m.showChanges()
	}
	return nil
}

// saveMany queues the same edit for many sessions.
func (m *Model) saveMany(in dialog.Intent) tea.Cmd {
	edit, ok := in.(dialog.SaveEditMany)
	if !ok {
		return nil
	}
	m.writing.turned = ""
	q := m.store.Edit(edit.IDs, edit.Patch, store.EditOptions{Bulk: true}, m.now)
	if len(q.IDs) == 0 {
		m.say("nothing changes, nothing sent")
		return nil
	}
	m.say(words.Plural(len(q.IDs), "session") + " being saved, u takes it back")
	return nil
}

// resolved takes the choice between what was typed and what the server has.
func (m *Model) resolved(in dialog.Intent) tea.Cmd {
	if r, ok := in.(dialog.Resolve); ok && !m.store.Resolve(r.ID, r.Mine, m.now) {
		m.say("theirs stays")
	}
	return nil
}

// create sends the form of a new session.
func (m *Model) create(in dialog.Intent) tea.Cmd {
	c, ok := in.(dialog.CreateSession)
	if !ok {
		return nil
	}
	m.say("creating the session")
	return createSession(m.ctx, m.server.API, c.Body, c.Typed)
}

// answerDelete carries out what a question about deletes asks for.
func (m *Model) answerDelete(in dialog.Intent) tea.Cmd {
	switch in := in.(type) {
	case dialog.ConfirmDelete:
		return m.unlessReadOnly(func(dialog.Intent) tea.Cmd { return m.queueDeletes(in.IDs) })(in)
	case dialog.ExportFirst:
		m.out.AskExport(in.IDs)
	case dialog.DryRun:
		m.showRequests(in.IDs)
	case dialog.ShowCurl:
		m.showCurl(in.IDs)
	case dialog.ListIDs:
		m.showIDs(in.IDs)
	}
	return nil
}

// answerPlan carries out what a clean-up asks for.
func (m *Model) answerPlan(in dialog.Intent) tea.Cmd {
	switch in := in.(type) {
	case dialog.PlanExport:
		m.out.AskExport(m.planIDs(in.Choice))
	case dialog.PlanDryRun:
		m.showRequests(m.planIDs(in.Choice))
	case dialog.PlanChanged:
		m.replan()
	case dialog.PlanLoadAll:
		m.loadAll()
	case dialog.PlanDelete:
		m.askDelete(m.planIDs(in.Choice), planWords(in.Choice))
	}
	return nil
}

// queueEdit shows an edit at once and sends it.
func (m *Model) queueEdit(id string, patch client.UpdateSession, typed dialog.Typed) {
	o := store.EditOptions{}
	if m.writing.seenID == id {
		o.Seen = &m.writing.seen
	}
	q := m.store.Edit([]string{id}, patch, o, m.now)
	switch {
	case q.Same > 0:
		m.say("nothing changed, nothing sent")
	case len(q.IDs) == 0:
		m.complain("this session cannot be changed now")
	default:
		m.writing.typed[id] = typed
		m.writing.turned = ""
	}
}

// queueDeletes lets deletes wait for the undo window, and writes down that
// they will be sent.
func (m *Model) queueDeletes(ids []string) tea.Cmd {
	q := m.store.Delete(ids, store.DeleteOptions{Bulk: len(ids) > 1}, m.now)
	m.writing.turned = ""
	if len(q.IDs) == 0 {
		m.complain("nothing here to delete any more")
		return nil
	}
	return planDeletes(m.o.Trash, m.server.Account, q.IDs)
}

// setStatus completes or reopens sessions.
func (m *Model) setStatus(ids []string, to client.Status) tea.Cmd {
	m.writing.turned = ""
	q := m.store.Edit(ids, client.UpdateSession{Status: &to}, store.EditOptions{Bulk: len(ids) > 1}, m.now)
	switch {
	case len(q.IDs) == 0:
		m.say("nothing changes, nothing sent")
	case len(q.IDs) > 1:
		m.say(fmt.Sprintf("%s being set to %s", words.Plural(len(q.IDs), "session"), to))
	}
	return nil
}

// selection counts what an action on sessions would be about.
func (m *Model) selection(ids []string) store.Count {
	return m.store.Selection(ids, m.list.Visible, m.now)
}

// bulk is the facts of a question about many deletes.
func (m *Model) bulk(c store.Count, matching string, keep time.Duration) dialog.BulkOptions {
	o := dialog.BulkOptions{IDs: c.IDs, Account: m.server.Account, Live: m.server.Live, Matching: matching,
		InView: c.InView, NotInView: c.NotInView, ByHand: -1, Active: c.Active,
		Cost: fmt.Sprintf("$%.2f", c.Cost), Sample: m.sample(c.IDs), Undo: m.o.Settings.Undo, Keep: keep}
	if matching == "" {
		o.ByHand = len(m.store.Marked())
	}
	if !c.Oldest.IsZero() {
		o.Oldest = browse.Span(m.now, c.Oldest)
	}
	for _, id := range c.Changed {
		o.Changed = append(o.Changed, m.title(id))
	}
	if o.Rate = m.rate(); o.Rate > 0 {
		o.Takes = max(time.Second, time.Duration(float64(len(c.IDs))/o.Rate*float64(time.Second)))
	}
	return o
}

// showRequests shows what would be sent, and sends nothing.
func (m *Model) showRequests(ids []string) {
	lines := []string{fmt.Sprintf("%s would be sent to %s, and nothing else that changes anything:", words.Plural(len(ids), "request"), m.server.BaseURL)}
	for i, id := range ids {
		if i == 12 {
			lines = append(lines, fmt.Sprintf("... and %s more", words.Count(len(ids)-i)))
			break
		}
		lines = append(lines, "DELETE /session/"+id)
	}
	m.open(dialog.NewQuestion(m.look(), dialog.QuestionOptions{Title: "Dry run", Text: lines, Cancel: "Close",
		Buttons: []dialog.Button{{Label: "Copy as curl", Key: "copy"}}}), m.copyCurl(ids))
}

// showCurl shows the requests of a question as commands for a shell.
func (m *Model) showCurl(ids []string) {
	m.open(dialog.NewQuestion(m.look(), dialog.QuestionOptions{Title: "As curl", Cancel: "Close",
		Text:    []string{m.curl(ids), "The key is not in it: the shell takes it from the environment."},
		Buttons: []dialog.Button{{Label: "Copy", Key: "copy"}}}), m.copyCurl(ids))
}

// curl is a command for each session whose delete is asked about.
func (m *Model) curl(ids []string) string {
	lines := make([]string, len(ids))
	for i, id := range ids {
		lines[i] = strings.Replace(detail.Curl(m.server.BaseURL, id), "curl -sS ", "curl -sS -X DELETE ", 1)
	}
	return strings.Join(lines, "\n")
}

func (m *Model) copyCurl(ids []string) dialog.Answer {
	return dialog.OnChoice(func(string) tea.Cmd { return m.out.Copy("the curl command", m.curl(ids)) })
}

// showIDs lists all sessions that a question is about.
func (m *Model) showIDs(ids []string) {
	lines := make([]string, len(ids))
	for i, id := range ids {
		lines[i] = id + "  " + m.title(id)
	}
	m.open(dialog.NewQuestion(m.look(), dialog.QuestionOptions{Title: words.Plural(len(ids), "session"), Text: lines, Cancel: "Close"}), nil)
}

// createArrived shows the session that was created, or the form again with
// what was typed and why it was refused.
func (m *Model) createArrived(msg sessionCreated) {
	typed := msg.typed
	if msg.err != nil {
		text := "not created: " + cleaned(msg.err.Error())
		if client.MayHaveArrived(msg.err) {
			text = "it is not known whether the session was created: r shows what is new. " + cleaned(msg.err.Error())
		}
		m.writing.create = &typed
		m.complain(text + "  (a opens the form with what you typed)")
		m.reached(msg.err)
		return
	}
	m.writing.create = nil
	if msg.session == nil {
		m.say("created; r shows it")
		return
	}
	m.detail.Learn(msg.session, msg.sent)
	m.store.SetNew([]string{msg.session.ID})
	row := client.Summarize(msg.session)
	if m.shown != nil && m.shown.filter.Matcher(m.now.In(m.o.Zone), m.names.shown, m.shown.paths...).Match(&row) {
		m.shown.pager.Admit(pager.Key{ID: msg.session.ID, Created: msg.session.CreatedAt})
		m.shown.changed(m.now.In(m.o.Zone))
		m.list.Sync()
		m.list.Select(msg.session.ID)
	}
	m.store.Remember(created{msg.session.ID})
	m.say("created " + msg.session.ID)
}
