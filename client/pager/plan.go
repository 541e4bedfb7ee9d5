package pager

import (
	"math"
	"reflect"
	"slices"
	"time"
)

// want is a request that Plan would like to have in flight.
type want struct {
	kind        requestKind
	fetch       *fetchState // of the gap or poll that it is for
	gap         int
	first, last int // positions to fill
	need        int // rows to read so that the far one of these positions is filled
	urgent      bool
}

// Plan returns the requests to send now, and the IDs of those to cancel, whose
// answers will be ignored.
func (p *Pager) Plan(now time.Time) (start []Request, cancel []int) {
	p.tick++
	p.now = later(p.now, now)
	p.allowRetries()
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
		if len(p.inFlight) >= p.options.MaxInFlight {
			preempted := p.preempted(w)
			if preempted == nil {
				continue
			}
			cancel = append(cancel, preempted.id)
			p.removeInFlight(preempted)
			p.pollDue[preempted.kind] = true
		}
		p.addInFlight(req)
		start = append(start, Request{ID: req.id, Params: req.params, Urgent: w.urgent, Poll: w.kind > reloadScreen})
	}
	return start, cancel
}

// wants lists what would be good to have in flight, the most urgent first. An
// urgent want may preempt a request in flight, but never a want before it.
func (p *Pager) wants() []want {
	switch {
	case p.unread:
		last := max(p.view.Last, p.screenRows-1)
		return []want{{fetch: p.gaps[0].fetches[fillDown], last: last, need: last + 1, urgent: true}}
	case p.pollDue[reloadScreen]:
		return []want{{kind: reloadScreen, fetch: &p.pollFetches[reloadScreen], first: p.view.First, last: p.view.Last, need: p.options.PageMax, urgent: true}}
	}
	list := p.gapWants(p.view.First, p.view.Last, true)
	tail, length := len(p.gaps)-1, p.Len()
	if p.options.Scan && p.atEnd(tail) && p.view.Last+max(p.screenRows, 2*p.options.PageMin) >= length {
		list = append(list, want{fetch: p.gaps[tail].fetches[fillDown], gap: tail, need: p.pageSize(), urgent: p.view.Last >= length})
	}
	if p.loadAll && tail >= 0 {
		list = append(list, want{fetch: p.gaps[0].fetches[fillDown]})
	}
	up, down := p.prefetchRows()
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

// gapWants says how to fill the blank parts between two positions.
func (p *Pager) gapWants(first, last int, urgent bool) (list []want) {
	from, _, _ := p.locate(max(first, 0))
	for i := from; i < len(p.gaps); i++ {
		if w, ok := p.gapWant(i, first, last, urgent); ok {
			list = append(list, w)
		}
	}
	return list
}

// gapWant says how to fill the blank part of one gap between two positions:
// from its nearer side, or by a jump when both are far.
func (p *Pager) gapWant(i, first, last int, urgent bool) (w want, ok bool) {
	g, at := p.gaps[i], p.gapStart(i)
	end := at + g.positions() - 1
	w = want{gap: i, first: max(first, at), last: min(last, end), urgent: urgent}
	if w.first > w.last {
		return w, false
	}
	above, below, reach := w.first-at, end-w.last, p.reach()
	if p.options.Scan && p.atEnd(i) {
		below = math.MaxInt // the end of a scan is only found by going there
	}
	if p.options.Scan || g.fetches[fillJump].fruitless >= maxFruitless {
		reach = math.MaxInt // a jump brings nothing
	}
	switch {
	case above <= below && above < reach, g.size <= p.pageSize() && g.fetches[fillDown].err == nil: // one request fills it, not one from each side
		w.kind, w.need = fillDown, w.last-at+1
	case below < reach && (p.byCreatedAt || !p.atEnd(i)): // a list without bounds is not read backwards from its end
		w.kind, w.need = fillUp, end-w.first+1
	case urgent:
		w.kind, w.need = fillJump, p.screenRows // the page is made larger until it holds them
	default:
		return w, false
	}
	w.fetch = g.fetches[w.kind]
	return w, true
}

// cancelJumps cancels the jumps to places that are no longer looked at.
// Requests that continue from known rows are left to arrive.
func (p *Pager) cancelJumps(wants []want) (cancel []int) {
	for _, w := range wants {
		if req := w.fetch.request; req != nil && req.covers(w) {
			req.wantedTick = p.tick
			req.urgent = req.urgent || w.urgent
		}
	}
	for _, req := range slices.Clone(p.inFlight) {
		if req.kind == fillJump && req.wantedTick != p.tick {
			cancel = append(cancel, req.id)
			p.removeInFlight(req)
		}
	}
	return cancel
}

// preempted is the request that is cancelled to make room for an urgent one.
func (p *Pager) preempted(w want) *request {
	for _, req := range slices.Backward(p.inFlight) {
		if w.urgent && !req.urgent {
			return req
		}
	}
	return nil
}

func (p *Pager) addInFlight(req *request) {
	p.lastID++
	req.id = p.lastID
	if req.kind != pollNew { // pollNew is due until it has brought all new rows
		p.pollDue[req.kind] = false
	}
	p.inFlight = append(p.inFlight, req)
	if req.fetch.err != nil {
		p.version++
	}
	req.fetch.request, req.fetch.err = req, nil
}

func (p *Pager) removeInFlight(req *request) {
	p.inFlight = slices.DeleteFunc(p.inFlight, func(g *request) bool { return g == req })
	req.fetch.request = nil
}

func (p *Pager) alreadyAsked(req *request) bool {
	return slices.ContainsFunc(p.inFlight, func(g *request) bool { return reflect.DeepEqual(req.params, g.params) })
}
