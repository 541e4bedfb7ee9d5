package demo

import (
	"fmt"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// compose writes generated session i as JSON. The times are given: those of an
// arrival are not the generator's.
func (g *generator) compose(dst []byte, i int, created, updated int64) []byte {
	w, story := g.traitWord(i), g.storyWord(i)
	d := dice{hash(g.seed, saltText+1<<32, uint64(i))}
	dst = fmt.Appendf(dst, `{"id":"%s","orgId":"%s","createdAt":"%s","updatedAt":"%s"`, g.id(i), g.cat.orgID, stamp(created), stamp(updated))
	dst = g.appendHead(dst, w, story, &d)
	speaker := speakerOf(w)
	role := &g.cat.org.Assistants[speaker]
	dst = billOf(story).appendCosts(dst, role.Provider, role.Model)
	dst = g.appendOwner(dst, w, &d)
	if messagesOf(story) > 0 || d.chance(50) {
		dst = append(dst, `,"messages":`...)
		dst = g.appendMessages(dst, i, created)
	}
	dst = g.appendCustomer(dst, w, &d)
	if phone := phoneOf(w); phone != none {
		dst = fmt.Appendf(dst, `,"phoneNumberId":"%s"`, g.cat.phones[phone].id)
		if d.chance(6) {
			dst = fmt.Appendf(dst, `,"phoneNumber":%s`, g.cat.phones[phone].inline)
		}
	}
	if d.chance(20) {
		dst = fmt.Appendf(dst, `,"metadata":{"campaign":"spring-%d","variableValues":{"timezone":"Europe/Berlin","pin":"%s"}}`, d.n(9), fake("pin"))
	}
	odd, script := g.cat.org.odd, &g.cat.scripts[speaker]
	if odd {
		script = &g.cat.scripts[0]
	}
	if odd && i == hugeIndex {
		dst = appendArtifact(dst, script, 400, created, &d)
	} else if completed(story) && messagesOf(story) > 0 && d.chance(25) {
		size := 1
		if odd && d.chance(4) {
			size = 20 + d.n(40)
		}
		dst = appendArtifact(dst, script, size, created, &d)
	}
	return append(dst, '}')
}

// appendHead writes name, status and expiration.
func (g *generator) appendHead(dst []byte, w, story uint64, d *dice) []byte {
	if n := g.cat.nameOf(w); n != unnamedName {
		dst = quote(append(dst, `,"name":`...), g.cat.org.nameText(n))
	} else if d.chance(30) {
		dst = append(dst, `,"name":null`...)
	}
	status := "active"
	if completed(story) {
		status = "completed"
	}
	dst = fmt.Appendf(dst, `,"status":"%s"`, status)
	if e := expiration(story); e > 0 {
		dst = fmt.Appendf(dst, `,"expirationSeconds":%d`, e)
	}
	return dst
}

// appendOwner writes who speaks: an ID, an inline assistant, or both.
func (g *generator) appendOwner(dst []byte, w uint64, d *dice) []byte {
	switch ownerOf(w) {
	case ownedByAssistant:
		a := &g.cat.assistants[assistantIDOf(w)]
		dst = fmt.Appendf(dst, `,"assistantId":"%s"`, a.id)
		switch {
		case d.chance(80): // the server keeps the assistant as it was, beside its ID
			dst = fmt.Appendf(dst, `,"assistant":%s`, a.inline)
		case d.chance(40):
			dst = fmt.Appendf(dst, `,"assistantOverrides":{"variableValues":{"timezone":"Europe/Berlin"},"model":{"provider":"custom-llm",`+
				`"url":"https://llm.example.com/v1?key=%s","headers":{"X-Key":"%s"}}}`, fake("url-key"), fake("model-header"))
		case d.chance(30):
			dst = append(dst, `,"assistant":null`...)
		}
	case ownedInline:
		dst = fmt.Appendf(dst, `,"assistant":%s`, g.cat.assistants[assistantOf(w)].inline)
	case ownedBySquad:
		s := &g.cat.squads[squadOf(w)]
		dst = fmt.Appendf(dst, `,"squadId":"%s"`, s.id)
		if d.chance(60) {
			dst = fmt.Appendf(dst, `,"squad":%s`, s.inline)
		}
	case ownedByWorkflow, ownedByNobody:
	}
	return dst
}

func (g *generator) appendCustomer(dst []byte, w uint64, d *dice) []byte {
	n := customerOf(w)
	if n == none {
		if d.chance(20) {
			dst = append(dst, `,"customer":null`...)
		}
		return dst
	}
	dst = fmt.Appendf(dst, `,"customer":{"number":"%s"`, g.cat.customerNumber(n))
	if name := g.cat.customerName(n); name != "" {
		dst = quote(append(dst, `,"name":`...), name)
	}
	if n%5 == 0 {
		dst = fmt.Appendf(dst, `,"email":"caller%d@example.com","externalId":"crm-%d"`, n, n*7)
	}
	return append(dst, '}')
}

// outcomeID is the structured output that sessions have.
const outcomeID = "5d1c8a3e-90b4-4f0e-8c55-0a6c1de0b001"

// appendArtifact writes an artifact whose transcript grows with size.
func appendArtifact(dst []byte, s *script, size int, created int64, d *dice) []byte {
	dst = fmt.Appendf(dst, `,"artifact":{"structuredOutputs":{"%s":{"name":"Outcome","result":{"resolved":true,"score":%d}}},`+
		`"presignedMonoUrl":"https://storage.example.com/rec.wav?X-Amz-Signature=%s","variableValues":{"now":"%s"},"transcript":"`,
		outcomeID, d.n(11), fake("signature"), stamp(created))
	for n := range size * 40 {
		dst = fmt.Appendf(dst, `User: %s\nAI: %s\n`, s.call(d, 0, n), s.answer(d, 0, n))
		if size == 1 && d.chance(12) {
			break
		}
	}
	dst = append(append(dst, '"'), s.artifact...)
	return append(dst, '}')
}

// stamp is how the API writes an instant, given in Unix milliseconds.
func stamp(ms int64) string { return time.UnixMilli(ms).UTC().Format("2006-01-02T15:04:05.000Z") }

// quote appends s as a JSON string.
func quote(dst []byte, s string) []byte {
	dst, _ = jsontext.AppendQuote(dst, s) // generated text is valid UTF-8
	return dst
}

// escape is s as the inside of a JSON string.
func escape(s string) []byte {
	quoted := quote(nil, s)
	return quoted[1 : len(quoted)-1]
}
