package pager

import (
	"math"
	"reflect"
	"slices"
	"time"
)

// want is a request that would be good to have in flight.
type want struct {
	aim         aim
	probe       *probe
	gap         int
	first, last int // positions to be filled
	urgent      bool
	poll        func(*request) // of a poll: says what the request asks for
}

// Plan returns the requests to send now and the IDs of those to cancel, whose
// answers will not be looked at.
func (p *Pager) Plan(now time.Time) (start []Request, cancel []int) {
	p.tick++
	p.now = later(p.now, now)
	p.retryFailed()
	wants := p.wants()
	wanted := make(map[*request]bool, p.o.MaxInFlight)
	for i := range wants {
		if b := wants[i].probe; b != nil && b.request != nil && b.request.aim == wants[i].aim {
			if !b.request.covers(wants[i]) {
				continue // the jump's place is no longer looked at
			}
			wanted[b.request] = true
			b.request.urgent = b.request.urgent || wants[i].urgent
		}
	}
	cancel = p.cancelUnwanted(wanted)
	for _, w := range wants {
		if w.probe != nil && (w.probe.request != nil || w.probe.err != nil && (!w.urgent || p.failedOnScreen(w.gap, w.probe))) {
			continue
		}
		req := p.newRequest(w)
		if p.alreadyAsked(req) {
			continue
		}
		if len(p.inFlight) >= p.o.MaxInFlight {
			preempted := p.preempted(w)
			if preempted == nil {
				continue
			}
			cancel = append(cancel, preempted.id)
			p.land(preempted)
			p.due[preempted.aim] = true
		}
		p.launch(req)
		start = append(start, Request{ID: req.id, Params: req.params, Urgent: w.urgent, Poll: w.poll != nil})
	}
	return start, cancel
}

// cancelUnwanted cancels the jumps to places that are no longer looked at. What
// is read beside known rows is left to arrive.
func (p *Pager) cancelUnwanted(wanted map[*request]bool) (cancel []int) {
	for _, req := range slices.Clone(p.inFlight) {
		if req.aim == aimMid && !wanted[req] {
			cancel = append(cancel, req.id)
			p.land(req)
		}
	}
	return cancel
}

// preempted is the request that makes room for an urgent one.
func (p *Pager) preempted(w want) *request {
	if !w.urgent {
		return nil
	}
	var last *request
	for _, req := range p.inFlight {
		if !req.urgent && (last == nil || req.id > last.id) {
			last = req
		}
	}
	return last
}

// launch puts a request in flight.
func (p *Pager) launch(req *request) {
	p.lastID++
	req.id = p.lastID
	if req.aim != aimFresh { // which goes on until it has brought all
		p.due[req.aim] = false
	}
	p.inFlight = append(p.inFlight, req)
	if req.probe != nil {
		if req.probe.err != nil {
			p.version++
		}
		req.probe.request, req.probe.err = req, nil
	}
}

// land takes a request out of those in flight.
func (p *Pager) land(req *request) {
	p.inFlight = slices.DeleteFunc(p.inFlight, func(g *request) bool { return g == req })
	if req.probe != nil && req.probe.request == req {
		req.probe.request = nil
	}
}

func (p *Pager) alreadyAsked(req *request) bool {
	return slices.ContainsFunc(p.inFlight, func(g *request) bool { return reflect.DeepEqual(req.params, g.params) })
}

// wants lists what would be good to have in flight, the most pressing first: an
// urgent one makes room by cancelling what is in flight, never what comes before it.
func (p *Pager) wants() []want {
	if p.unread {
		return []want{{aim: aimDown, probe: p.gaps[0].by[aimDown], last: max(p.view.Last, p.screen-1), urgent: true}}
	}
	up, down := p.ahead()
	if p.due[aimRenew] {
		return []want{{aim: aimRenew, first: p.view.First, last: p.view.Last, urgent: true}}
	}
	seen := p.gapWants(p.view.First, p.view.Last, true)
	if p.due[aimPoll] {
		if ask := p.pollScreen(); ask != nil {
			seen = append(seen, want{aim: aimPoll, poll: ask})
		} else {
			p.due[aimPoll] = false // nothing on the screen can be asked for
		}
	}
	near := p.gapWants(p.view.First-up, p.view.Last+down, false)
	if p.view.Velocity < 0 { // nearest in the direction of travel first
		slices.Reverse(near)
	}
	seen = p.searchWants(append(seen, near...))
	if p.due[aimFresh] && p.bounded() {
		seen = append(seen, want{aim: aimFresh, probe: &p.fresh, poll: p.pollNew})
	}
	if p.due[aimCount] {
		seen = append(seen, want{aim: aimCount, poll: p.pollCount})
	}
	slices.SortStableFunc(seen, func(a, b want) int {
		switch {
		case a.urgent == b.urgent:
			return 0
		case a.urgent:
			return -1
		}
		return 1
	})
	return seen
}

// searchWants adds what is wanted without being looked at.
func (p *Pager) searchWants(list []want) []want {
	tail := len(p.gaps) - 1
	if length := p.Len(); p.o.Scan && p.atEnd(tail) && p.view.Last+max(p.screen, 2*p.o.PageMin) >= length {
		list = append(list, want{aim: aimDown, probe: p.gaps[tail].by[aimDown], gap: tail, urgent: p.view.Last >= length})
	}
	if p.loadAll && tail >= 0 {
		list = append(list, want{aim: aimDown, probe: p.gaps[0].by[aimDown]})
	}
	return list
}

// gapWants says how to fill what is blank between two positions.
func (p *Pager) gapWants(first, last int, urgent bool) (list []want) {
	from, _, _ := p.locate(max(first, 0))
	for i := from; i < len(p.gaps) && p.gapStart(i) <= last; i++ {
		if w, ok := p.gapWant(i, first, last, urgent); ok {
			list = append(list, w)
		}
	}
	return list
}

// gapWant says how to fill what is blank in one gap between two positions:
// from its nearer side, or by a jump when both are far.
func (p *Pager) gapWant(i, first, last int, urgent bool) (w want, ok bool) {
	g, at := p.gaps[i], p.gapStart(i)
	end := at + g.shape() - 1
	x, y := max(first, at), min(last, end)
	if x > y {
		return w, false
	}
	w = want{gap: i, first: x, last: y, urgent: urgent}
	reach := p.reach()
	above, below := x-at, end-y
	if p.o.Scan && p.atEnd(i) {
		below = math.MaxInt // the end of a scan is only found by going there
	}
	inOrder := p.o.Scan || g.by[aimMid].idle >= idleEnds // no jump helps
	switch {
	case above <= below && (above < reach || inOrder && urgent):
		w.aim = aimDown
	case below < reach || inOrder && urgent:
		w.aim = aimUp
	case urgent:
		w.aim = aimMid
	default:
		return w, false
	}
	if w.aim == aimUp && !p.keyed && p.atEnd(i) {
		w.aim = aimMid // such a list is not read backwards
	}
	if g.size <= p.pageSize() { // one request fills it: not one from each side
		switch {
		case g.by[aimDown].request != nil:
			w.aim = aimDown
		case g.by[aimUp].request != nil:
			w.aim = aimUp
		}
	}
	w.probe = g.by[w.aim]
	return w, true
}
