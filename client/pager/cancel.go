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
	for i := 0; i < len(p.flights); i++ {
		if f := p.flights[i]; now.Sub(f.at) > lostAfter {
			cancel = append(cancel, f.id)
			p.land(f)
			p.fail(f, errLost)
			i--
		}
	}
	return cancel
}

// withdraw cancels what is no longer wanted, unless its rows are near to what
// is, or it has cost most of its time already and keeps nothing else waiting.
func (p *Pager) withdraw(wanted map[*flight]bool, now time.Time) (cancel []int) {
	up, down := p.ahead()
	for i := 0; i < len(p.flights); i++ {
		f := p.flights[i]
		if wanted[f] || f.probe == nil || f.probe == &p.fresh {
			continue
		}
		at, ok := p.gapOf(f.probe)
		if ok {
			first := p.gapStart(at)
			last := first + p.gaps[at].shape()
			switch f.aim {
			case aimDown:
				last = first
			case aimUp:
				first = last
			default:
				last = first
			}
			near := f.aim != aimMid && last >= p.view.First-4*up && first <= p.view.Last+4*down
			soon := f.aim != aimMid && now.Sub(f.at).Seconds() > p.trip()/2 && len(p.flights) < p.o.MaxInFlight
			if near || soon {
				continue
			}
		}
		cancel = append(cancel, f.id)
		p.land(f)
		i--
	}
	return cancel
}

// victim is the request that makes room for an urgent one.
func (p *Pager) victim(w want) *flight {
	if !w.urgent {
		return nil
	}
	var v *flight
	for _, f := range p.flights {
		if !f.urgent && (v == nil || f.id > v.id) {
			v = f
		}
	}
	return v
}
