package demo

// compose writes generated session i as JSON. The times are given: those of an
// arrival are not the generator's.
func (g *generator) compose(dst []byte, i int, created, updated int64) []byte {
	w, story := g.traitWord(i), g.storyWord(i)
	d := dice{hash(g.seed, saltText+1<<32, uint64(i))}
	dst = append(dst, `{"id":"`...)
	dst = g.id(i).append(dst)
	dst = append(dst, '"')
	dst = member(dst, "orgId", g.cat.orgID)
	dst = append(dst, `,"createdAt":`...)
	dst = appendInstant(dst, created)
	dst = append(dst, `,"updatedAt":`...)
	dst = appendInstant(dst, updated)
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
		dst = member(dst, "phoneNumberId", g.cat.phones[phone].id)
		if d.chance(6) {
			dst = append(dst, `,"phoneNumber":`...)
			dst = append(dst, g.cat.phones[phone].inline...)
		}
	}
	if d.chance(20) {
		dst = append(dst, `,"metadata":{"campaign":"spring-`...)
		dst = appendInt(dst, int64(d.n(9)))
		dst = append(dst, `","variableValues":{"timezone":"Europe/Berlin","pin":"`...)
		dst = append(dst, fake("pin")...)
		dst = append(dst, `"}}`...)
	}
	if i == hugeIndex && g.cat.org.odd {
		dst = g.appendArtifact(dst, &g.cat.scripts[0], 400, created, &d)
	} else if completed(story) && messagesOf(story) > 0 && d.chance(25) {
		size := 1
		if d.chance(4) && g.cat.org.odd {
			size = 20 + d.n(40)
		}
		talk := &g.cat.scripts[speaker]
		if g.cat.org.odd {
			talk = &g.cat.scripts[0]
		}
		dst = g.appendArtifact(dst, talk, size, created, &d)
	}
	return append(dst, '}')
}

// appendHead writes name, status and expiration.
func (g *generator) appendHead(dst []byte, w, story uint64, d *dice) []byte {
	if n := g.cat.nameOf(w); n != unnamedName {
		dst = member(dst, "name", g.cat.org.nameText(n))
	} else if d.chance(30) {
		dst = append(dst, `,"name":null`...)
	}
	if completed(story) {
		dst = append(dst, `,"status":"completed"`...)
	} else {
		dst = append(dst, `,"status":"active"`...)
	}
	if e := expiration(story); e > 0 {
		dst = append(dst, `,"expirationSeconds":`...)
		dst = appendInt(dst, int64(e))
	}
	return dst
}

// appendOwner writes who speaks: an ID, an inline assistant, or both.
func (g *generator) appendOwner(dst []byte, w uint64, d *dice) []byte {
	switch ownerOf(w) {
	case ownedByAssistant:
		a := &g.cat.assistants[assistantIDOf(w)]
		dst = member(dst, "assistantId", a.id)
		switch {
		case d.chance(80): // the server keeps the assistant as it was, beside its ID
			dst = append(dst, `,"assistant":`...)
			dst = append(dst, a.inline...)
		case d.chance(40):
			dst = append(dst, `,"assistantOverrides":{"variableValues":{"timezone":"Europe/Berlin"},"model":{"provider":"custom-llm","url":"https://llm.example.com/v1?key=`...)
			dst = append(dst, fake("url-key")...)
			dst = append(dst, `","headers":{"X-Key":"`...)
			dst = append(dst, fake("model-header")...)
			dst = append(dst, `"}}}`...)
		case d.chance(30):
			dst = append(dst, `,"assistant":null`...)
		}
	case ownedInline:
		dst = append(dst, `,"assistant":`...)
		dst = append(dst, g.cat.assistants[assistantOf(w)].inline...)
	case ownedBySquad:
		s := &g.cat.squads[squadOf(w)]
		dst = member(dst, "squadId", s.id)
		if d.chance(60) {
			dst = append(dst, `,"squad":`...)
			dst = append(dst, s.inline...)
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
	dst = append(dst, `,"customer":{"number":`...)
	dst = quote(dst, g.cat.customerNumber(n))
	if name := g.cat.customerName(n); name != "" {
		dst = member(dst, "name", name)
	}
	if n%5 == 0 {
		dst = append(dst, `,"email":"caller`...)
		dst = appendInt(dst, int64(n))
		dst = append(dst, `@example.com","externalId":"crm-`...)
		dst = appendInt(dst, int64(n)*7)
		dst = append(dst, '"')
	}
	return append(dst, '}')
}

// appendArtifact writes an artifact whose transcript grows with size.
func (g *generator) appendArtifact(dst []byte, s *script, size int, created int64, d *dice) []byte {
	dst = append(dst, `,"artifact":{"structuredOutputs":{"5d1c8a3e-90b4-4f0e-8c55-0a6c1de0b001":{"name":"Outcome","result":{"resolved":true,"score":`...)
	dst = appendInt(dst, int64(d.n(11)))
	dst = append(dst, `}}},"presignedMonoUrl":"https://storage.example.com/rec.wav?X-Amz-Signature=`...)
	dst = append(dst, fake("signature")...)
	dst = append(dst, `","variableValues":{"now":`...)
	dst = appendInstant(dst, created)
	dst = append(dst, `},"transcript":"`...)
	done := 0
	for range size {
		for range 40 {
			dst = append(dst, `User: `...)
			dst = append(dst, s.call(d, 0, done)...)
			dst = append(dst, `\nAI: `...)
			dst = append(dst, s.answer(d, 0, done)...)
			done++
			dst = append(dst, `\n`...)
			if size == 1 && d.chance(12) {
				break
			}
		}
	}
	return append(dst, `"}`...)
}
