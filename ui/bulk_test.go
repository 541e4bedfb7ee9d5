package ui

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
	"vapi-sessions/client/trash"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
)

const (
	bulkHeld    = 10_000
	bulkDeletes = 1_000
	bulkLines   = 4 // connections at a time
)

// BenchmarkBulkDelete deletes 1,000 of 10,000 sessions over HTTP, by turns with
// four plain connections that do nothing but DELETE and with the whole program:
// queue, readings, copies and receipts on disk, frames. "ratio" is how many
// times as long the program takes, from the end of the undo window on, or from the
// answer to its question, without a window. A server that answers at once shares
// the processors with both, which makes it a measure of work; with a latency it is
// one of waiting.
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
func bulkServer(b *testing.B, latency time.Duration) (srv *demotest.Server, url string, ids []string) {
	b.Helper()
	srv = demotest.New(demo.Options{Sessions: bulkHeld, Seed: 1, Token: "demo", Latency: latency, Odd: true})
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
func checkBulk(b *testing.B, srv *demotest.Server) {
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
	r.cmd(r.m.writes.Delete(ids))
	if window > 0 {
		start = time.Now()
		r.m.store.Flush()
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
}

func newBulkRun(b *testing.B, url string, window time.Duration) *bulkRun {
	b.Helper()
	r := &bulkRun{msgs: make(chan tea.Msg), stop: make(chan struct{})}
	var err error
	if r.api, err = client.New(client.Options{BaseURL: url, Token: "demo"}); err != nil {
		b.Fatal(err)
	}
	if r.trash, _, err = trash.Open(b.TempDir(), trash.Options{Mask: client.Redact, Now: time.Now}); err != nil {
		b.Fatal(err)
	}
	settings := config.Default()
	settings.UndoWindow = window
	r.m = New(b.Context(), Options{Server: Server{API: r.api, Account: "demo"}, Settings: settings, Keys: keymap.Default(),
		Now: time.Now, Zone: time.UTC, Trash: r.trash})
	r.cmd(r.m.Init())
	r.give(tea.WindowSizeMsg{Width: 120, Height: 40})
	return r
}

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
	r.m.cancel()
	r.api.Close()
	if err := r.trash.Close(); err != nil {
		b.Fatal(err)
	}
}
