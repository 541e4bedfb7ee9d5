package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/trash"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/store"
)

const (
	bulkHeld    = 10_000
	bulkDeletes = 1_000
	bulkLines   = 4 // connections at a time
)

// BenchmarkBulkDelete deletes 1,000 of 10,000 sessions over HTTP, by turns with
// four plain connections that do nothing but DELETE and with the whole program:
// queue, readings, copies and receipts on disk, frames. "ratio" is how many
// times as long the program takes, from the end of the undo window on, in whose
// last seconds it reads ahead; or from the answer to its question, without a
// window. A server that answers at once shares the processors with both, which
// makes it a measure of work; with a latency it is one of waiting.
func BenchmarkBulkDelete(b *testing.B) {
	for _, latency := range []time.Duration{0, 2 * time.Millisecond, 20 * time.Millisecond} {
		b.Run(fmt.Sprintf("%v/window", latency), func(b *testing.B) { benchmarkBulkDelete(b, latency, 10*time.Second) })
		b.Run(fmt.Sprintf("%v/no-window", latency), func(b *testing.B) { benchmarkBulkDelete(b, latency, 0) })
	}
}

func benchmarkBulkDelete(b *testing.B, latency, window time.Duration) {
	var plain, queue time.Duration
	for b.Loop() {
		plain += plainDeletes(b, latency)
		queue += queuedDeletes(b, latency, window)
	}
	b.ReportMetric(float64(plain.Microseconds())/1000/float64(b.N), "plain-ms")
	b.ReportMetric(float64(queue.Microseconds())/1000/float64(b.N), "queue-ms")
	b.ReportMetric(float64(queue)/float64(plain), "ratio")
}

// bulkServer is a server on the loopback interface, and what is to be deleted
// there.
func bulkServer(b *testing.B, latency time.Duration) (srv *demo.Server, url string, ids []string) {
	b.Helper()
	srv = demo.New(demo.Options{Sessions: bulkHeld, Seed: 1, Token: "demo", Latency: latency})
	url, err := srv.Listen("")
	if err != nil {
		b.Fatal(err)
	}
	all := srv.IDs()
	for i := 0; i < bulkHeld; i += bulkHeld / bulkDeletes {
		ids = append(ids, all[i])
	}
	return srv, url, ids
}

// checkBulk makes sure that what was to be deleted is, and nothing else.
func checkBulk(b *testing.B, srv *demo.Server) {
	b.Helper()
	if n := srv.Count(); n != bulkHeld-bulkDeletes {
		b.Fatalf("the server holds %d sessions, not %d", n, bulkHeld-bulkDeletes)
	}
	if err := srv.Close(); err != nil {
		b.Fatal(err)
	}
}

