package demo

import "strconv"

// bill is what a session cost, in millionths of a US dollar, and why.
type bill struct {
	free                bool // the session carries no cost at all
	prompt, completion  int
	cached, reasoning   int
	model               int
	analysis            int // 0 when nothing was analysed
	analysisIn          int
	analysisOut         int
	structured          bool // the analysis was of structured outputs, with its own breakdown
	fee                 int
	surcharge           int // an entry of a type that no client knows yet
	analysisTypeChooser int
}

// billOf derives the bill from the story alone, so that a sort by cost need not
// compose a session.
func billOf(story uint64) bill {
	n := messagesOf(story)
	if n == 0 || draft(story, 5) < 14 {
		return bill{free: true}
	}
	b := bill{
		prompt:     220 + n*(90+draft(story, 2)),
		completion: n*(18+draft(story, 1)/3) + 9,
		fee:        5_000,
	}
	if draft(story, 5) < 120 {
		b.cached = b.prompt / 2
	}
	if draft(story, 6) < 40 {
		b.reasoning = b.completion / 3
	}
	b.model = b.prompt*5/2 - b.cached*5/4 + b.completion*10
	if draft(story, 6) > 90 {
		b.analysisIn, b.analysisOut = b.prompt/3, 60+draft(story, 6)
		b.analysis = b.analysisIn*3/20 + b.analysisOut*3/5
		b.analysisTypeChooser = draft(story, 6)
		b.structured = draft(story, 6) > 225
	}
	if draft(story, 7) == 77 {
		b.surcharge = 1_250
	}
	return b
}

// total is the session's cost in millionths of a dollar; -1 when it carries none.
func (b bill) total() int64 {
	if b.free {
		return -1
	}
	return int64(b.model + b.analysis + b.fee + b.surcharge)
}

// appendMicros writes millionths as a decimal number without trailing zeros.
func appendMicros(dst []byte, micros int64) []byte {
	dst = strconv.AppendInt(dst, micros/1_000_000, 10)
	rest := micros % 1_000_000
	if rest == 0 {
		return dst
	}
	dst = append(dst, '.')
	for digit := int64(100_000); rest > 0; digit /= 10 {
		dst = append(dst, byte('0'+rest/digit))
		rest %= digit
	}
	return dst
}

var analysisTypes = [...]string{"summary", "structuredData", "successEvaluation"}

// appendCosts writes the cost and costs members, each with a leading comma.
func (b bill) appendCosts(dst []byte, provider, model string) []byte {
	if b.free {
		return dst
	}
	dst = append(dst, `,"cost":`...)
	dst = appendMicros(dst, b.total())
	dst = append(dst, `,"costs":[{"type":"model","model":{"provider":`...)
	dst = quote(dst, provider)
	dst = append(dst, `,"model":`...)
	dst = quote(dst, model)
	dst = append(dst, '}')
	dst = appendCount(dst, "promptTokens", b.prompt)
	dst = appendCount(dst, "completionTokens", b.completion)
	if b.cached > 0 {
		dst = appendCount(dst, "cachedPromptTokens", b.cached)
	}
	if b.reasoning > 0 {
		dst = appendCount(dst, "reasoningTokens", b.reasoning)
	}
	dst = appendPrice(dst, b.model)
	if b.analysis > 0 {
		dst = b.appendAnalysis(dst)
	}
	if b.surcharge > 0 {
		dst = append(dst, `,{"type":"knowledge-base","provider":"demo"`...)
		dst = appendPrice(dst, b.surcharge)
	}
	dst = append(dst, `,{"type":"session"`...)
	dst = appendPrice(dst, b.fee)
	return append(dst, ']')
}

func (b bill) appendAnalysis(dst []byte) []byte {
	kind := analysisTypes[b.analysisTypeChooser%len(analysisTypes)]
	if b.structured {
		kind = "structuredOutput"
	}
	dst = append(dst, `,{"type":"analysis","analysisType":"`...)
	dst = append(dst, kind...)
	dst = append(dst, `","model":{"provider":"openai","model":"gpt-4o-mini"}`...)
	dst = appendCount(dst, "promptTokens", b.analysisIn)
	dst = appendCount(dst, "completionTokens", b.analysisOut)
	if b.structured {
		dst = append(dst, `,"structuredOutputBreakdown":[{"structuredOutputId":"5d1c8a3e-90b4-4f0e-8c55-0a6c1de0b001","name":"Outcome"`...)
		dst = appendCount(dst, "promptTokens", b.analysisIn)
		dst = appendCount(dst, "completionTokens", b.analysisOut)
		dst = appendPrice(dst, b.analysis)
		dst = append(dst, ']')
	}
	return appendPrice(dst, b.analysis)
}

func appendCount(dst []byte, name string, n int) []byte {
	dst = append(dst, `,"`...)
	dst = append(dst, name...)
	dst = append(dst, `":`...)
	return strconv.AppendInt(dst, int64(n), 10)
}

// appendPrice writes the cost member of an entry and ends the entry.
func appendPrice(dst []byte, micros int) []byte {
	dst = append(dst, `,"cost":`...)
	dst = appendMicros(dst, int64(micros))
	return append(dst, '}')
}
