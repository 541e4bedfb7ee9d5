package pager

import (
	"time"

	"vapi-sessions/client"
)

// Pager is one list: a filter, an order, and what is known of its rows.
type Pager struct {
	base client.ListParams
	o    Options
}

// New returns a Pager for the sessions that base matches, in base's order. A
// Limit in base fixes the page size.
func New(base client.ListParams, o Options) *Pager { return &Pager{base: base, o: o} }

// Len is the number of positions, loaded or not; 0 before the first answer.
func (p *Pager) Len() int { return 0 }

// At tells what is at position i.
func (p *Pager) At(i int) Cell { return Cell{} }

// Index is where a loaded row stands.
func (p *Pager) Index(id string) (int, bool) { return 0, false }

// Anchor names the place of position i so that it survives change.
func (p *Pager) Anchor(i int) Anchor { return Anchor{} }

// Resolve is where an anchor is now. A row that was removed resolves to the
// one after it.
func (p *Pager) Resolve(a Anchor) int { return 0 }

// Look says what is on the screen. Call it after every change too.
func (p *Pager) Look(v View) {}

// Plan returns the requests to send now and the IDs of those to cancel, whose
// answers will not be looked at.
func (p *Pager) Plan(now time.Time) (start []Request, cancel []int) { return nil, nil }

// Arrived takes an answer. Keep says which of the rows pass the local part of
// the filter; nil for all.
func (p *Pager) Arrived(id int, rows []Key, keep []bool, meta client.PageMeta, cost Cost, now time.Time) Change {
	return Change{}
}

// Failed takes a failure. The place that the rows were for becomes a Failed
// cell, which stays until Retry, or until it is scrolled to again after
// something else succeeded.
func (p *Pager) Failed(id int, err error, now time.Time) Change { return Change{} }

// Retry asks again for what failed at position i, or for the whole list.
func (p *Pager) Retry(i int) {}

// Refresh re-reads what is visible and counts what is new. It also forgives
// what failed.
func (p *Pager) Refresh() {}

// Poll re-reads what is visible and counts what is new.
func (p *Pager) Poll() {}

// Join lets the rows in that were held back and returns those that are now
// loaded. No other row changes its place among the others.
func (p *Pager) Join() (added []string) { return nil }

// Admit puts a session that was created here in its place at once.
func (p *Pager) Admit(k Key) {}

// Remove takes rows out that were deleted here. No late answer brings them back.
func (p *Pager) Remove(ids ...string) {}

// Forget takes rows out that the person has seen as gone.
func (p *Pager) Forget(ids ...string) {}

// LoadAll says whether to keep going to the end without being scrolled there.
func (p *Pager) LoadAll(on bool) {}

// Stats tells how the list stands.
func (p *Pager) Stats() Stats { return Stats{} }
