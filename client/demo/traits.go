package demo

// What a session has, drawn from two words of chance. Each part can be had
// without the rest: a scan over millions of sessions asks only for what the
// filter names.
//
// All bits of both words are taken. Those of the trait word, which filters look at:
//
//	0-7    the kind of owner
//	8-15   which owner of that kind
//	16-23  whether there is a phone number, and which
//	24-27  whether there is a customer
//	28-59  which customer: the product of two halves
//	60-63  the kind of name; which name is drawn from the mixed word, see nameDraw
//
// Those of the story word, by octet:
//
//	0  the number of messages
//	1  the status; tokens of the answers
//	2  the pace; tokens of the prompt
//	3  whether the caller came back, and when
//	4  expirationSeconds
//	5  whether there is a cost; cached tokens
//	6  reasoning tokens; the analysis
//	7  whether there is a surcharge
//
// What shares bits goes together: a further draw that must not depend on another
// takes the mixed word, or the dice of compose.

// none marks a part that a session does not have.
const none = -1

// maxMessages is the longest generated conversation.
const maxMessages = 60

// hugeIndex is the one odd session of some 2 MB: near the top, beyond a first
// page of the usual size.
const hugeIndex = 137

func (g *generator) traitWord(i int) uint64 { return mix(g.traitKey + uint64(i)*golden) }
func (g *generator) storyWord(i int) uint64 { return mix(g.storyKey + uint64(i)*golden) }

// owner says who speaks in a session, in 1/256.
type owner uint8

const (
	ownedByAssistant owner = iota // assistantId
	ownedInline                   // assistant, without an ID
	ownedBySquad                  // squadId
	ownedByWorkflow               // nothing in the session names it, yet it can be filtered for
	ownedByNobody
)

func ownerOf(w uint64) owner {
	switch b := w & 0xff; {
	case b < 168:
		return ownedByAssistant
	case b < 192:
		return ownedInline
	case b < 228:
		return ownedBySquad
	case b < 246:
		return ownedByWorkflow
	}
	return ownedByNobody
}

// skewed is an index below n where small ones are likelier.
func skewed(bits uint64, n int) int {
	b := int(bits & 0xff)
	return b * b * n >> 16
}

// assistantOf is the assistant that speaks, whether the session names its ID or
// carries it inline; none for squads and workflows.
func assistantOf(w uint64) int {
	switch ownerOf(w) {
	case ownedByAssistant, ownedInline:
		return skewed(w>>8, assistantCount)
	case ownedBySquad, ownedByWorkflow, ownedByNobody:
	}
	return none
}

// speakerOf is the assistant whose part the session's conversation takes.
func speakerOf(w uint64) int { return max(assistantOf(w), 0) }

// ownedOf is which of count owners of a kind a session has.
func ownedOf(w uint64, by owner, count int) int {
	if ownerOf(w) != by {
		return none
	}
	return skewed(w>>8, count)
}

// assistantIDOf is the assistant whose ID the session names.
func assistantIDOf(w uint64) int { return ownedOf(w, ownedByAssistant, assistantCount) }
func squadOf(w uint64) int       { return ownedOf(w, ownedBySquad, squadCount) }
func workflowOf(w uint64) int    { return ownedOf(w, ownedByWorkflow, workflowCount) }

func phoneOf(w uint64) int {
	b := w >> 16 & 0xff
	if b >= 150 {
		return none
	}
	return int(b) % phoneCount
}

// customerOf is a customer of the pool: some call often, most once.
func customerOf(w uint64) int {
	if w>>24&0xf == 0 {
		return none
	}
	return int((w >> 28 & 0xffff) * (w >> 44 & 0xffff) >> (32 - customerBits))
}

// octet is eight bits of the draw for a session's own particulars.
func octet(story uint64, part int) int { return int(story >> (8 * part) & 0xff) }

// messagesOf is how many messages a session has, 0 to maxMessages.
func messagesOf(story uint64) int {
	b := octet(story, 0)
	if b < 20 {
		return 0
	}
	x := b - 20 // below 236; short conversations are the likelier
	return 1 + x*(x+118)*maxMessages/(236*354)
}

func completed(story uint64) bool { return octet(story, 1) < 140 }

// lifetime is how long after its creation a session was last written to, in
// milliseconds: at most maxLifetime.
func lifetime(story uint64) int64 {
	n := int64(messagesOf(story))
	ms := n * (4_000 + int64(octet(story, 2))*120)
	if d := int64(octet(story, 3)); n > 1 && d < 26 { // came back later
		ms += d * 3 * 60 * 60 * 1000
	}
	return ms
}

// maxLifetime bounds lifetime, so that a bound on updatedAt is one on createdAt too.
const maxLifetime = maxMessages*(4_000+255*120) + 25*3*60*60*1000

// updated is updatedAt of session i in Unix milliseconds.
func (g *generator) updated(i int) int64 {
	return max(g.created(i), min(g.created(i)+lifetime(g.storyWord(i)), g.start))
}

// expiration is expirationSeconds: one of the usual lifetimes; 0 leaves it out.
func expiration(story uint64) int {
	switch b := octet(story, 4); {
	case b < 150:
		return 86400
	case b < 170:
		return 3600
	case b < 185:
		return 60 + b*37
	case b < 215:
		return 604800
	case b < 245:
		return 2592000
	}
	return 0
}
