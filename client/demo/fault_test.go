package demo_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	. "vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
)

func TestParseFaults(t *testing.T) {
	for _, tt := range []struct {
		text string
		want Faults
	}{
		{"", Faults{}},
		{"latency=300ms,jitter=200ms,rate=0.05:429,rate=0.02:reset", Faults{Latency: 300 * time.Millisecond, Jitter: 200 * time.Millisecond,
			Rates: []Rate{{0.05, "429"}, {0.02, Reset}}}},
		{" only=get, only=PATCH ,retry-after=2s,rate=1:stall,", Faults{RetryAfter: 2 * time.Second, Methods: []string{"GET", "PATCH"}, Rates: []Rate{{1, Stall}}}},
	} {
		got, err := ParseFaults(tt.text)
		if err != nil || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%q: %+v, %v; want %+v", tt.text, got, err, tt.want)
		}
	}
	for _, k := range Kinds {
		if _, err := ParseFaults("rate=0.5:" + string(k)); err != nil {
			t.Errorf("%s: %v", k, err)
		}
	}
	for _, bad := range []string{
		"x", "latency", "latency=3", "latency=-1s", "jitter=fast", "rate=2:429", "rate=-1:429", "rate=NaN:429", "rate=0.5", "rate=0.5:200",
		"rate=0.5:600", "rate=0.5:+429", "rate=0.5:boom", "rate=0.6:429,rate=0.6:500", "retry-after=soon",
	} {
		if got, err := ParseFaults(bad); err == nil || !strings.Contains(err.Error(), strings.Split(bad, ",")[0]) {
			t.Errorf("%q: %+v, %v", bad, got, err)
		}
	}
}

// always gives every request the same faults.
func always(f Faults) func(*http.Request) Faults { return func(*http.Request) Faults { return f } }

func TestFaultsFollowTheSeed(t *testing.T) {
	f, err := ParseFaults("rate=0.3:429,rate=0.2:503,only=GET")
	if err != nil {
		t.Fatal(err)
	}
	fates := func(seed uint64) (out []int, shares map[int]int) {
		s := newServer(t, Options{Seed: seed, Faults: always(f)})
		shares = map[int]int{}
		for range 1000 {
			status := ask(t, s, "GET", "/session?limit=0", "").status
			out = append(out, status)
			shares[status]++
		}
		return out, shares
	}
	one, shares := fates(1)
	again, _ := fates(1)
	other, _ := fates(2)
	if !reflect.DeepEqual(one, again) {
		t.Error("the same seed made other faults")
	}
	if reflect.DeepEqual(one, other) {
		t.Error("another seed made the same faults")
	}
	if n := shares[429]; n < 250 || n > 350 {
		t.Errorf("%d of 1000 met 429, want some 300", n)
	}
	if n := shares[503]; n < 150 || n > 250 {
		t.Errorf("%d of 1000 met 503, want some 200", n)
	}
	s := newServer(t, Options{Seed: 1, Faults: always(f)})
	for range 50 {
		if r := ask(t, s, "POST", "/session", "{}"); r.status != 201 {
			t.Fatalf("POST met a fault that is only for GET: %d", r.status)
		}
	}
}

// outcome is what a client sees of one request.
type outcome struct {
	err     error // of sending, or of reading the body
	status  int
	header  http.Header
	body    []byte
	aborted bool // whether err came with the body
}

func send(ctx context.Context, t *testing.T, rt http.RoundTripper, base, method string) outcome {
	t.Helper()
	var body io.Reader
	if method != http.MethodGet {
		body = strings.NewReader(`{"name":"posted"}`)
	}
	r, err := http.NewRequestWithContext(ctx, method, base+"/session", body)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := rt.RoundTrip(r)
	if err != nil {
		return outcome{err: err}
	}
	defer func() { _ = resp.Body.Close() }()
	b, err := io.ReadAll(resp.Body)
	return outcome{err, resp.StatusCode, resp.Header, b, err != nil}
}

