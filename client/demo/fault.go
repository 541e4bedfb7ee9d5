package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Kind is one way for a request to go wrong: a status from 400 to 599, or one
// of the Kind constants.
type Kind string

// Kinds of faults. Of those marked "after", the request takes effect first.
const (
	Reset    Kind = "reset"    // the connection is reset before any answer
	Lost     Kind = "lost"     // after: the same, so that a write was done and nobody knows
	Hang     Kind = "hang"     // no answer until the client gives up
	Stall    Kind = "stall"    // after: half of the answer, then nothing
	Truncate Kind = "truncate" // after: half of the answer, then the connection ends
	HTML     Kind = "html"     // 502 with a page of HTML
	Garbage  Kind = "garbage"  // 200 with bytes that mean nothing
	Empty    Kind = "empty"    // 200 without a body
	NoBody   Kind = "nobody"   // after: 204
	Redirect Kind = "redirect" // 302 to another host
	BOM      Kind = "bom"      // after: the answer behind a byte-order mark
	Trailing Kind = "trailing" // after: the answer and then more bytes
	Plain    Kind = "plain"    // after: the answer, called text/plain
	BadGzip  Kind = "badgzip"  // 200, called gzip, which it is not
	Bomb     Kind = "bomb"     // 200, some 100 kB of gzip that become 100 MB
	Deep     Kind = "deep"     // 200, JSON nested ten thousand deep
)

var kinds = []Kind{Reset, Lost, Hang, Stall, Truncate, HTML, Garbage, Empty, NoBody, Redirect, BOM, Trailing, Plain, BadGzip, Bomb, Deep}

// status is the kind as a status, 0 when it is none.
func (k Kind) status() int {
	n, err := strconv.Atoi(string(k))
	if err != nil || n < 400 || n > 599 || len(k) != 3 {
		return 0
	}
	return n
}

// Rate is how often a fault of a kind happens.
type Rate struct {
	Share float64 // of all requests, 0 to 1
	Kind  Kind
}

// Faults are what goes wrong on purpose. Which request meets which fault
// follows from the server's seed and the request's number.
type Faults struct {
	Latency    time.Duration // before every answer, besides Options.Latency
	Jitter     time.Duration // up to this much more
	RetryAfter time.Duration // sent with 429 and 503, in whole seconds; 0 sends none
	Methods    []string      // only these methods meet a Rate; empty for all
	Rates      []Rate        // of which at most one happens to a request
}

// ParseFaults reads a fault switch: parts separated by commas, each a name and
// a value.
//
//	latency=300ms         before every answer
//	jitter=200ms          up to this much more
//	rate=0.05:429         this share of the requests gets this fault; may be repeated
//	retry-after=2s        goes with 429 and 503
//	only=GET              rates are for this method alone; may be repeated
//
// A fault is a status from 400 to 599 or a Kind. An empty switch is no faults.
func ParseFaults(s string) (Faults, error) {
	var f Faults
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		var err error
		switch name {
		case "latency":
			f.Latency, err = parseDelay(value)
		case "jitter":
			f.Jitter, err = parseDelay(value)
		case "retry-after":
			f.RetryAfter, err = parseDelay(value)
		case "only":
			f.Methods = append(f.Methods, strings.ToUpper(value))
		case "rate":
			var r Rate
			r, err = parseRate(value)
			f.Rates = append(f.Rates, r)
		default:
			err = fmt.Errorf("want latency, jitter, retry-after, only or rate")
		}
		if err != nil {
			return Faults{}, fmt.Errorf("reading fault %q: %w", part, err)
		}
	}
	sum := 0.0
	for _, r := range f.Rates {
		sum += r.Share
	}
	if sum > 1+1e-9 {
		return Faults{}, fmt.Errorf("reading faults %q: the rates add up to %g, which is more than 1", s, sum)
	}
	return f, nil
}

func parseDelay(s string) (time.Duration, error) {
	d, err := time.ParseDuration(s)
	if err == nil && d < 0 {
		err = fmt.Errorf("a delay cannot be negative")
	}
	return d, err
}

func parseRate(s string) (Rate, error) {
	share, kind, _ := strings.Cut(s, ":")
	p, err := strconv.ParseFloat(share, 64)
	if err != nil || !(p >= 0 && p <= 1) {
		return Rate{}, fmt.Errorf("want a share from 0 to 1, a colon and a fault")
	}
	k := Kind(kind)
	if k.status() == 0 && !slices.Contains(kinds, k) {
		return Rate{}, fmt.Errorf("no such fault %q: want a status from 400 to 599 or one of %v", kind, kinds)
	}
	return Rate{p, k}, nil
}

// injector decides what goes wrong.
type injector struct {
	seed uint64

	mu     sync.Mutex
	faults Faults
	queue  []Kind // for the next requests, before any rate
}

// fault is what goes wrong with one request.
type fault struct {
	kind       Kind // empty for nothing
	delay      time.Duration
	retryAfter time.Duration
	dice
}

// draw is the fate of a request.
func (t *injector) draw(serial uint64, method string) fault {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := fault{delay: t.faults.Latency, retryAfter: t.faults.RetryAfter, dice: dice{hash(t.seed, saltFault, serial)}}
	if t.faults.Jitter > 0 {
		f.delay += time.Duration(f.next() % uint64(t.faults.Jitter+1))
	}
	if len(t.queue) > 0 {
		f.kind, t.queue = t.queue[0], t.queue[1:]
		return f
	}
	if len(t.faults.Methods) > 0 && !slices.Contains(t.faults.Methods, method) {
		return f
	}
	at := float64(f.next()>>11) / (1 << 53)
	for _, r := range t.faults.Rates {
		if at < r.Share {
			f.kind = r.Kind
			break
		}
		at -= r.Share
	}
	return f
}

// SetFaults changes what goes wrong, from the next request on.
func (s *Server) SetFaults(f Faults) {
	s.inject.mu.Lock()
	defer s.inject.mu.Unlock()
	s.inject.faults = f
}

// FailNext makes the next requests meet these faults, one each, in this order,
// whatever their method; an empty Kind lets one through.
func (s *Server) FailNext(kinds ...Kind) {
	s.inject.mu.Lock()
	defer s.inject.mu.Unlock()
	s.inject.queue = append(s.inject.queue, kinds...)
}
