package sessions

import "time"

// polling is how often the list is looked at for changes: as often as is set
// while something happens or a key is pressed, more and more rarely while
// nothing does or the server is slow.
type polling struct {
	at    time.Time     // when it was last looked at
	calm  int           // how many times in a row nothing was found
	found bool          // something was, since then
	took  time.Duration // that the last good answer took
}

// answered takes note of how an answer to the list came, and whether it had
// anything new. A failure is looked after at the usual pace.
func (p *polling) answered(took time.Duration, found bool, err error) {
	p.found = p.found || found
	if err != nil {
		p.took, p.calm = 0, 0
		return
	}
	p.took = took
}

// looked takes note that the list is being looked at.
func (p *polling) looked(now time.Time) {
	p.calm++
	if p.found {
		p.calm = 0
	}
	p.at, p.found = now, false
}

// every is the time from one look to the next, where it is set to set.
func (p *polling) every(set time.Duration) time.Duration {
	const (
		longest = 4  // times what is set
		share   = 20 // times what an answer takes
	)
	d := set
	for i := 0; i < p.calm && d < longest*set; i++ {
		d = d * 3 / 2
	}
	return min(max(d, share*p.took), longest*set)
}

// pollAt is when the list is next looked at for changes, perhaps already past;
// zero when it is not: while the terminal is not looked at, or nothing is there
// to compare with.
func (m *Model) pollAt() time.Time {
	if m.unwatched || !m.shown.landed || m.o.Settings.PollInterval <= 0 {
		return time.Time{}
	}
	return m.polls.at.Add(m.polls.every(m.o.Settings.PollInterval))
}

// poll looks at the list for changes, if that is due.
func (m *Model) poll() {
	if at := m.pollAt(); !at.IsZero() && !m.now.Before(at) {
		m.lookForNew()
	}
}
