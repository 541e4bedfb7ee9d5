package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// FaultKind is one way for a request to fail: a status from 400 to 599, or one
// of the constants below.
type FaultKind string

// With the kinds marked "after", the request takes effect first.
const (
	Reset    FaultKind = "reset"    // the connection is reset before any answer
	Lost     FaultKind = "lost"     // after: the connection is reset, so the client does not know that a write was done
	Hang     FaultKind = "hang"     // no answer until the client gives up
	Stall    FaultKind = "stall"    // after: half of the answer, then nothing
	Truncate FaultKind = "truncate" // after: half of the answer, then the connection ends
	HTML     FaultKind = "html"     // 502 with a page of HTML
	Garbage  FaultKind = "garbage"  // 200 with bytes that mean nothing
	Empty    FaultKind = "empty"    // 200 without a body
	NoBody   FaultKind = "nobody"   // after: 204
	Redirect FaultKind = "redirect" // 302 to another host
	BOM      FaultKind = "bom"      // after: the answer behind a byte-order mark
	Trailing FaultKind = "trailing" // after: the answer and then more bytes
	Plain    FaultKind = "plain"    // after: the answer, called text/plain
	BadGzip  FaultKind = "badgzip"  // 200, called gzip, which it is not
	Bomb     FaultKind = "bomb"     // 200, some 100 kB of gzip that become 100 MB
	Deep     FaultKind = "deep"     // 200, JSON nested ten thousand deep
)

var kinds = []FaultKind{Reset, Lost, Hang, Stall, Truncate, HTML, Garbage, Empty, NoBody, Redirect, BOM, Trailing, Plain, BadGzip, Bomb, Deep}

// status is the kind as an HTTP status; 0 when it is none.
func (k FaultKind) status() int {
	n, err := strconv.Atoi(string(k))
	if err != nil || n < 400 || n > 599 || len(k) != 3 {
		return 0
	}
	return n
}

// Rate is how often a kind of fault happens.
type Rate struct {
	Share float64 // of all requests, 0 to 1
	Kind  FaultKind
}

// Faults says which faults are injected. Which request meets which fault
// follows from the server's seed and the number of the request.
type Faults struct {
	Latency    time.Duration // before every answer, besides Options.Latency
	Jitter     time.Duration // up to this much more
	RetryAfter time.Duration // sent with 429 and 503, in whole seconds; 0 sends none
	Methods    []string      // the methods to which Rates apply; empty for all
	Rates      []Rate        // at most one applies to a request
}

// ParseFaults reads the text of a --fault flag: parts separated by commas, each a
// name and a value.
//
//	latency=300ms         before every answer
//	jitter=200ms          up to this much more
//	rate=0.05:429         this share of the requests meets this fault; may be repeated
//	retry-after=2s        is sent with 429 and 503
//	only=GET              rates are for this method alone; may be repeated
//
// A fault is a status from 400 to 599 or another FaultKind. An empty text is no faults.
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
	k := FaultKind(kind)
	if k.status() == 0 && !slices.Contains(kinds, k) {
		return Rate{}, fmt.Errorf("no such fault %q: want a status from 400 to 599 or one of %v", kind, kinds)
	}
	return Rate{p, k}, nil
}

// fault is what happens to one request.
type fault struct {
	kind       FaultKind // empty for nothing
	delay      time.Duration
	retryAfter time.Duration
	rng
}

// draw chooses the fault of a request by its number.
func (f *Faults) draw(seed, serial uint64, method string) fault {
	one := fault{delay: f.Latency, retryAfter: f.RetryAfter, rng: rng{hash(seed, saltFault, serial)}}
	if f.Jitter > 0 {
		one.delay += time.Duration(one.next() % uint64(f.Jitter+1))
	}
	if len(f.Methods) > 0 && !slices.Contains(f.Methods, method) {
		return one
	}
	at := float64(one.next()>>11) / (1 << 53)
	for _, r := range f.Rates {
		if at < r.Share {
			one.kind = r.Kind
			break
		}
		at -= r.Share
	}
	return one
}
