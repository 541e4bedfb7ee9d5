package ui

import (
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/browse"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
)

// questionToggle is the question before a session is completed or reopened.
const questionToggle = "toggle"

// writeIntent carries out what a dialog that writes was confirmed for.
func (m *Model) writeIntent(in dialog.Intent) tea.Cmd {
	if m.o.ReadOnly {
		m.complain("read-only: nothing is changed")
		return nil
	}
	switch in := in.(type) {
	case dialog.ConfirmDelete:
		return m.queueDeletes(in.IDs)
	case dialog.SaveEdit:
		m.queueEdit(in.ID, in.Patch, in.Typed)
	case dialog.SaveEditMany:
		q := m.store.Edit(in.IDs, in.Patch, store.EditOptions{Bulk: true}, m.now)
		if len(q.IDs) == 0 {
			m.say("nothing changes, nothing sent")
			return nil
		}
		m.say(plural(len(q.IDs), "session") + " being saved, u takes back what is not sent yet")
	case dialog.OpenEditor:
		return m.editJSONOf(in.ID)
	case dialog.Resolve:
		if !m.store.Resolve(in.ID, in.Mine, m.now) {
			m.say("theirs stays")
		}
	case dialog.CreateSession:
		m.creating = in.Typed
		m.say("creating the session")
		return createSession(m.ctx, m.server.API, in.Body)
	case dialog.CloneSession:
		return m.clone(in)
	case dialog.PlanDelete:
		m.askDelete(m.planIDs(in.Choice), planWords(in.Choice))
	}
	return nil
}

// queueEdit shows an edit at once and sends it.
func (m *Model) queueEdit(id string, patch client.UpdateSession, typed dialog.Typed) {
	q := m.store.Edit([]string{id}, patch, store.EditOptions{Base: m.reading.body(id)}, m.now)
	switch {
	case q.Same > 0:
		m.say("nothing changed, nothing sent")
	case len(q.IDs) == 0:
		m.complain("this session cannot be changed now")
	default:
		m.writing.typed[id] = typed
		m.say("saving")
	}
}

// queueDeletes lets deletes wait for the undo window, and writes down that
// they will be sent.
func (m *Model) queueDeletes(ids []string) tea.Cmd {
	q := m.store.Delete(ids, store.DeleteOptions{Bulk: len(ids) > 1}, m.now)
	m.planned = nil
	if len(q.IDs) == 0 {
		m.complain("nothing here to delete any more")
		return nil
	}
	return planDeletes(m.o.Trash, m.server.Account, q.IDs)
}

// toggled sets the status that was asked about.
func (m *Model) toggled() {
	to := m.toggling
	q := m.store.Edit(m.planned, client.UpdateSession{Status: &to}, store.EditOptions{Bulk: len(m.planned) > 1}, m.now)
	m.planned = nil
	m.say(fmt.Sprintf("%s being set to %s", plural(len(q.IDs), "session"), to))
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
	if m.server.Live && m.o.Settings.Rate > 0 {
		o.Rate = m.o.Settings.Rate
		o.Takes = time.Duration(float64(len(c.IDs)) / o.Rate * float64(time.Second))
	}
	return o
}

// showRequests shows what would be sent, and sends nothing.
func (m *Model) showRequests(ids []string) {
	lines := []string{fmt.Sprintf("%s would be sent, and nothing else that changes anything:", plural(len(ids), "request"))}
	for i, id := range ids {
		if i == 12 {
			lines = append(lines, fmt.Sprintf("... and %s more", count(len(ids)-i)))
			break
		}
		lines = append(lines, "DELETE "+m.server.BaseURL+"/session/"+id)
	}
	m.open(dialog.NewQuestion(m.look(), dialog.QuestionOptions{Title: "Dry run", Text: lines, Cancel: "Close"}))
}

// showIDs lists all sessions that a question is about.
func (m *Model) showIDs(ids []string) {
	lines := make([]string, len(ids))
	for i, id := range ids {
		lines[i] = id + "  " + m.title(id)
	}
	m.open(dialog.NewQuestion(m.look(), dialog.QuestionOptions{Title: plural(len(ids), "session"), Text: lines, Cancel: "Close"}))
}

// createArrived shows the session that was created, or the form again with
// what was typed and why it was refused.
func (m *Model) createArrived(msg sessionCreated) {
	typed := m.creating
	if msg.err != nil {
		text := "not created: " + cleaned(msg.err.Error())
		if client.MayHaveArrived(msg.err) {
			text = "it is not known whether the session was created: r shows what is new. " + cleaned(msg.err.Error())
		}
		m.complain(text)
		if errors.Is(msg.err, client.ErrInvalid) && m.dialogs.Len() == 0 && m.bar == nil && m.form == nil {
			m.retryCreate = &typed
			m.complain(text + "  (a opens the form with what you typed)")
		}
		return
	}
	m.retryCreate = nil
	if msg.session == nil {
		m.say("created; r shows it")
		return
	}
	m.learn(msg.session, msg.sent)
	m.store.SetNew([]string{msg.session.ID})
	if m.shown != nil {
		m.shown.pager.Admit(pager.Key{ID: msg.session.ID, Created: msg.session.CreatedAt})
		m.shown.changed(m.now.In(m.o.Zone))
		m.list.Sync()
		m.list.Select(msg.session.ID)
	}
	m.say("created " + msg.session.ID)
}

