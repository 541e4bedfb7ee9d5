package demo

import (
	"strconv"
	"strings"
	"sync"
)

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
	numbers     = 1000
	firstTopic  = 1
	unnamedName = 0
)

// nameRanges say where each kind of name begins among their numbers.
type nameRanges struct{ topics, firstGiven, firstCount, firstOdd, firstBad, count int }

var ranges = sync.OnceValue(func() nameRanges {
	o, r := organisation(), nameRanges{}
	r.topics = len(o.Topics)
	r.firstGiven = firstTopic + r.topics
	r.firstCount = r.firstGiven + len(o.Givens)*r.topics
	r.firstOdd = r.firstCount + r.topics*numbers
	r.firstBad = r.firstOdd + len(o.OddNames)
	r.count = r.firstBad + len(o.HostileNames)
	return r
})

// nameOf is the number of a session's name.
func nameOf(w uint64) int {
	r, n := int(mix(w)>>16&0xffffff), ranges()
	switch kind := w >> 60 << 4 & 0xff; {
	case kind < 0x30:
		return unnamedName
	case kind < 0x80:
		return n.firstGiven + r%(n.firstCount-n.firstGiven)
	case kind < 0xd0:
		return n.firstCount + r%(n.topics*numbers)
	case kind < 0xf0:
		return firstTopic + r%n.topics
	}
	if r&3 == 0 {
		return n.firstBad + r>>2%(n.count-n.firstBad)
	}
	return n.firstOdd + r>>2%(n.firstBad-n.firstOdd)
}

// nameText is the text of a name by its number; empty for unnamed.
func nameText(n int) string {
	o, r := organisation(), ranges()
	switch {
	case n == unnamedName:
		return ""
	case n < r.firstGiven:
		return o.Topics[n-firstTopic]
	case n < r.firstCount:
		n -= r.firstGiven
		return o.Givens[n/r.topics] + " · " + o.Topics[n%r.topics]
	case n < r.firstOdd:
		n -= r.firstCount
		return o.Topics[n/numbers] + " #" + strconv.Itoa(n%numbers)
	case n < r.firstBad:
		return o.OddNames[n-r.firstOdd]
	}
	return o.HostileNames[n-r.firstBad]
}

// namesLike marks every name that contains part, letters of either case alike.
func namesLike(part string) []bool {
	part = strings.ToLower(part)
	o, r := organisation(), ranges()
	topic, given := containing(o.Topics, part), containing(o.Givens, part)
	// Only a part with one of these can reach across the pieces of a name; any
	// other one lies inside a piece, and few pieces make many names.
	across := strings.ContainsAny(part, " ·#0123456789")
	like := make([]bool, r.count)
	for n := range like {
		switch {
		case n == unnamedName:
			continue
		case n >= r.firstGiven && n < r.firstCount:
			at := n - r.firstGiven
			like[n] = given[at/r.topics] || topic[at%r.topics]
		case n >= r.firstCount && n < r.firstOdd:
			like[n] = topic[(n-r.firstCount)/numbers]
		default:
			like[n] = nameContains(nameText(n), part)
			continue
		}
		if across && !like[n] {
			like[n] = nameContains(nameText(n), part)
		}
	}
	return like
}

func containing(texts []string, lowerPart string) []bool {
	out := make([]bool, len(texts))
	for i, text := range texts {
		out[i] = nameContains(text, lowerPart)
	}
	return out
}

// nameContains is the name filter's rule: a part of the name, whatever the case.
func nameContains(name, lowerPart string) bool {
	return strings.Contains(strings.ToLower(name), lowerPart)
}
