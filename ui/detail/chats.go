package detail

import (
	"cmp"
	"errors"
	"strconv"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// maxChats is how many chats of a session are asked for.
const maxChats = 200

// maxChatBytes is how much of an exchange's text is shown, in bytes; the whole is
// in the transcript.
const maxChatBytes = 4000

// setChats takes the answer to a request for a session's chats. One that was
// asked for before the session was read again comes too late, and one without
// chats leaves those that are here.
func (p *Pane) setChats(msg chatsLoaded) {
	if msg.session != p.chatsOf {
		return
	}
	if msg.page == nil {
		msg.page = &client.Page[client.Chat]{}
		if p.chats != nil {
			msg.page = p.chats.page
		}
	}
	p.chats = &msg
	if p.tab == TabChats {
		p.searchAgain()
	}
}

// chatsFields makes the Chats tab: each exchange with its time, what it cost, and
// both sides of it.
func (p *Pane) chatsFields() source {
	s, c := new(fields), p.chats
	if c == nil {
		s.addLine("loading"+p.ellipsis(), theme.Dim)
		return s
	}
	rows, total := c.page.Rows, max(c.page.Meta.TotalItems, len(c.page.Rows))
	switch {
	case errors.Is(c.err, client.ErrNotFound):
		s.addLine("The server has no chats of sessions.", theme.Dim)
	case c.err != nil && len(rows) == 0:
		s.addError("The chats could not be read.", c.err)
	case len(rows) == 0:
		s.addLine("The server has no chats of this session.", theme.Dim)
	}
	for i := range rows {
		p.addChat(s, i+1, &rows[i])
	}
	if len(rows) > 0 && (total > len(rows) || c.err != nil) {
		s.addHeading("")
		s.addLine(words.Count(len(rows))+" of "+words.Plural(total, "chat")+" are here", theme.Warn)
	}
	return s
}

// addChat adds one exchange.
func (p *Pane) addChat(s *fields, n int, c *client.Chat) {
	title := "Chat " + strconv.Itoa(n)
	if !c.CreatedAt.IsZero() {
		title += "  " + timeOfDay(c.CreatedAt, p.now, p.zone) + "  " + relativeTime(c.CreatedAt, p.now)
	}
	if c.Cost != nil {
		title += "  " + optionalDollars(c.Cost)
	}
	s.addHeading(title)
	if c.Err != nil {
		s.addLine("this chat cannot be read: "+oneLine(c.Err.Error()), theme.Bad)
		return
	}
	for _, side := range [][]client.Message{c.Input, c.Output} {
		for i := range side {
			p.addMessage(s, &side[i])
		}
	}
	if len(c.Output) == 0 {
		s.addLine("no answer", theme.Dim)
	}
}

// addMessage adds one message of an exchange.
func (p *Pane) addMessage(s *fields, m *client.Message) {
	text, _ := cleaned(client.RedactText(cmp.Or(m.Text, m.Refusal)))
	if short := truncateBytes(text, maxChatBytes); len(short) < len(text) {
		text = short + p.ellipsis()
	}
	for _, call := range m.ToolCalls {
		if text != "" {
			text += "\n"
		}
		text += "calls " + oneLine(call.Name)
	}
	if text == "" {
		return
	}
	role := theme.Plain
	if m.Role == client.RoleUser {
		role = theme.Strong
	}
	s.addEntries(entry{label: p.cut(oneLine(string(m.Role)), labelWidth-2), value: p.hideInPrivate(text), role: role})
}
