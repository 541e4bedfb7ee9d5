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

// program is one that keeps no copies, and what it says.
func program(api API) (*Program, *bytes.Buffer) {
	s, said := config.Default(), &bytes.Buffer{}
	s.Trash.Off = true
	return New(Options{API: api, Settings: s, Out: said, Err: said, Now: time.Now, Zone: time.UTC,
		Trash: func() (*trash.Trash, trash.Report, error) { return nil, trash.Report{}, errors.New("none") }}), said
}

// A delete of which nobody knows whether it took effect has not failed.
func TestADeleteThatIsNotKnownHasNotFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const id = "9f2c41d0-5a0e-4c1b-9d21-2f0c88ab77b1"
		s, err := client.DecodeSession([]byte(`{"id":"` + id + `","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"}`))
		if err != nil {
			t.Fatal(err)
		}
		p, said := program(&cut{session: s})
		err = p.Delete(t.Context(), Delete{Choice: Choice{IDs: []string{id}}, Yes: true})
		if err == nil || !strings.HasPrefix(err.Error(), "deleted 0, not known of 1 whether deleted: ") || !errors.Is(err, client.ErrNetwork) {
			t.Errorf("it ends with %v", err)
		}
		told := strings.Count(said.String(), "reading a session: failed, trying again in ")
		if told < 2 || told != strings.Count(said.String(), "\n")-1 || !strings.Contains(said.String(), "\n"+id+": it is not known whether this took effect: ") {
			t.Errorf("it says %q", said)
		}
	})
}

// A wait is told once, however many requests wait.
func TestAWaitIsToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, said := program(nil)
		wait := client.Event{Op: "deleting a session", Reason: "connection refused", Wait: 3 * time.Second}
		p.Waiting(client.Event{Op: "deleting a session", Reason: "holding to the rate limit", Wait: time.Second / 5})
		p.Waiting(wait)
		p.Waiting(wait)
		time.Sleep(3 * time.Second)
		p.Waiting(wait)
		const once = "deleting a session: connection refused, trying again in 3 s\n"
		if said.String() != once+once {
			t.Errorf("it says %q", said)
		}
	})
}
