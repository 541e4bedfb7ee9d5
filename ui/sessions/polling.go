package sessions

import "time"

// pollPace is how often the list is looked at for changes: as often as is set
// while something happens or a key is pressed, more and more rarely while
// nothing does or the server is slow.
type pollPace struct {
	lastPoll    time.Time     // when it was last looked at
	quietPolls  int           // how many times in a row nothing was found
	foundChange bool          // something was, since then
	latency     time.Duration // that the last good answer took
}

// noteAnswer takes note of how an answer to the list came, and whether it had
// anything new. A failure is looked after at the usual pace.
func (p *pollPace) noteAnswer(took time.Duration, found bool, err error) {
	p.foundChange = p.foundChange || found
	if err != nil {
		p.latency, p.quietPolls = 0, 0
		return
	}
	p.latency = took
}

// notePoll takes note that the list is being looked at.
func (p *pollPace) notePoll(now time.Time) {
	p.quietPolls++
	if p.foundChange {
		p.quietPolls = 0
	}
	p.lastPoll, p.foundChange = now, false
}

// interval is the time from one look to the next, where it is set to set.
func (p *pollPace) interval(set time.Duration) time.Duration {
	const (
		longest = 4  // times what is set
		share   = 20 // times what an answer takes
	)
	d := set
	for i := 0; i < p.quietPolls && d < longest*set; i++ {
		d = d * 3 / 2
	}
	return min(max(d, share*p.latency), longest*set)
}

// pollAt is when the list is next looked at for changes, perhaps already past;
// zero when it is not: while the terminal is not looked at, or nothing is there
// to compare with.
func (m *Model) pollAt() time.Time {
	if m.unwatched || !m.shown.answered || m.o.Settings.PollInterval <= 0 {
		return time.Time{}
	}
	return m.pollPace.lastPoll.Add(m.pollPace.interval(m.o.Settings.PollInterval))
}

// pollIfDue looks at the list for changes, if that is due.
func (m *Model) pollIfDue() {
	if at := m.pollAt(); !at.IsZero() && !m.now.Before(at) {
		m.pollNow()
	}
}
