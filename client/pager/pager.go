package pager

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"vapi-sessions/client"
)

// Pager is one list: a filter, an order, and the state of its rows.
type Pager struct {
	base           client.ListParams
	options        Options
	byCreatedAt    bool // sorted by createdAt: pages are asked for by a bound on it instead of by number
	descending     bool
	fixedPageSize  int  // the page size that Params.Limit of New asked for; 0 when the pager chooses
	subMillisecond bool // some createdAt is finer than a millisecond, which a bound cannot say

	segments []*segment      // in order; the first begins at the start of the list, the last ends at its end
	gaps     []*gap          // gaps[i] lies between segments[i] and segments[i+1]
	index    map[string]*row // the loaded rows, by ID
	unread   bool            // nothing of the list is known
	version  uint64

	snapshot span // if byCreatedAt: its newer end is the snapshot bound
	newest   ord  // up to where rows newer than the snapshot bound were read
	buffered map[string]*row

	removed map[string]string // ID of a row deleted here → ID of the row after it

	inFlight  []*request // the oldest first
	lastID    int
	tick      uint32 // a clock: it counts plans and answers
	successes int    // how many answers could be read

	view        View
	cursor      Anchor // of View.Cursor
	screenRows  int    // most rows that any View had
	loadAll     bool
	pollDue     [requestKinds]bool       // the requests of Poll and Refresh that are still to be sent
	pollFetches [requestKinds]fetchState // their states
	now         time.Time

	measured       measurements
	searchedAtEdge map[string]struct{} // Options.Scan: IDs of the rows at searchedTo that were counted as searched
	searchedTo     ord
	serverTotal    int         // the server's last count of the whole list, or unknown
	shifts         int         // if not byCreatedAt: how often rows changed position because others were removed or inserted
	unreadable     map[ord]int // at each place: the most rows without a readable ID that one answer had there
	stats          Stats       // the fields that are kept up to date; method Stats computes the others
	change         Change      // what the current call did so far
}

// New returns a Pager for the sessions that base matches, in base's order. A
// Limit in base fixes the page size.
func New(base client.ListParams, o Options) *Pager {
	o = o.withDefaults()
	p := &Pager{
		base: base, options: o,
		byCreatedAt:   base.SortBy == "" || base.SortBy == client.SortByCreatedAt,
		descending:    base.SortOrder != client.Ascending,
		fixedPageSize: min(max(base.Limit, 0), o.PageMax),
		snapshot:      span{lo: startOfTime, hi: endOfTime},
		newest:        endOfTime,
		index:         map[string]*row{},
		buffered:      map[string]*row{},
		removed:       map[string]string{},
		searchedTo:    startOfTime,
		stats:         Stats{Matching: unknown},
		serverTotal:   unknown,
		unreadable:    map[ord]int{},
	}
	if p.descending {
		p.newest = startOfTime
	}
	p.reset()
	return p
}

func (o Options) withDefaults() Options {
	o.MaxInFlight, o.Retain = cmp.Or(o.MaxInFlight, 4), cmp.Or(o.Retain, 4000)
	o.PageMax = min(cmp.Or(o.PageMax, client.MaxLimit), client.MaxLimit)
	o.PageMin = min(cmp.Or(o.PageMin, 25), o.PageMax)
	o.PageStart = min(max(cmp.Or(o.PageStart, 100), o.PageMin), o.PageMax)
	return o
}

// Len is the number of positions, loaded or not; 0 before the first answer.
// With Options.Scan, what was not searched yet has no positions.
func (p *Pager) Len() int {
	if p.unread {
		return 0
	}
	return p.gapStart(len(p.gaps))
}

// Version changes whenever Len, or At of any position, may answer otherwise
// than before.
func (p *Pager) Version() uint64 { return p.version }

// At returns the content of position i.
func (p *Pager) At(i int) Cell {
	at, k, loaded := p.locate(i)
	switch {
	case i < 0, p.unread:
		return Cell{}
	case loaded:
		return Cell{Kind: Loaded, ID: p.segments[at].rows[k].id}
	case at == len(p.gaps):
		return Cell{}
	}
	for _, f := range p.gaps[at].fetches {
		if f.err != nil && k == p.failurePosition(at, f) {
			return Cell{Kind: Failed, Err: f.err}
		}
	}
	return Cell{}
}

// Index is the position of a loaded row.
func (p *Pager) Index(id string) (int, bool) {
	r := p.index[id]
	if r == nil {
		return 0, false
	}
	i, k := p.findRow(r)
	return p.segmentStart(i) + k, true
}

// Holds reports whether a row is loaded or buffered.
func (p *Pager) Holds(id string) bool { return p.index[id] != nil || p.buffered[id] != nil }

// Held lists the rows that are loaded or buffered, in no order.
func (p *Pager) Held() []string {
	return slices.AppendSeq(slices.Collect(maps.Keys(p.index)), maps.Keys(p.buffered))
}

// Gone reports whether a row is loaded and is known to match, or to exist, no longer.
func (p *Pager) Gone(id string) bool {
	r := p.index[id]
	return r != nil && r.gone
}

// IDs lists the loaded rows, in order.
func (p *Pager) IDs() []string {
	ids := make([]string, 0, len(p.index))
	for _, s := range p.segments {
		for _, r := range s.rows {
			ids = append(ids, r.id)
		}
	}
	return ids
}

// LoadAll says whether to read on to the end of the list without being scrolled
// there; what failed is then asked for again. While it is on no row is evicted,
// so that IDs and Stats.Complete come to mean the whole list.
func (p *Pager) LoadAll(on bool) {
	p.loadAll = on
	if on {
		p.clearErrors()
	}
}

// Stats is the state of the list in figures.
func (p *Pager) Stats() Stats {
	s := p.stats
	s.Total, s.Loaded, s.Buffered, s.InFlight = p.total(), len(p.index), len(p.buffered), len(p.inFlight)
	s.Complete, s.Ready = len(p.gaps) == 0, p.successes > 0
	for _, n := range p.unreadable {
		s.Unreadable += n
	}
	switch {
	case !p.options.Scan:
		s.Searched = s.Loaded
	case s.Matching == unknown:
	case !p.byCreatedAt: // others may have deleted rows that were searched
		s.Searched = min(s.Searched, s.Matching)
	case s.Complete, s.Searched > s.Matching: // the server counted before others created or deleted rows
		s.Matching = s.Searched + s.Unreadable
	}
	if p.unread {
		s.Err = p.gaps[0].fetches[fillDown].err
	}
	return s
}