// faultCases say what a client sees of each fault and whether a write was done.
var faultCases = []struct {
	kind  FaultKind
	done  bool
	check func(outcome) bool
}{
	{"", true, func(o outcome) bool { return o.status == 201 && json.Valid(o.body) }},
	{"429", false, func(o outcome) bool {
		return o.status == 429 && o.header.Get("Retry-After") == "2" && strings.Contains(string(o.body), `"Rate limit exceeded"`)
	}},
	{"503", false, func(o outcome) bool {
		return o.status == 503 && json.Valid(o.body) && o.header.Get("Retry-After") == "2"
	}},
	{"500", false, func(o outcome) bool { return o.status == 500 && o.header.Get("Retry-After") == "" }},
	{"418", false, func(o outcome) bool { return o.status == 418 && json.Valid(o.body) }},
	{Reset, false, func(o outcome) bool { return errors.Is(o.err, syscall.ECONNRESET) && !o.aborted }},
	{Lost, true, func(o outcome) bool { return errors.Is(o.err, syscall.ECONNRESET) && !o.aborted }},
	{Hang, false, func(o outcome) bool { return errors.Is(o.err, context.DeadlineExceeded) && !o.aborted }},
	{Stall, true, func(o outcome) bool {
		return errors.Is(o.err, context.DeadlineExceeded) && o.aborted && o.status == 201 && len(o.body) > 10
	}},
	{Truncate, true, func(o outcome) bool {
		return errors.Is(o.err, io.ErrUnexpectedEOF) && o.aborted && len(o.body) > 10 && !json.Valid(o.body)
	}},
	{HTML, false, func(o outcome) bool {
		return o.status == 502 && strings.HasPrefix(o.header.Get("Content-Type"), "text/html") && strings.Contains(string(o.body), "<html>")
	}},
	{Garbage, false, func(o outcome) bool { return o.status == 200 && len(o.body) == 512 && !json.Valid(o.body) }},
	{Empty, false, func(o outcome) bool { return o.status == 200 && len(o.body) == 0 && o.err == nil }},
	{NoBody, true, func(o outcome) bool { return o.status == 204 && len(o.body) == 0 && o.err == nil }},
	{Redirect, false, func(o outcome) bool {
		return o.status == 302 && o.header.Get("Location") == "https://elsewhere.example/session"
	}},
	{BOM, true, func(o outcome) bool { return o.status == 201 && strings.HasPrefix(string(o.body), "\ufeff{") }},
	{Trailing, true, func(o outcome) bool { return o.status == 201 && strings.HasSuffix(string(o.body), "} trailing") }},
	{Plain, true, func(o outcome) bool { return o.header.Get("Content-Type") == "text/plain" && json.Valid(o.body) }},
	{BadGzip, false, func(o outcome) bool { return o.header.Get("Content-Encoding") == "gzip" && o.body[0] == '{' }},
	{Bomb, false, func(o outcome) bool {
		return o.header.Get("Content-Encoding") == "gzip" && len(o.body) > 50_000 && len(o.body) < 200_000
	}},
	{Deep, false, func(o outcome) bool {
		return o.status == 200 && strings.Contains(string(o.body), strings.Repeat("[", 10_000))
	}},
}

func TestEachFault(t *testing.T) {
	covered := map[FaultKind]bool{}
	for _, tt := range faultCases {
		covered[tt.kind] = true
		check := func(t *testing.T, s *demotest.Server, rt http.RoundTripper, base string) {
			s.SetFaults(Faults{RetryAfter: 1500 * time.Millisecond})
			s.FailNext(tt.kind)
			ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
			defer cancel()
			if tt.kind != Hang && tt.kind != Stall {
				ctx = t.Context()
			}
			if o := send(ctx, t, rt, base, http.MethodPost); !tt.check(o) {
				t.Errorf("a client sees %d %v, %d bytes %.60q, error %v (with the body: %v)", o.status, o.header, len(o.body), o.body, o.err, o.aborted)
			}
			if done := s.Count() == 4; done != tt.done {
				t.Errorf("the write was done: %v, want %v", done, tt.done)
			}
			if o := send(t.Context(), t, rt, base, http.MethodGet); o.status != 200 || !json.Valid(o.body) || o.err != nil {
				t.Errorf("the next request: %d, %v", o.status, o.err)
			}
			if log := s.Requests(); len(log) != 2 {
				t.Errorf("requests: %+v", log)
			}
		}
		t.Run("socket/"+string(tt.kind), func(t *testing.T) {
			s := newServer(t, Options{Sessions: 3, Seed: 1})
			base, err := s.Listen("")
			if err != nil {
				t.Fatal(err)
			}
			rt := &http.Transport{DisableCompression: true}
			check(t, s, rt, base)
			rt.CloseIdleConnections()
		})
		t.Run("process/"+string(tt.kind), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := demotest.New(Options{Sessions: 3, Seed: 1})
				check(t, s, s.Transport(), "http://anywhere.example")
				_ = s.Close()
			})
		})
	}
	for _, k := range Kinds {
		if !covered[k] {
			t.Errorf("fault %s is not tested", k)
		}
	}
}

func TestFaultDelays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, err := ParseFaults("latency=300ms,jitter=200ms")
		if err != nil {
			t.Fatal(err)
		}
		s := demotest.New(Options{Seed: 5, Latency: time.Second, Faults: always(f)})
		seen := map[time.Duration]bool{}
		for range 20 {
			start := time.Now()
			send(t.Context(), t, s.Transport(), "http://demo", http.MethodGet)
			d := time.Since(start)
			if d < 1300*time.Millisecond || d > 1500*time.Millisecond {
				t.Errorf("answered after %v", d)
			}
			seen[d] = true
		}
		if len(seen) < 10 {
			t.Errorf("only %d different delays", len(seen))
		}
	})
}

// TestCloseEndsRequestsThatWait makes sure that nobody waits for a server that is gone.
func TestCloseEndsRequestsThatWait(t *testing.T) {
	for _, kind := range []FaultKind{Hang, Stall} {
		synctest.Test(t, func(t *testing.T) {
			s := demotest.New(Options{Sessions: 3, Seed: 1})
			s.FailNext(kind)
			go func() {
				synctest.Wait()
				_ = s.Close()
			}()
			if o := send(t.Context(), t, s.Transport(), "http://demo", http.MethodGet); o.err == nil {
				t.Errorf("%s ended without an error", kind)
			}
		})
	}
}
