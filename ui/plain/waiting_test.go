package plain

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/config"
)

// cut is a server whose line is cut when the first delete has been sent.
type cut struct {
	API
	session *client.Session
	sent    bool
}

// busy is a server that has too many requests when the first delete comes.
type busy struct{ cut }

func (b *busy) Delete(context.Context, string) (*client.Session, error) {
	if b.sent {
		return b.session, nil
	}
	b.sent = true
	return nil, &client.Error{Op: "deleting a session", Kind: client.ErrRateLimited, Status: 429, RetryAfter: 3 * time.Second}
}

func (b *busy) Get(context.Context, string) (*client.Session, error) { return b.session, nil }

const id = "9f2c41d0-5a0e-4c1b-9d21-2f0c88ab77b1"

func session(t *testing.T) *client.Session {
	t.Helper()
	s, err := client.DecodeSession([]byte(`{"id":"` + id + `","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"}`))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (c *cut) List(context.Context, client.ListParams) (*client.Page[client.SessionRow], error) {
	return &client.Page[client.SessionRow]{Rows: []client.SessionRow{{Session: *c.session}}}, nil
}

func (c *cut) Get(context.Context, string) (*client.Session, error) {
	if c.sent {
		return nil, &client.Error{Op: "reading a session", Kind: client.ErrNetwork}
	}
	return c.session, nil
}

func (c *cut) Delete(context.Context, string) (*client.Session, error) {
	c.sent = true
	return nil, &client.Error{Op: "deleting a session", Kind: client.ErrNetwork, Arrived: true}
}

// program is one that keeps no copies, and what it says on lines of a width.
func program(api API, width int) (*Program, *bytes.Buffer) {
	s, said := config.Default(), &bytes.Buffer{}
	s.Trash.Off = true
	return New(Options{API: api, Settings: s, Out: said, Err: said, ErrWidth: width, Now: time.Now, Zone: time.UTC,
		Trash: func() (*trash.Trash, trash.Report, error) { return nil, trash.Report{}, errors.New("none") }}), said
}

// A delete of which nobody knows whether it took effect has not failed.
func TestADeleteThatIsNotKnownHasNotFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, said := program(&cut{session: session(t)}, 0)
		err := p.Delete(t.Context(), DeleteOptions{Choice: Choice{IDs: []string{id}}, Yes: true})
		if err == nil || !strings.HasPrefix(err.Error(), "0 deleted, 1 not known whether done: ") || !errors.Is(err, client.ErrNetwork) {
			t.Errorf("it ends with %v", err)
		}
		told := strings.Count(said.String(), "reading a session: failed, trying again in ")
		if told < 2 || told != strings.Count(said.String(), "\n")-1 || !strings.Contains(said.String(), "\n"+id+": it is not known whether this took effect: ") {
			t.Errorf("it says %q", said)
		}
	})
}

// A wait is told once, however many requests wait, and in one wording whoever
// waits. On a terminal it is told in place.
func TestAWaitIsToldOnce(t *testing.T) {
	const wait, again = "deleting a session: rate limited, trying again in 3 s", "\r" + "deleting a session: rate limited, trying again in 3 s" + "\x1b[K"
	for width, want := range map[int]string{0: wait + "\n" + wait + "\n1 deleted\n", 80: again + again + "\rdeleted 0 of 1\x1b[K\r\x1b[K1 deleted\n"} {
		synctest.Test(t, func(t *testing.T) {
			p, said := program(&busy{cut{session: session(t)}}, width)
			e := client.Event{Op: "deleting a session", Reason: "rate limited", Wait: 3 * time.Second}
			p.Waiting(client.Event{Op: "deleting a session", Reason: "holding to the rate limit", Wait: time.Second / 5})
			p.Waiting(e)
			p.Waiting(e)
			time.Sleep(e.Wait)
			if err := p.Delete(t.Context(), DeleteOptions{Choice: Choice{IDs: []string{id}}, Yes: true}); err != nil || said.String() != want {
				t.Errorf("width %d: it says %q, %v; want %q", width, said, err, want)
			}
		})
	}
}

// In a conversation a wait is a statement as others are.
func TestAWaitIsAStatementOfAConversation(t *testing.T) {
	p, said := program(nil, 80)
	p.o.In = strings.NewReader("")
	if err := p.Linear(t.Context(), Choice{}); err != nil {
		t.Fatal(err)
	}
	p.Waiting(client.Event{Op: "listing sessions", Reason: "rate limited", Wait: time.Second})
	if !strings.HasSuffix(said.String(), "lists the commands\nlisting sessions: rate limited, trying again in 1 s\n") {
		t.Errorf("it says %q", said)
	}
}
