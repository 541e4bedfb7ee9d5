package demo

import "strconv"

// A session's name is one of a finite number, so that a filter by name looks at
// each name once and then at a table, instead of building millions of strings.
//
//	0                       unnamed
//	topic                   "Refund request"
//	given · topic           "José · Refund request"
//	topic #number           "Refund request #417"
//	odd                     long, emoji, whole sentences
//	hostile                 what a terminal must not be shown
const (
	unnamedName = 0
	firstTopic  = 1
	numbers     = 1000
)

func (o *organisation) firstGiven() int { return firstTopic + len(o.topics) }
func (o *organisation) firstCount() int { return o.firstGiven() + len(o.Givens)*len(o.topics) }
func (o *organisation) firstOdd() int   { return o.firstCount() + len(o.topics)*numbers }
func (o *organisation) nameCount() int {
	return o.firstOdd() + len(o.OddNames) + len(o.HostileNames)
}

// nameDraw says what kind of name a session has, 0 to 15, and which.
func nameDraw(w uint64) (kind, draw int) { return int(w >> 60), int(mix(w) >> 16 & 0xffffff) }

const firstNumberedKind, firstTopicKind, oddKind = 8, 13, 15

// topicOf is what a session is about: one of the topics of its assistant.
func (c *catalog) topicOf(w uint64) int {
	kind, draw := nameDraw(w)
	if kind >= firstNumberedKind && kind < firstTopicKind {
		draw /= numbers
	}
	r := &c.org.Assistants[speakerOf(w)]
	return r.firstTopic + draw%r.topicCount
}

// nameOf is the number of a session's name.
func (c *catalog) nameOf(w uint64) int {
	o, topic := c.org, c.topicOf(w)
	kind, draw := nameDraw(w)
	switch {
	case kind < 3:
		return unnamedName
	case kind < firstNumberedKind:
		given := draw / len(o.topics) % len(o.Givens)
		if n := customerOf(w); n != none && !o.odd {
			given = c.givenOf(n)
		}
		return o.firstGiven() + given*len(o.topics) + topic
	case kind < firstTopicKind:
		return o.firstCount() + topic*numbers + draw%numbers
	case kind < oddKind || !o.odd:
		return firstTopic + topic
	case draw&3 == 0:
		return o.firstOdd() + len(o.OddNames) + draw>>2%len(o.HostileNames)
	}
	return o.firstOdd() + draw>>2%len(o.OddNames)
}

// nameText is the text of a name by its number; empty for unnamed.
func (o *organisation) nameText(n int) string {
	switch {
	case n == unnamedName:
		return ""
	case n < o.firstGiven():
		return o.topics[n-firstTopic]
	case n < o.firstCount():
		n -= o.firstGiven()
		return o.Givens[n/len(o.topics)] + " · " + o.topics[n%len(o.topics)]
	case n < o.firstOdd():
		n -= o.firstCount()
		return o.topics[n/numbers] + " #" + strconv.Itoa(n%numbers)
	}
	if n -= o.firstOdd(); n < len(o.OddNames) {
		return o.OddNames[n]
	}
	return o.HostileNames[n-len(o.OddNames)]
}
