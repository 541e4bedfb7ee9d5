package demo_test

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"testing"

	. "vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
)

// sink is a response writer that keeps nothing.
type sink struct{ header http.Header }

func (s sink) Header() http.Header         { return s.header }
func (s sink) Write(b []byte) (int, error) { return len(b), nil }
func (s sink) WriteHeader(int)             {}

func serve(s *demotest.Server, target string) {
	s.ServeHTTP(sink{http.Header{}}, httptest.NewRequest(http.MethodGet, target, nil))
}

// pages are what a person who browses asks for, each at several depths.
var pages = []struct{ name, query string }{
	{"newest", ""},
	{"oldest", "sortOrder=ASC"},
	{"middle", "page=400"},
	{"thousand", "limit=1000"},
	{"before", "createdAtLe=2026-01-20T00:00:00.000Z"},
	{"name", "name=refund"},
	{"rare", "name=refund%20%23417&customerNumberAny=%2B4915112345678"},
	{"updated", "updatedAtGe=2026-02-01T00:00:00.000Z&sortOrder=ASC"},
	{"cost", "sortBy=cost"},
	{"duration", "sortBy=duration&page=300"},
}

func benchmarkPages(b *testing.B, n int) {
	s := newServer(b, Options{Sessions: n, Seed: 1})
	for _, p := range pages {
		b.Run(p.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				serve(s, "/session?"+p.query)
			}
		})
	}
}

// BenchmarkPages100k is a page of a hundred thousand sessions: under 5 ms, but
// for the page of a thousand rows and sorts.
func BenchmarkPages100k(b *testing.B) { benchmarkPages(b, 100_000) }

// BenchmarkPages10M is the same of ten million.
func BenchmarkPages10M(b *testing.B) { benchmarkPages(b, 10_000_000) }

// BenchmarkFirstScan is a filter that was never asked for before.
func BenchmarkFirstScan(b *testing.B) {
	for _, n := range []int{100_000, 10_000_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			s := newServer(b, Options{Sessions: n, Seed: 1})
			k := 0
			for b.Loop() {
				k++
				serve(s, "/session?limit=1&name=refund&customerNumberAny="+strconv.Itoa(k))
			}
		})
	}
}

// BenchmarkWrite is a PATCH in the middle of the list, and then a page of a
// filter that was asked for before.
func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{1000, 1_000_000, 10_000_000} {
		s := newServer(b, Options{Sessions: n, Seed: 1})
		path := "/session/" + s.IDAt(n/2)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				ask(b, s, http.MethodPatch, path, `{"name":"x"}`)
			}
		})
		b.Run(strconv.Itoa(n)+"/filter", func(b *testing.B) {
			for b.Loop() {
				ask(b, s, http.MethodPatch, path, `{"name":"x"}`)
				serve(s, "/session?limit=1&name=refund")
			}
		})
	}
}

// BenchmarkMemory reports what a server of ten million sessions keeps after it
// was browsed and filtered.
func BenchmarkMemory(b *testing.B) {
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		s := newServer(b, Options{Sessions: 10_000_000, Seed: 1})
		for _, p := range pages {
			serve(s, "/session?"+p.query)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB-kept")
		b.ReportMetric(float64(after.Sys)/(1<<20), "MiB-system")
		runtime.KeepAlive(s)
	}
}
