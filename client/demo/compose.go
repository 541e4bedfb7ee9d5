package demo

import (
	"fmt"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// appendSession writes generated session i as JSON. The times are given because
// those of an arrival are not the generator's.
func (g *generator) appendSession(dst []byte, i int, created, updated int64) []byte {
	traits, details := g.traitBits(i), g.detailBits(i)
	rnd := rng{hash(g.seed, saltText+1<<32, uint64(i))}
	dst = fmt.Appendf(dst, `{"id":"%s","orgId":"%s","createdAt":"%s","updatedAt":"%s"`, g.id(i), g.catalog.orgID, formatTime(created), formatTime(updated))
	dst = g.appendHead(dst, traits, details, &rnd)
	speaker := speakerOf(traits)
	role := &g.catalog.org.Assistants[speaker]
	dst = billOf(details).appendCosts(dst, role.Provider, role.Model)
	dst = g.appendOwner(dst, traits, &rnd)
	if messagesOf(details) > 0 || rnd.chance(50) {
		dst = append(dst, `,"messages":`...)
		dst = g.appendMessages(dst, i, created)
	}
	dst = g.appendCustomer(dst, traits, &rnd)
	if phone := phoneOf(traits); phone != none {
		dst = fmt.Appendf(dst, `,"phoneNumberId":"%s"`, g.catalog.phones[phone].id)
		if rnd.chance(6) {
			dst = fmt.Appendf(dst, `,"phoneNumber":%s`, g.catalog.phones[phone].embedded)
		}
	}
	if rnd.chance(20) {
		dst = fmt.Appendf(dst, `,"metadata":{"campaign":"spring-%d","variableValues":{"timezone":"Europe/Berlin","pin":"%s"}}`, rnd.intn(9), fake("pin"))
	}
	odd, script := g.catalog.org.odd, &g.catalog.scripts[speaker]
	if odd {
		script = &g.catalog.scripts[0]
	}
	if odd && i == hugeIndex {
		dst = appendArtifact(dst, script, 400, created, &rnd)
	} else if isCompleted(details) && messagesOf(details) > 0 && rnd.chance(25) {
		size := 1
		if odd && rnd.chance(4) {
			size = 20 + rnd.intn(40)
		}
		dst = appendArtifact(dst, script, size, created, &rnd)
	}
	return append(dst, '}')
}

// appendHead writes name, status and expiration.
func (g *generator) appendHead(dst []byte, traits, details uint64, rnd *rng) []byte {
	if name := g.catalog.nameOf(traits); name != "" {
		dst = quote(append(dst, `,"name":`...), name)
	} else if rnd.chance(30) {
		dst = append(dst, `,"name":null`...)
	}
	status := "active"
	if isCompleted(details) {
		status = "completed"
	}
	dst = fmt.Appendf(dst, `,"status":"%s"`, status)
	if e := expiration(details); e > 0 {
		dst = fmt.Appendf(dst, `,"expirationSeconds":%d`, e)
	}
	return dst
}

// appendOwner writes what speaks: an ID, an inline assistant, or both.
func (g *generator) appendOwner(dst []byte, traits uint64, rnd *rng) []byte {
	switch ownerOf(traits) {
	case ownedByAssistant:
		a := &g.catalog.assistants[assistantIDOf(traits)]
		dst = fmt.Appendf(dst, `,"assistantId":"%s"`, a.id)
		switch {
		case rnd.chance(80): // the server keeps the assistant as it was, beside its ID
			dst = fmt.Appendf(dst, `,"assistant":%s`, a.embedded)
		case rnd.chance(40):
			dst = fmt.Appendf(dst, `,"assistantOverrides":{"variableValues":{"timezone":"Europe/Berlin"},"model":{"provider":"custom-llm",`+
				`"url":"https://llm.example.com/v1?key=%s","headers":{"X-Key":"%s"}}}`, fake("url-key"), fake("model-header"))
		case rnd.chance(30):
			dst = append(dst, `,"assistant":null`...)
		}
	case ownedInline:
		dst = fmt.Appendf(dst, `,"assistant":%s`, g.catalog.assistants[assistantOf(traits)].embedded)
	case ownedBySquad:
		s := &g.catalog.squads[squadOf(traits)]
		dst = fmt.Appendf(dst, `,"squadId":"%s"`, s.id)
		if rnd.chance(60) {
			dst = fmt.Appendf(dst, `,"squad":%s`, s.embedded)
		}
	case ownedByWorkflow, ownedByNobody:
	}
	return dst
}

func (g *generator) appendCustomer(dst []byte, traits uint64, rnd *rng) []byte {
	n := customerOf(traits)
	if n == none {
		if rnd.chance(20) {
			dst = append(dst, `,"customer":null`...)
		}
		return dst
	}
	dst = fmt.Appendf(dst, `,"customer":{"number":"%s"`, g.catalog.customerNumber(n))
	if name := g.catalog.customerName(n); name != "" {
		dst = quote(append(dst, `,"name":`...), name)
	}
	if n%5 == 0 {
		dst = fmt.Appendf(dst, `,"email":"caller%d@example.com","externalId":"crm-%d"`, n, n*7)
	}
	return append(dst, '}')
}

// outcomeID is the structured output of generated sessions.
const outcomeID = "5d1c8a3e-90b4-4f0e-8c55-0a6c1de0b001"

// appendArtifact writes an artifact whose transcript grows with size.
func appendArtifact(dst []byte, s *script, size int, created int64, rnd *rng) []byte {
	dst = fmt.Appendf(dst, `,"artifact":{"structuredOutputs":{"%s":{"name":"Outcome","result":{"resolved":true,"score":%d}}},`+
		`"presignedMonoUrl":"https://storage.example.com/rec.wav?X-Amz-Signature=%s","variableValues":{"now":"%s"},"transcript":"`,
		outcomeID, rnd.intn(11), fake("signature"), formatTime(created))
	for n := range size * 40 {
		dst = fmt.Appendf(dst, `User: %s\nAI: %s\n`, s.callerLine(rnd, 0, n), s.speakerLine(rnd, 0, n))
		if size == 1 && rnd.chance(12) {
			break
		}
	}
	dst = append(append(dst, '"'), s.artifact...)
	return append(dst, '}')
}

// formatTime writes an instant, given in Unix milliseconds, as the API does.
func formatTime(ms int64) string { return time.UnixMilli(ms).UTC().Format("2006-01-02T15:04:05.000Z") }

// quote appends s as a JSON string.
func quote(dst []byte, s string) []byte {
	dst, _ = jsontext.AppendQuote(dst, s) // generated text is valid UTF-8
	return dst
}

// escape is s as the inside of a JSON string, without the quotes.
func escape(s string) []byte {
	quoted := quote(nil, s)
	return quoted[1 : len(quoted)-1]
}
