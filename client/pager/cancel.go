package pager

import (
	"errors"
	"slices"
	"time"
)

var errLost = errors.New("listing sessions: no answer came")

// unsent takes out the requests that made room for others before they were sent.
func unsent(start []Request, cancel []int) ([]Request, []int) {
	for i := 0; i < len(start) && len(cancel) > 0; i++ {
		if at := slices.Index(cancel, start[i].ID); at >= 0 {
			start, cancel = slices.Delete(start, i, i+1), slices.Delete(cancel, at, at+1)
			i--
		}
	}
	return start, cancel
}

// expire gives up on requests that were never answered.
func (p *Pager) expire(now time.Time) (cancel []int) {
	for i := 0; i < len(p.inFlight); i++ {
		if req := p.inFlight[i]; now.Sub(req.at) > lostAfter {
			cancel = append(cancel, req.id)
			p.land(req)
			p.fail(req, errLost)
			i--
		}
	}
	return cancel
}

// cancelUnwanted cancels what is no longer wanted, unless its rows are near to what
// is, or it has cost most of its time already and keeps nothing else waiting.
func (p *Pager) cancelUnwanted(wanted map[*request]bool, now time.Time) (cancel []int) {
	up, down := p.ahead()
	for i := 0; i < len(p.inFlight); i++ {
		req := p.inFlight[i]
		if wanted[req] || req.probe == nil || req.probe == &p.fresh {
			continue
		}
		at, ok := p.gapOf(req.probe)
		if ok {
			first := p.gapStart(at)
			last := first + p.gaps[at].shape()
			switch req.aim {
			case aimDown:
				last = first
			case aimUp:
				first = last
			default:
				last = first
			}
			near := req.aim != aimMid && last >= p.view.First-4*up && first <= p.view.Last+4*down
			soon := req.aim != aimMid && now.Sub(req.at).Seconds() > p.trip()/2 && len(p.inFlight) < p.o.MaxInFlight
			if near || soon {
				continue
			}
		}
		cancel = append(cancel, req.id)
		p.land(req)
		i--
	}
	return cancel
}

// preempted is the request that makes room for an urgent one.
func (p *Pager) preempted(w want) *request {
	if !w.urgent {
		return nil
	}
	var v *request
	for _, req := range p.inFlight {
		if !req.urgent && (v == nil || req.id > v.id) {
			v = req
		}
	}
	return v
}