// startClone opens the form for a session like the one under the cursor.
func (m *Model) startClone() {
	id, ok := m.current()
	if !ok {
		m.say("no session under the cursor")
		return
	}
	if s := m.reading.body(id); s != nil {
		m.openClone(s)
		return
	}
	m.waitForBody(keymap.Clone, id)
	m.say("reading the session to clone it")
}

func (m *Model) openClone(s *client.Session) {
	name, _ := client.Clean(s.Name)
	m.open(dialog.NewClone(m.look(), dialog.CloneOptions{ID: s.ID, Name: name, Messages: len(s.Messages),
		Inline: s.Assistant != nil || s.PhoneNumber != nil || s.Squad != nil}))
}

// clone creates a session from what was chosen of another.
func (m *Model) clone(in dialog.CloneSession) tea.Cmd {
	s := m.reading.body(in.ID)
	if s == nil {
		m.complain("the session to clone is not here any more")
		return nil
	}
	body := client.CreateSession{Name: in.Name}
	for _, part := range in.Along {
		switch part {
		case dialog.AlongAssistant:
			body.AssistantID, body.SquadID = s.AssistantID, s.SquadID
		case dialog.AlongPhone:
			body.PhoneNumberID = s.PhoneNumberID
		case dialog.AlongCustomer:
			body.Customer, body.CustomerID = s.Customer, s.CustomerID
		case dialog.AlongExpiration:
			body.ExpirationSeconds = s.ExpirationSeconds
		case dialog.AlongMessages:
			body.Messages = store.BaseOf(s).Messages
		case dialog.AlongSecrets:
			body.Assistant, body.AssistantOverride, body.Squad, body.PhoneNumber = s.Assistant, s.AssistantOverride, s.Squad, s.PhoneNumber
		}
	}
	m.creating = dialog.Typed{Name: in.Name}
	m.say("creating the clone")
	return createSession(m.ctx, m.server.API, body)
}

// editable is what a person edits as JSON.
type editable struct {
	Name              *string        `json:"name,omitempty"`
	Status            *client.Status `json:"status,omitempty"`
	ExpirationSeconds *int64         `json:"expirationSeconds,omitempty"`
	Messages          jsontext.Value `json:"messages,omitempty"`
}

// startEditJSON hands the session under the cursor to the person's editor.
func (m *Model) startEditJSON() tea.Cmd {
	id, ok := m.current()
	if !ok {
		m.say("no session under the cursor")
		return nil
	}
	return m.editJSONOf(id)
}

func (m *Model) editJSONOf(id string) tea.Cmd {
	if s := m.reading.body(id); s != nil {
		return m.editJSON(s)
	}
	m.waitForBody(keymap.EditJSON, id)
	m.say("reading the session to edit it")
	return nil
}

func (m *Model) editJSON(s *client.Session) tea.Cmd {
	argv, err := editorCommand(m.o.Settings.Editor, m.o.Environ)
	if err != nil {
		m.complain(err.Error())
		return nil
	}
	e := editable{Name: &s.Name, Status: &s.Status, ExpirationSeconds: &s.ExpirationSeconds, Messages: store.BaseOf(s).Messages}
	text, err := json.Marshal(e, jsontext.WithIndent("  "))
	if err != nil {
		m.complain("editing the session: " + err.Error())
		return nil
	}
	cmd, err := editFile(argv, s.ID, append(text, '\n'))
	if err != nil {
		m.complain(err.Error())
	}
	return cmd
}

// editArrived queues what was changed in the editor. The file stays until
// that can be read.
func (m *Model) editArrived(msg edited) tea.Cmd {
	base := m.reading.body(msg.id)
	switch {
	case msg.err != nil:
		m.complain("the editor: " + msg.err.Error() + ", the text is in " + msg.file)
		return nil
	case string(msg.text) == string(msg.base):
		m.say("nothing changed, nothing sent")
		_ = os.Remove(msg.file)
		return nil
	case base == nil:
		m.complain("the session is not here any more, the text is in " + msg.file)
		return nil
	}
	var after editable
	if err := json.Unmarshal(msg.text, &after); err != nil {
		m.complain("not saved, the text is in " + msg.file + ": " + cleaned(err.Error()))
		return nil
	}
	patch := client.UpdateSession{Name: after.Name, Status: after.Status, ExpirationSeconds: after.ExpirationSeconds, Messages: after.Messages}
	if err := check(patch); err != nil {
		m.complain("not saved, the text is in " + msg.file + ": " + err.Error())
		return nil
	}
	q := m.store.Edit([]string{msg.id}, patch, store.EditOptions{Base: base}, m.now)
	if len(q.IDs) == 0 {
		m.say("nothing changed, nothing sent")
	} else {
		m.say("saving, the text is kept in " + msg.file + " until the server has it")
	}
	return nil
}

