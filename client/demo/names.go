package demo

import "strconv"

// numbersPerTopic is how many numbers names such as "Refund request #417" have.
const numbersPerTopic = 1000

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

// nameOf is the name of a session; empty for one without. With Options.Odd some
// are long, emoji or whole sentences, or what a terminal must not be shown.
func (c *catalog) nameOf(traits uint64) string {
	o, topic := c.org, c.org.topics[c.topicIndex(traits)]
	kind, draw := nameDraw(traits)
	switch {
	case kind < 3:
		return ""
	case kind < firstNumberedKind:
		given := draw / len(o.topics) % len(o.Givens)
		if n := customerOf(traits); n != none && !o.odd {
			given = c.givenIndex(n)
		}
		return o.Givens[given] + " · " + topic
	case kind < firstTopicKind:
		return topic + " #" + strconv.Itoa(draw%numbersPerTopic)
	case kind < oddKind || !o.odd:
		return topic
	case draw&3 == 0:
		return o.HostileNames[draw>>2%len(o.HostileNames)]
	}
	return o.OddNames[draw>>2%len(o.OddNames)]
}
