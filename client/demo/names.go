package demo

import "strconv"

// A session's name has a number below nameCount, so that a filter by name checks a
// table by that number instead of building millions of strings. In order of number:
//
//	0                       unnamed
//	topic                   "Refund request"
//	given · topic           "José · Refund request"
//	topic #number           "Refund request #417"
//	odd                     long, emoji, whole sentences
//	hostile                 what a terminal must not be shown
const (
	unnamedName     = 0
	firstTopic      = 1
	numbersPerTopic = 1000
)

func (o *organisation) firstGivenName() int { return firstTopic + len(o.topics) }
func (o *organisation) firstNumberedName() int {
	return o.firstGivenName() + len(o.Givens)*len(o.topics)
}
func (o *organisation) firstOddName() int {
	return o.firstNumberedName() + len(o.topics)*numbersPerTopic
}
func (o *organisation) nameCount() int {
	return o.firstOddName() + len(o.OddNames) + len(o.HostileNames)
}

// nameDraw is what decides the name of a session: its kind, 0 to 15, and a
// number that chooses among the names of that kind.
func nameDraw(traits uint64) (kind, draw int) {
	return int(traits >> 60), int(mix(traits) >> 16 & 0xffffff)
}

// Kinds below firstNumberedKind are unnamed or begin with a given name.
const firstNumberedKind, firstTopicKind, oddKind = 8, 13, 15

// topicIndex is the topic of a session: one of its assistant's.
func (c *catalog) topicIndex(traits uint64) int {
	kind, draw := nameDraw(traits)
	if kind >= firstNumberedKind && kind < firstTopicKind {
		draw /= numbersPerTopic
	}
	p := &c.org.Assistants[speakerOf(traits)]
	return p.firstTopic + draw%p.topicCount
}

func (c *catalog) nameNumber(traits uint64) int {
	o, topic := c.org, c.topicIndex(traits)
	kind, draw := nameDraw(traits)
	switch {
	case kind < 3:
		return unnamedName
	case kind < firstNumberedKind:
		given := draw / len(o.topics) % len(o.Givens)
		if n := customerOf(traits); n != none && !o.odd {
			given = c.givenIndex(n)
		}
		return o.firstGivenName() + given*len(o.topics) + topic
	case kind < firstTopicKind:
		return o.firstNumberedName() + topic*numbersPerTopic + draw%numbersPerTopic
	case kind < oddKind || !o.odd:
		return firstTopic + topic
	case draw&3 == 0:
		return o.firstOddName() + len(o.OddNames) + draw>>2%len(o.HostileNames)
	}
	return o.firstOddName() + draw>>2%len(o.OddNames)
}

// nameText is the name with a number; empty for unnamedName.
func (o *organisation) nameText(n int) string {
	switch {
	case n == unnamedName:
		return ""
	case n < o.firstGivenName():
		return o.topics[n-firstTopic]
	case n < o.firstNumberedName():
		n -= o.firstGivenName()
		return o.Givens[n/len(o.topics)] + " · " + o.topics[n%len(o.topics)]
	case n < o.firstOddName():
		n -= o.firstNumberedName()
		return o.topics[n/numbersPerTopic] + " #" + strconv.Itoa(n%numbersPerTopic)
	}
	if n -= o.firstOddName(); n < len(o.OddNames) {
		return o.OddNames[n]
	}
	return o.HostileNames[n-len(o.OddNames)]
}