// check applies the API's rules to what was edited as JSON.
func check(p client.UpdateSession) error {
	switch {
	case p.Name != nil && len([]rune(*p.Name)) > client.MaxNameLength:
		return fmt.Errorf("name: %d characters, at most %d are allowed", len([]rune(*p.Name)), client.MaxNameLength)
	case p.Status != nil && *p.Status != client.StatusActive && *p.Status != client.StatusCompleted:
		return errors.New("status: must be active or completed")
	case p.ExpirationSeconds != nil && *p.ExpirationSeconds != 0 &&
		(*p.ExpirationSeconds < client.MinExpirationSeconds || *p.ExpirationSeconds > client.MaxExpirationSeconds):
		return fmt.Errorf("expirationSeconds: must be from %d to %d", client.MinExpirationSeconds, client.MaxExpirationSeconds)
	case p.Messages != nil && p.Messages.Kind() != '[':
		return errors.New("messages: must be a list")
	}
	return nil
}

// chosenBy reports whether a clean-up takes a session.
func chosenBy(c dialog.PlanChoice, r *client.Summary, now time.Time) bool {
	if r.Bad != nil || c.Older > 0 && now.Sub(r.CreatedAt) < c.Older {
		return false
	}
	e, _ := r.Expiry(now)
	return c.Expired && e == client.Expired || c.Maybe && e == client.MaybeExpired ||
		c.Completed && e == client.Done || c.Empty && r.Name == "" && r.Messages == 0
}

// planIDs are the loaded sessions that a clean-up takes.
func (m *Model) planIDs(c dialog.PlanChoice) []string {
	var ids []string
	if m.shown == nil {
		return nil
	}
	for _, id := range m.shown.loaded() {
		if row, ok := m.store.Row(id); ok && !row.Deleting && chosenBy(c, &row.Summary, m.now) {
			ids = append(ids, id)
		}
	}
	return ids
}

// plan counts what a clean-up would do, over what is loaded.
func (m *Model) plan(c dialog.PlanChoice) dialog.Plan {
	var p dialog.Plan
	if m.shown == nil {
		return p
	}
	assistants, ages, oldest, cost := map[string]int{}, map[string]int{}, time.Time{}, 0.0
	for _, id := range m.shown.loaded() {
		row, ok := m.store.Row(id)
		if !ok || row.Bad != nil || row.Deleting {
			continue
		}
		s := &row.Summary
		for what, n := range map[*int]dialog.PlanChoice{&p.Expired: {Expired: true}, &p.Maybe: {Maybe: true}, &p.Completed: {Completed: true}, &p.Empty: {Empty: true}} {
			if chosenBy(n, s, m.now) {
				*what++
			}
		}
		if !chosenBy(c, s, m.now) {
			continue
		}
		p.Total++
		assistants[m.assistantName(s)]++
		ages[ageGroup(m.now.Sub(s.CreatedAt))]++
		if !math.IsNaN(s.Cost) {
			cost += s.Cost
		}
		if oldest.IsZero() || s.CreatedAt.Before(oldest) {
			oldest = s.CreatedAt
		}
	}
	p.Cost, p.ByAssistant, p.ByAge = fmt.Sprintf("$%.2f", cost), ranked(assistants), ranked(ages)
	if !oldest.IsZero() {
		p.Oldest = browse.Span(m.now, oldest)
	}
	st := m.shown.pager.Stats()
	p.Searched, p.Of = st.Loaded, max(st.Total, st.Loaded)
	if m.server.Live && m.o.Settings.Rate > 0 {
		p.Rate = m.o.Settings.Rate
		p.Takes = time.Duration(float64(p.Total) / p.Rate * float64(time.Second))
	}
	return p
}

// assistantName is what a session's assistant is called, for tables.
func (m *Model) assistantName(s *client.Summary) string {
	if s.AssistantName != "" {
		return s.AssistantName
	}
	if s.AssistantID == "" {
		return "(none)"
	}
	if name, _ := m.names.lookup(string(client.AssistantName), s.AssistantID); name != "" {
		return name
	}
	return s.AssistantID
}

// planWords says what a clean-up takes.
func planWords(c dialog.PlanChoice) string {
	var words []string
	for _, p := range []struct {
		on   bool
		word string
	}{{c.Expired, "expired"}, {c.Maybe, "maybe expired"}, {c.Completed, "completed"}, {c.Empty, "unnamed with no messages"}} {
		if p.on {
			words = append(words, p.word)
		}
	}
	text := strings.Join(words, " or ")
	if c.Older > 0 {
		text += ", older than " + browse.Span(time.Time{}.Add(c.Older), time.Time{}.Add(1))
	}
	return text
}
