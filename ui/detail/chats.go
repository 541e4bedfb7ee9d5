package detail

import (
	"cmp"
	"errors"
	"strconv"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// maxChats is how many chats of a session are requested.
const maxChats = 200

// maxChatBytes is how many bytes of a message are shown. The Transcript tab has all of
// it.
const maxChatBytes = 4000

// setChats takes the answer to a request for a session's chats. It ignores an answer
// from before the session was read again. An error leaves the chats that are here.
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

// chatsFields makes the Chats tab: each chat with its time, its cost, and the messages
// of both sides.
func (p *Pane) chatsFields() source {
	f, c := new(fields), p.chats
	if c == nil {
		f.addLine("loading"+p.ellipsis(), theme.Dim)
		return f
	}
	rows, total := c.page.Rows, max(c.page.Meta.TotalItems, len(c.page.Rows))
	switch {
	case errors.Is(c.err, client.ErrNotFound):
		f.addLine("The server has no chats of sessions.", theme.Dim)
	case c.err != nil && len(rows) == 0:
		p.addError(f, "The chats could not be read.", c.err)
	case len(rows) == 0:
		f.addLine("The server has no chats of this session.", theme.Dim)
	}
	for i := range rows {
		p.addChat(f, i+1, &rows[i])
	}
	if len(rows) > 0 && (total > len(rows) || c.err != nil) {
		f.addHeading("")
		f.addLine(words.Count(len(rows))+" of "+words.Plural(total, "chat")+" are here", theme.Warn)
	}
	return f
}

// addChat adds chat number n.
func (p *Pane) addChat(f *fields, n int, c *client.Chat) {
	title := "Chat " + strconv.Itoa(n)
	if !c.CreatedAt.IsZero() {
		title += "  " + timeOfDay(c.CreatedAt, p.now, p.zone) + "  " + relativeTime(c.CreatedAt, p.now)
	}
	if c.Cost != nil {
		title += "  " + optionalDollars(c.Cost)
	}
	f.addHeading(title)
	if c.Err != nil {
		f.addLine("this chat cannot be read: "+oneLine(c.Err.Error()), theme.Bad)
		return
	}
	for _, side := range [][]client.Message{c.Input, c.Output} {
		for i := range side {
			p.addMessage(f, &side[i])
		}
	}
	if len(c.Output) == 0 {
		f.addLine("no answer", theme.Dim)
	}
}

// addMessage adds one message of a chat.
func (p *Pane) addMessage(f *fields, m *client.Message) {
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
	f.addEntries(entry{label: p.elide(oneLine(string(m.Role)), labelWidth-2), value: p.hideInPrivate(text), role: role})
}
