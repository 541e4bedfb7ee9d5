package pager

import (
	"cmp"
	"time"

	"vapi-sessions/client"
)

// Pager is one list: a filter, an order, and what is known of its rows.
type Pager struct {
	base  client.ListParams
	o     Options
	keyed bool // sorted by createdAt, so that a bound can take the place of a page number
	desc  bool
	fixed int  // the page size that the person asked for; 0 when it is ours to choose
	fine  bool // some createdAt is finer than the milliseconds of a bound

	segs    []*segment // the first begins where the list does, the last ends there
	gaps    []*gap     // one less than segs; gaps[i] lies after segs[i]
	index   map[string]*row
	unread  bool // nothing of the list is known
	version uint64

	snapshot span // keyed: its newer end is the newest row of the first answer; what is newer is buffered
	newest   ord  // how far the rows newer than the snapshot are known
	buffered map[string]*row

	removed map[string]string // deleted here → the row that followed

	inFlight  []*request // under way, the oldest first
	lastID    int
	tick      uint32 // counts plans and answers
	successes int    // answers that were good

	view        View
	cursor      Anchor // where its cursor is
	screen      int    // the largest view
	loadAll     bool
	pollDue     [requestKinds]bool       // what Poll or Refresh asks for and is still to be sent
	pollFetches [requestKinds]fetchState // how that goes
	now         time.Time

	pace       pace
	edge       map[string]struct{} // Scan: rows at the place where reading stands
	edgeOrd    ord
	whole      int         // how long the list is, as the server last counted all of it
	moves      int         // unkeyed: how often rows moved, as others were taken out or put in
	unreadable map[ord]int // rows without a readable ID: how many an answer showed at one place, at most
	stats      Stats       // what is counted or noted as it comes; Stats adds the rest
	change     Change      // what the call under way does
}

// New returns a Pager for the sessions that base matches, in base's order. A
// Limit in base fixes the page size.
func New(base client.ListParams, o Options) *Pager {
	o = o.withDefaults()
	p := &Pager{
		base: base, o: o,
		keyed:      base.SortBy == "" || base.SortBy == client.SortByCreatedAt,
		desc:       base.SortOrder != client.Ascending,
		fixed:      min(max(base.Limit, 0), o.PageMax),
		snapshot:   span{lo: startOfTime, hi: endOfTime},
		newest:     endOfTime,
		index:      map[string]*row{},
		buffered:   map[string]*row{},
		removed:    map[string]string{},
		edgeOrd:    startOfTime,
		stats:      Stats{Matching: unknown},
		whole:      unknown,
		unreadable: map[ord]int{},
	}
	if p.desc {
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

// At tells what is at position i.
func (p *Pager) At(i int) Cell {
	at, k, loaded := p.locate(i)
	switch {
	case i < 0, p.unread:
		return Cell{}
	case loaded:
		return Cell{Kind: Loaded, ID: p.segs[at].rows[k].id}
	case at == len(p.gaps):
		return Cell{}
	}
	for _, f := range p.gaps[at].fetches {
		if f.err != nil && k == p.failedAt(at, f) {
			return Cell{Kind: Failed, Err: f.err}
		}
	}
	return Cell{}
}

// Index is where a loaded row stands.
func (p *Pager) Index(id string) (int, bool) {
	r := p.index[id]
	if r == nil {
		return 0, false
	}
	i, k := p.find(r)
	return p.at(i) + k, true
}

// IDs are the loaded rows, in order.
func (p *Pager) IDs() []string {
	ids := make([]string, 0, len(p.index))
	for _, s := range p.segs {
		for _, r := range s.rows {
			ids = append(ids, r.id)
		}
	}
	return ids
}

// LoadAll says whether to keep going to the end without being scrolled there.
// While it is on nothing is let go, so that IDs and Stats.Complete come to mean
// the whole list.
func (p *Pager) LoadAll(on bool) { p.loadAll = on }

// Stats tells how the list stands.
func (p *Pager) Stats() Stats {
	s := p.stats
	s.Total, s.Loaded, s.Buffered, s.InFlight = p.total(), len(p.index), len(p.buffered), len(p.inFlight)
	s.Complete, s.Ready = len(p.gaps) == 0, p.successes > 0
	if !p.o.Scan {
		s.Searched = s.Loaded
	}
	for _, n := range p.unreadable {
		s.Unreadable += n
	}
	if p.unread {
		s.Err = p.gaps[0].fetches[fillDown].err
	}
	return s
}
