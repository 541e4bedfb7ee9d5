package sessions

import "time"

// pollPace decides how often the list is polled for changes: at the interval of the
// settings after a change or a key, less often while polls find nothing or the server
// is slow.
type pollPace struct {
	lastPoll    time.Time
	quietPolls  int           // polls in a row that found nothing
	foundChange bool          // an answer since lastPoll had a change
	latency     time.Duration // of the last successful answer
}

// noteAnswer records an answer to a request for rows. A failure restores the usual
// interval.
func (p *pollPace) noteAnswer(took time.Duration, found bool, err error) {
	p.foundChange = p.foundChange || found
	if err != nil {
		p.latency, p.quietPolls = 0, 0
		return
	}
	p.latency = took
}

// notePoll records that a poll is sent.
func (p *pollPace) notePoll(now time.Time) {
	p.quietPolls++
	if p.foundChange {
		p.quietPolls = 0
	}
	p.lastPoll, p.foundChange = now, false
}

// interval returns the time from one poll to the next; set is that of the settings.
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

// pollAt returns when the next poll is due, perhaps already past. It is zero where there
// is none: polling is off, the terminal has no focus, or no page has arrived.
func (m *Model) pollAt() time.Time {
	if m.unwatched || !m.shown.answered || m.o.Settings.PollInterval <= 0 {
		return time.Time{}
	}
	return m.pollPace.lastPoll.Add(m.pollPace.interval(m.o.Settings.PollInterval))
}

// pollIfDue polls the list if a poll is due.
func (m *Model) pollIfDue() {
	if at := m.pollAt(); !at.IsZero() && !m.now.Before(at) {
		m.pollNow()
	}
}
