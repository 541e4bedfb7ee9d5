package pager

import (
	"math"
	"reflect"
	"slices"
	"time"
)

// want is a request that would be good to have in flight.
type want struct {
	kind        requestKind
	fetch       *fetchState
	gap         int
	first, last int // positions to be filled
	need        int // rows from where it is filled to the far side of these
	urgent      bool
}

// Plan returns the requests to send now and the IDs of those to cancel, whose
// answers will not be looked at.
func (p *Pager) Plan(now time.Time) (start []Request, cancel []int) {
	p.tick++
	p.now = later(p.now, now)
	p.retryFailed()
	wants := p.wants()
	cancel = p.cancelJumps(wants)
	for _, w := range wants {
		if f := w.fetch; f.request != nil || f.err != nil && (!w.urgent || p.failedOnScreen(w.gap, f)) {
			continue
		}
		req := p.newRequest(w)
		if req == nil || p.alreadyAsked(req) {
			continue
		}
		if len(p.inFlight) >= p.o.MaxInFlight {
			preempted := p.preempted(w)
			if preempted == nil {
				continue
			}
			cancel = append(cancel, preempted.id)
			p.land(preempted)
			p.pollDue[preempted.kind] = true
		}
		p.launch(req)
		start = append(start, Request{ID: req.id, Params: req.params, Urgent: w.urgent, Poll: w.kind > reloadScreen})
	}
	return start, cancel
}

// cancelJumps cancels the jumps to places that are no longer looked at. What is
// read beside known rows is left to arrive.
func (p *Pager) cancelJumps(wants []want) (cancel []int) {
	for _, w := range wants {
		if req := w.fetch.request; req != nil && req.covers(w) {
			req.wanted = p.tick
			req.urgent = req.urgent || w.urgent
		}
	}
	for _, req := range slices.Clone(p.inFlight) {
		if req.kind == fillJump && req.wanted != p.tick {
			cancel = append(cancel, req.id)
			p.land(req)
		}
	}
	return cancel
}

// preempted is the request that makes room for an urgent one.
func (p *Pager) preempted(w want) *request {
	for _, req := range slices.Backward(p.inFlight) {
		if w.urgent && !req.urgent {
			return req
		}
	}
	return nil
}

// launch puts a request in flight.
func (p *Pager) launch(req *request) {
	p.lastID++
	req.id = p.lastID
	if req.kind != pollNew { // which goes on until it has brought all
		p.pollDue[req.kind] = false
	}
	p.inFlight = append(p.inFlight, req)
	if req.fetch.err != nil {
		p.version++
	}
	req.fetch.request, req.fetch.err = req, nil
}

// land takes a request out of those in flight.
func (p *Pager) land(req *request) {
	p.inFlight = slices.DeleteFunc(p.inFlight, func(g *request) bool { return g == req })
	req.fetch.request = nil
}

func (p *Pager) alreadyAsked(req *request) bool {
	return slices.ContainsFunc(p.inFlight, func(g *request) bool { return reflect.DeepEqual(req.params, g.params) })
}

// wants lists what would be good to have in flight, the most pressing first: an
// urgent one makes room by cancelling what is in flight, never what comes before it.
func (p *Pager) wants() []want {
	switch {
	case p.unread:
		last := max(p.view.Last, p.screen-1)
		return []want{{fetch: p.gaps[0].fetches[fillDown], last: last, need: last + 1, urgent: true}}
	case p.pollDue[reloadScreen]:
		return []want{{kind: reloadScreen, fetch: &p.pollFetches[reloadScreen], first: p.view.First, last: p.view.Last, need: p.o.PageMax, urgent: true}}
	}
	list := p.gapWants(p.view.First, p.view.Last, true)
	tail, length := len(p.gaps)-1, p.Len()
	if p.o.Scan && p.atEnd(tail) && p.view.Last+max(p.screen, 2*p.o.PageMin) >= length {
		list = append(list, want{fetch: p.gaps[tail].fetches[fillDown], gap: tail, need: p.pageSize(), urgent: p.view.Last >= length})
	}
	if p.loadAll && tail >= 0 {
		list = append(list, want{fetch: p.gaps[0].fetches[fillDown]})
	}
	up, down := p.ahead()
	before, after := p.gapWants(p.view.First-up, p.view.First-1, false), p.gapWants(p.view.Last+1, p.view.Last+down, false)
	if p.view.Velocity > 0 {
		before, after = after, before
	}
	list = append(append(list, before...), after...)
	for kind := pollRows; kind <= pollCount; kind++ {
		if p.pollDue[kind] {
			list = append(list, want{kind: kind, fetch: &p.pollFetches[kind]})
		}
	}
	return list
}

// gapWants says how to fill what is blank between two positions.
func (p *Pager) gapWants(first, last int, urgent bool) (list []want) {
	from, _, _ := p.locate(max(first, 0))
	for i := from; i < len(p.gaps); i++ {
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
	w = want{gap: i, first: max(first, at), last: min(last, end), urgent: urgent}
	if w.first > w.last {
		return w, false
	}
	above, below, reach := w.first-at, end-w.last, p.reach()
	if p.o.Scan && p.atEnd(i) {
		below = math.MaxInt // the end of a scan is only found by going there
	}
	if p.o.Scan || g.fetches[fillJump].fruitless >= maxFruitless {
		reach = math.MaxInt // no jump helps
	}
	switch {
	case above <= below && above < reach, g.size <= p.pageSize() && g.fetches[fillDown].err == nil: // one request fills it, not one from each side
		w.kind, w.need = fillDown, w.last-at+1
	case below < reach && (p.keyed || !p.atEnd(i)): // a list without bounds is not read backwards from its end
		w.kind, w.need = fillUp, end-w.first+1
	case urgent:
		w.kind, w.need = fillJump, p.screen // the page is made larger until it holds them
	default:
		return w, false
	}
	w.fetch = g.fetches[w.kind]
	return w, true
}
