package detail

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/store"
)

// chatServer answers for one session, and counts how often it is asked for its chats.
type chatServer struct {
	session *client.Session
	page    *client.Page[client.Chat]
	err     error
	read    int // how often it was asked for a session
	asked   int
}

func (s *chatServer) Get(_ context.Context, id string) (*client.Session, error) {
	s.read++
	if id != s.session.ID {
		return nil, errors.New("another session was asked for: " + id)
	}
	read := *s.session
	return &read, nil
}

func (s *chatServer) Chats(_ context.Context, id string, _ int) (*client.Page[client.Chat], error) {
	s.asked++
	if id != s.session.ID {
		return nil, errors.New("another session was asked for: " + id)
	}
	return s.page, s.err
}

// answer runs the room's commands and gives it what they bring.
func answer(t *testing.T, m *Model, cmd tea.Cmd) {
	t.Helper()
	if cmd == nil {
		return
	}
	msg := cmd()
	if all, ok := msg.(tea.BatchMsg); ok {
		for _, c := range all {
			answer(t, m, c)
		}
		return
	}
	next, known := m.Update(msg)
	if !known {
		t.Fatalf("%T is no message of the room", msg)
	}
	answer(t, m, next)
}

func newChatRoom(t *testing.T, s *chatServer) *Model {
	t.Helper()
	s.session = decode(t, dispute())
	m := NewModel(t.Context(), s, store.New(store.Options{}),
		Options{Host: &heard{}, Keys: keymap.Default(), Theme: theme.New(theme.Options{Profile: colorprofile.Ascii}), Location: time.UTC})
	m.Resize(100, 30)
	m.SetNow(at0)
	m.Open(s.session.ID)
	answer(t, m, m.Fetch())
	return m
}

// Chats are read once, when their tab is looked at, and again when the session
// is; what is in them is cleaned and masked as everywhere.
func TestChats(t *testing.T) {
	cost := 0.0021
	s := &chatServer{page: &client.Page[client.Chat]{Meta: client.PageMeta{TotalItems: 3}, Rows: []client.Chat{
		{ID: "c1", CreatedAt: at0.Add(-time.Minute), Cost: &cost,
			Input:  []client.Message{{Role: client.RoleUser, Text: "Where is my \x1b[31morder?"}},
			Output: []client.Message{{Role: client.RoleAssistant, Text: `{"apiKey":"sk-hidden-0123456789"}`}}},
		{ID: "c2", CreatedAt: at0.Add(-24 * time.Hour), Err: errors.New("odd")},
	}}}
	m := newChatRoom(t, s)
	if s.asked != 0 {
		t.Error("chats were asked for that nobody looks at")
	}
	m.SetTab(TabChats)
	if got := strings.Join(m.Lines(), "\n"); !strings.Contains(got, "loading") {
		t.Errorf("before they are here:\n%s", got)
	}
	answer(t, m, m.Fetch())
	answer(t, m, m.Fetch())
	got := strings.Join(m.Lines(), "\n")
	for _, want := range []string{"Chat 1  12:01:00  1m ago  $0.0021", "Chat 2  2026-08-02 12:02:00  24h ago", "Where is my", "order?", "this chat cannot be read: odd", "2 of 3 chats are here"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "sk-hidden") || strings.Contains(got, "\x1b[31m") {
		t.Errorf("it leaks:\n%s", got)
	}
	if s.asked != 1 {
		t.Errorf("asked %d times", s.asked)
	}
	m.SetPrivate(true)
	if got := strings.Join(m.Lines(), "\n"); strings.Contains(got, "Where is my") {
		t.Errorf("private mode shows words:\n%s", got)
	}
	m.Refetch()
	answer(t, m, m.Fetch())
	answer(t, m, m.Fetch())
	if s.asked != 2 {
		t.Errorf("after a refresh asked %d times", s.asked)
	}
}