// plainDeletes deletes with nothing but HTTP.
func plainDeletes(b *testing.B, latency time.Duration) time.Duration {
	b.Helper()
	srv, url, ids := bulkServer(b, latency)
	transport := &http.Transport{MaxIdleConnsPerHost: bulkLines, DisableCompression: true}
	defer transport.CloseIdleConnections()
	hc := &http.Client{Transport: transport}
	next := make(chan string, len(ids))
	for _, id := range ids {
		next <- id
	}
	close(next)
	failed := make(chan error, bulkLines)
	start := time.Now()
	var all sync.WaitGroup
	for range bulkLines {
		all.Go(func() {
			for id := range next {
				if err := plainDelete(b.Context(), hc, url+"/session/"+id); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	all.Wait()
	took := time.Since(start)
	close(failed)
	for err := range failed {
		b.Fatal(err)
	}
	checkBulk(b, srv)
	return took
}

func plainDelete(ctx context.Context, hc *http.Client, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodDelete, url, http.NoBody)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer demo")
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("DELETE: %s", resp.Status)
	}
	return nil
}

// queuedDeletes deletes with the program.
func queuedDeletes(b *testing.B, latency, window time.Duration) time.Duration {
	b.Helper()
	srv, url, ids := bulkServer(b, latency)
	r := newBulkRun(b, url, window)
	r.hold(b, ids)
	start := time.Now()
	r.give(nil)
	r.cmd(r.m.queueDeletes(ids))
	if window > 0 {
		const last = 400 * time.Millisecond
		r.ahead.Add(int64(window - last))
		r.give(nil)
		r.until(b, func() bool { return r.read == bulkDeletes })
		r.ahead.Add(int64(last))
		start = time.Now()
		r.give(nil)
	}
	r.until(b, func() bool { return r.m.store.Progress().Finished() })
	took := time.Since(start)
	if p := r.m.store.Progress(); p.Deleted != bulkDeletes {
		b.Fatal(p.String())
	}
	r.close(b)
	checkBulk(b, srv)
	return took
}

// bulkRun is the program without a terminal: what its commands bring, in turn,
// and a frame sixty times a second.
type bulkRun struct {
	m     *Model
	api   *client.Client
	trash *trash.Trash
	msgs  chan tea.Msg
	stop  chan struct{}
	ahead atomic.Int64 // of the clock
	read  int          // sessions that were read again
}

func newBulkRun(b *testing.B, url string, window time.Duration) *bulkRun {
	b.Helper()
	r := &bulkRun{msgs: make(chan tea.Msg), stop: make(chan struct{})}
	var err error
	if r.api, err = client.New(client.Options{BaseURL: url, Token: "demo"}); err != nil {
		b.Fatal(err)
	}
	if r.trash, _, err = trash.Open(b.TempDir(), trash.Options{Mask: client.Redact, Now: r.now}); err != nil {
		b.Fatal(err)
	}
	settings := config.Default()
	settings.Undo = window
	r.m = New(b.Context(), Options{Server: Server{API: r.api, Account: "demo"}, Settings: settings, Keys: keymap.Default(),
		Now: r.now, Zone: time.UTC, Trash: r.trash})
	r.cmd(r.m.Init())
	r.give(tea.WindowSizeMsg{Width: 120, Height: 40})
	return r
}

// now is the program's clock, which other goroutines ask too.
func (r *bulkRun) now() time.Time { return time.Now().Add(time.Duration(r.ahead.Load())) }

// hold makes the program know the sessions, as if they had been scrolled by.
func (r *bulkRun) hold(b *testing.B, ids []string) {
	b.Helper()
	for at := 0; at < len(ids); at += 100 {
		page, err := r.api.Summaries(b.Context(), client.ListParams{IDAny: ids[at : at+100], Limit: 100}, client.Pick{})
		if err != nil {
			b.Fatal(err)
		}
		r.m.store.Merge(page.Rows, time.Now())
	}
	for quiet := time.After(200 * time.Millisecond); ; {
		select {
		case msg := <-r.msgs:
			r.give(msg)
		case <-quiet:
			return
		}
	}
}

// until lets the program go on.
func (r *bulkRun) until(b *testing.B, done func() bool) {
	b.Helper()
	frame := time.NewTicker(time.Second / 60)
	defer frame.Stop()
	tooLong := time.After(time.Minute)
	for !done() {
		select {
		case msg := <-r.msgs:
			r.give(msg)
		case <-frame.C:
			r.m.View()
		case <-tooLong:
			b.Fatal("the queue does not come to an end: " + r.m.store.Progress().String())
		}
	}
}

func (r *bulkRun) give(msg tea.Msg) {
	if all, ok := msg.(tea.BatchMsg); ok {
		for _, cmd := range all {
			r.cmd(cmd)
		}
		return
	}
	if done, ok := msg.(writeDone); ok && done.work.Kind == store.Reread {
		r.read += len(done.outcomes)
	}
	_, cmd := r.m.Update(msg)
	r.cmd(cmd)
}

func (r *bulkRun) cmd(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		select {
		case r.msgs <- cmd():
		case <-r.stop:
		}
	}()
}

func (r *bulkRun) close(b *testing.B) {
	b.Helper()
	close(r.stop)
	r.m.end()
	r.api.Close()
	if err := r.trash.Close(); err != nil {
		b.Fatal(err)
	}
}

// A bulk keeps masked copies of what is as it was; what changed meanwhile is
// shown, and comes as it is.
func TestABulkMasksItsCopiesAndNothingElse(t *testing.T) {
	srv := demo.New(demo.Options{})
	hidden := map[string]any{"name": "old", "assistant": map[string]any{"name": "A", "credentials": []any{map[string]any{"apiKey": "hunter2"}}}}
	same, err := srv.Insert(hidden)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := srv.Insert(hidden)
	if err != nil {
		t.Fatal(err)
	}
	api, err := client.New(client.Options{BaseURL: "http://127.0.0.1", HTTP: srv.Transport()})
	if err != nil {
		t.Fatal(err)
	}
	kept, _, err := trash.Open(t.TempDir(), trash.Options{Mask: client.Redact})
	if err != nil {
		t.Fatal(err)
	}
	w := store.Work{Kind: store.Reread, IDs: []string{same, changed}}
	for _, id := range w.IDs {
		s, err := api.Get(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		w.Expect = append(w.Expect, s.UpdatedAt)
	}
	if _, err := srv.Touch(changed, map[string]any{"name": "new"}); err != nil {
		t.Fatal(err)
	}
	out := sender{api: api, trash: kept}.reread(t.Context(), &w)
	if len(out) != 2 || out[0].What != store.Same || out[1].What != store.LeftOut {
		t.Fatalf("outcomes %+v", out)
	}
	if s := out[1].Session; s.Name != "new" || !strings.Contains(string(s.Raw), "hunter2") {
		t.Errorf("what changed came as %s", s.Raw)
	}
	copied, err := kept.Read(same)
	if err != nil || !strings.Contains(string(copied), client.Mask) || strings.Contains(string(copied), "hunter2") {
		t.Errorf("the copy is %s, %v", copied, err)
	}
	if _, err := kept.Read(changed); !errors.Is(err, trash.ErrNoCopy) {
		t.Errorf("a copy of what is not deleted: %v", err)
	}
	api.Close()
	if err := errors.Join(kept.Close(), srv.Close()); err != nil {
		t.Fatal(err)
	}
}

// failing is an API that can do nothing but delete, and not that after a while.
type failing struct {
	API
	good   int
	asked  []string
	refuse error
}

func (f *failing) Delete(_ context.Context, id string) (*client.Session, error) {
	f.asked = append(f.asked, id)
	if len(f.asked) > f.good {
		return nil, f.refuse
	}
	return nil, nil
}

// Of several deletes the first that goes wrong ends the others, and every one
// that was sent has its receipt.
func TestSeveralDeletesEndAtTheFirstTrouble(t *testing.T) {
	for _, refuse := range []error{client.ErrRateLimited, client.ErrForbidden, client.ErrNetwork} {
		kept, _, err := trash.Open(t.TempDir(), trash.Options{})
		if err != nil {
			t.Fatal(err)
		}
		api := &failing{good: 2, refuse: refuse}
		out, note := sender{api: api, trash: kept}.deleteAll(t.Context(), []string{"a", "b", "c", "d", "e"})
		if note != nil || len(out) != 5 || len(api.asked) != 3 {
			t.Fatalf("%v: %v, asked for %v", refuse, note, api.asked)
		}
		want := []store.What{store.Done, store.Done, store.OutcomeOf("c", refuse).What, store.Unsent, store.Unsent}
		for i, o := range out {
			if o.What != want[i] || o.ID != string(rune('a'+i)) {
				t.Errorf("%v: outcome %d: %+v", refuse, i, o)
			}
		}
		receipts, err := kept.Receipts(0)
		if err != nil || len(receipts) != 3 || receipts[0].ID != "c" {
			t.Errorf("%v: receipts %v, %v", refuse, receipts, err)
		}
		if err := kept.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
