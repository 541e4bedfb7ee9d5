package plain

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
)

// lame is a server of small pages, of which one cannot be read the first time.
type lame struct {
	API
	page, asked int
}

func (s *lame) Summaries(ctx context.Context, p client.ListParams, pick client.Pick) (*client.Page[client.Summary], error) {
	if s.asked++; s.asked == s.page {
		return nil, &client.Error{Op: "listing sessions", Kind: client.ErrNetwork}
	}
	p.Limit = min(p.Limit, 95)
	return s.API.Summaries(ctx, p, pick)
}

// slow is a server whose small pages take a while.
type slow struct{ API }

func (s slow) Summaries(ctx context.Context, p client.ListParams, pick client.Pick) (*client.Page[client.Summary], error) {
	time.Sleep(3 * time.Second)
	p.Limit = min(p.Limit, 95)
	return s.API.Summaries(ctx, p, pick)
}

// A long search says how far it is before anybody wonders.
func TestAConversationSaysHowFarASearchIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := demotest.New(demo.Options{Sessions: 450, Seed: 1, Token: "demo"})
		api, err := client.New(client.Options{Token: "demo", BaseURL: "http://127.0.0.1", HTTP: server.Transport()})
		if err != nil {
			t.Fatal(err)
		}
		p, said := program(slow{api}, 0)
		p.o.In = strings.NewReader("filter turns:>900\nsum\n")
		if err := p.Linear(t.Context(), Choice{}); err != nil {
			t.Fatal(err)
		}
		const far = "searched 189 of 450\nsearched 377 of 450\n"
		if _, got, _ := strings.Cut(said.String(), "\n"); got != far+"no session matches, searched 450\n"+far+"no session matches\n" {
			t.Errorf("it says %q", got)
		}
	})
}

// changing is a server of small pages, whose sessions are others after some requests.
type changing struct {
	API
	after  int
	others API
}

func (c *changing) Summaries(ctx context.Context, p client.ListParams, pick client.Pick) (*client.Page[client.Summary], error) {
	p.Limit = min(p.Limit, 95)
	if c.after--; c.after < 0 {
		return c.others.Summaries(ctx, p, pick)
	}
	return c.API.Summaries(ctx, p, pick)
}

// What sum has counted does not stand against what the list itself has read since.
func TestAConversationCountsWhatTheListHasReadSinceTheSum(t *testing.T) {
	serve := func(sessions int) API {
		server := demotest.New(demo.Options{Sessions: sessions, Seed: 1, Token: "demo"})
		api, err := client.New(client.Options{Token: "demo", BaseURL: "http://127.0.0.1", HTTP: server.Transport()})
		if err != nil {
			t.Fatal(err)
		}
		return api
	}
	for _, c := range []struct {
		filter          string
		requests        int // until the sum is known
		summed, present int
		want            string
	}{
		{"", 1, 60, 30, "10 of 30"},
		{"filter turns:>=0\n", 2, 60, 30, "10 of 30, searched 30"},
		{"filter turns:>=0\n", 2, 5, 450, "10 of 95 found so far, searched 95 of 450"},
	} {
		p, said := program(&changing{serve(c.summed), c.requests, serve(c.present)}, 0)
		p.o.In = strings.NewReader(c.filter + "sum\nlist\n")
		sum := "\n" + strconv.Itoa(c.summed) + " sessions\n"
		if err := p.Linear(t.Context(), Choice{}); err != nil || !strings.Contains(said.String(), sum) ||
			!strings.HasSuffix(said.String(), "\n"+c.want+"; next tells the following sessions\n") {
			t.Errorf("%v: %v, it says %s", c, err, said)
		}
	}
}

// A list of which a page could not be read goes on after what was told of it.
func TestAConversationGoesOnWhereItFailed(t *testing.T) {
	server := demotest.New(demo.Options{Sessions: 300, Seed: 1, Token: "demo"})
	address, err := server.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Close() }()
	api, err := client.New(client.Options{Token: "demo", BaseURL: address})
	if err != nil {
		t.Fatal(err)
	}
	p, said := program(&lame{API: api, page: 2}, 0)
	p.o.In = strings.NewReader(strings.Repeat("next\n", 31))
	if err := p.Linear(t.Context(), Choice{}); err == nil {
		t.Error("all was read")
	}
	n, failed := 0, 0
	for line := range strings.Lines(said.String()) {
		switch number, _, _ := strings.Cut(line, ": "); {
		case number == "listing sessions" && n > 0:
			failed++
		case number == strconv.Itoa(n+1):
			n++
		case line[0] >= '0' && line[0] <= '9' && !strings.Contains(line, " of 300; next tells"):
			t.Errorf("after %d it tells %s", n, line)
		}
	}
	if n != 300 || failed != 1 || !strings.HasSuffix(said.String(), "that is the end of the list, 300 sessions\n") {
		t.Errorf("it tells %d, and of %d failures:\n%s", n, failed, said)
	}
}
