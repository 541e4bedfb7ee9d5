package demo

// What a session has is drawn from two 64-bit words, its trait bits and its detail
// bits. Each part is drawn without the others, so a scan over millions of sessions
// computes only what the filter names.
//
// All bits of both words are used. The trait bits, which filters look at:
//
//	0-7    the kind of owner
//	8-15   which owner of that kind
//	16-23  whether there is a phone number, and which
//	24-27  whether there is a customer
//	28-59  which customer: the product of two halves
//	60-63  the kind of name; for which name, see nameDraw
//
// The detail bits, by octet:
//
//	0  the number of messages
//	1  the status; tokens of the answers
//	2  the time between messages; tokens of the prompt
//	3  whether the caller came back, and when
//	4  expirationSeconds
//	5  whether there is a cost; cached tokens
//	6  reasoning tokens; the analysis
//	7  whether there is a surcharge
//
// Parts that share bits depend on each other. A further draw that must not depend
// on them uses mix of the bits, or the rng of appendSession.

// none is the index of a part that a session does not have.
const none = -1

// maxMessages is how many messages the longest generated conversation has.
const maxMessages = 60

// hugeIndex is the one odd session of some 2 MB. It lies near the top, beyond a
// first page of the usual size.
const hugeIndex = 137

func (g *generator) traitBits(i int) uint64  { return hash(g.seed, saltTraits, uint64(i)) }
func (g *generator) detailBits(i int) uint64 { return hash(g.seed, saltDetail, uint64(i)) }

// owner says what speaks in a session.
type owner uint8

const (
	ownedByAssistant owner = iota // assistantId
	ownedInline                   // assistant, without an ID
	ownedBySquad                  // squadId
	ownedByWorkflow               // nothing in the session names it, yet it can be filtered for
	ownedByNobody
)

func ownerOf(traits uint64) owner {
	switch b := traits & 0xff; {
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

// skewedIndex is an index below n; small ones are likelier.
func skewedIndex(bits uint64, n int) int {
	b := int(bits & 0xff)
	return b * b * n >> 16
}

// assistantOf is the assistant that speaks, whether the session names its ID or
// carries it inline; none for squads and workflows.
func assistantOf(traits uint64) int {
	return max(assistantIDOf(traits), ownerIndex(traits, ownedInline, assistantCount))
}

// speakerOf is the assistant whose lines the session's conversation uses.
func speakerOf(traits uint64) int { return max(assistantOf(traits), 0) }

// ownerIndex is which of count owners of a kind a session has, or none.
func ownerIndex(traits uint64, by owner, count int) int {
	if ownerOf(traits) != by {
		return none
	}
	return skewedIndex(traits>>8, count)
}

func assistantIDOf(traits uint64) int { return ownerIndex(traits, ownedByAssistant, assistantCount) }
func squadOf(traits uint64) int       { return ownerIndex(traits, ownedBySquad, squadCount) }
func workflowOf(traits uint64) int    { return ownerIndex(traits, ownedByWorkflow, workflowCount) }

func phoneOf(traits uint64) int {
	b := traits >> 16 & 0xff
	if b >= 150 {
		return none
	}
	return int(b) % phoneCount
}

// customerOf is a customer of the pool: some call often, most once.
func customerOf(traits uint64) int {
	if traits>>24&0xf == 0 {
		return none
	}
	return int((traits >> 28 & 0xffff) * (traits >> 44 & 0xffff) >> (32 - customerBits))
}

// octet is eight of the detail bits.
func octet(details uint64, part int) int { return int(details >> (8 * part) & 0xff) }

// messagesOf is how many messages a session has, 0 to maxMessages.
func messagesOf(details uint64) int {
	b := octet(details, 0)
	if b < 20 {
		return 0
	}
	x := b - 20 // below 236; short conversations are likelier
	return 1 + x*(x+118)*maxMessages/(236*354)
}

func isCompleted(details uint64) bool { return octet(details, 1) < 140 }

// lifetime is how many milliseconds after its creation a session was last
// written to, at most maxLifetime.
func lifetime(details uint64) int64 {
	n := int64(messagesOf(details))
	ms := n * (4_000 + int64(octet(details, 2))*120)
	if d := int64(octet(details, 3)); n > 1 && d < 26 { // the caller came back later
		ms += d * 3 * 60 * 60 * 1000
	}
	return ms
}

// updated is updatedAt of session i in Unix milliseconds.
func (g *generator) updated(i int) int64 {
	return max(g.created(i), min(g.created(i)+lifetime(g.detailBits(i)), g.start))
}

// expiration is expirationSeconds, or 0 for a session without it.
func expiration(details uint64) int {
	switch b := octet(details, 4); {
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