// Chats are read again when their session moved on, and those of before stay until
// then; an answer that was asked for before is dropped, and what failed is tried
// again when the tab is looked at again.
func TestChatsFollowTheirSession(t *testing.T) {
	one := client.Chat{ID: "c", Input: []client.Message{{Role: client.RoleUser, Text: "the first"}}}
	s := &chatServer{page: &client.Page[client.Chat]{Rows: []client.Chat{one}}}
	m := newChatRoom(t, s)
	m.SetTab(TabChats)
	late := m.Fetch()
	moved := *s.session
	moved.UpdatedAt = moved.UpdatedAt.Add(time.Minute)
	s.session = &moved
	m.Refetch()
	answer(t, m, m.Fetch())
	again := m.Fetch()
	if again == nil {
		t.Fatal("the session was read again, and its chats are not")
	}
	answer(t, m, late)
	if got := screen(m.Pane); strings.Contains(got, "the first") {
		t.Errorf("a late answer is shown:\n%s", got)
	}
	answer(t, m, again)
	s.page, s.err = nil, errors.New("no route")
	m.Refetch()
	answer(t, m, m.Fetch())
	again = m.Fetch()
	if got := screen(m.Pane); !strings.Contains(got, "the first") {
		t.Errorf("nothing stays until the others are here:\n%s", got)
	}
	answer(t, m, again)
	if got := screen(m.Pane); !strings.Contains(got, "the first") || !strings.Contains(got, "1 of 1 chat ") {
		t.Errorf("an answer without chats takes those away that are here:\n%s", got)
	}
	asked := s.asked
	m.SetTab(TabInfo)
	m.SetTab(TabChats)
	answer(t, m, m.Fetch())
	if s.asked != asked+1 {
		t.Errorf("what failed was asked for %d times again", s.asked-asked)
	}
}

// What is said in several lines stands below its beginning, whether a line ends
// by itself or at the pane's edge.
func TestAChatKeepsItsIndent(t *testing.T) {
	s := &chatServer{page: &client.Page[client.Chat]{Rows: []client.Chat{{ID: "c1",
		Input: []client.Message{{Role: client.RoleUser, Text: "first\nsecond " + strings.Repeat("word ", 12) + "\nlast"}}}}}}
	m := newChatRoom(t, s)
	m.Resize(60, 20)
	m.SetTab(TabChats)
	answer(t, m, m.Fetch())
	var said []string
	for _, line := range m.Lines() {
		if line = ansi.Strip(line); strings.ContainsAny(line, "fwl") && strings.HasPrefix(line, strings.Repeat(" ", gutter+1+labelWidth)) || strings.Contains(line, "first") {
			said = append(said, strings.Fields(line)[0])
		}
	}
	if want := []string{"user", "second", "word", "last"}; !slices.Equal(said, want) {
		t.Errorf("rows begin with %q:\n%s", said, screen(m.Pane))
	}
}

// What is found is found again where the tab has changed meanwhile.
func TestFindingInChatsThatChange(t *testing.T) {
	chat := client.Chat{ID: "c", Input: []client.Message{{Role: client.RoleUser, Text: "one order"}}}
	s := &chatServer{page: &client.Page[client.Chat]{Rows: []client.Chat{chat, chat, chat}}}
	m := newChatRoom(t, s)
	m.SetTab(TabChats)
	answer(t, m, m.Fetch())
	m.Do(keymap.Find)
	m.Paste("order")
	m.Do(keymap.Accept)
	m.Do(keymap.FindPrevious)
	if got := screen(m.Pane); !strings.Contains(got, "3 of 3") {
		t.Fatalf("not found:\n%s", got)
	}
	s.page.Rows = s.page.Rows[:1]
	m.Refetch()
	answer(t, m, m.Fetch())
	answer(t, m, m.Fetch())
	m.Do(keymap.FindNext)
	if got := screen(m.Pane); !strings.Contains(got, "1 of 1") {
		t.Errorf("not found again:\n%s", got)
	}
}

// Whatever the server says of chats, the tab says it too.
func TestNoChats(t *testing.T) {
	for want, s := range map[string]*chatServer{
		"The server has no chats of this session.": {page: &client.Page[client.Chat]{}},
		"The server has no chats of sessions.":     {err: &client.Error{Kind: client.ErrNotFound}},
		"The chats could not be read.":             {err: errors.New("no route")},
	} {
		m := newChatRoom(t, s)
		m.SetTab(TabChats)
		answer(t, m, m.Fetch())
		if got := strings.Join(m.Lines(), "\n"); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
