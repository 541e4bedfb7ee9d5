package demo

import "fmt"

// bill is what a session cost, in millionths of a US dollar, and why.
type bill struct {
	free                             bool // the session carries no cost at all
	prompt, completion               int  // tokens
	cached, reasoning                int
	model                            int
	analysis                         int // 0 when nothing was analysed
	analysisType                     string
	analysisPrompt, analysisComplete int
	fee                              int
	surcharge                        int // an entry of a type that no client knows yet
}

// billOf derives the bill from the story alone, so that a sort by cost need not
// compose a session.
func billOf(story uint64) bill {
	n := messagesOf(story)
	if n == 0 || octet(story, 5) < 14 {
		return bill{free: true}
	}
	b := bill{
		prompt:     220 + n*(90+octet(story, 2)),
		completion: n*(18+octet(story, 1)/3) + 9,
		fee:        5_000,
	}
	if octet(story, 5) < 120 {
		b.cached = b.prompt / 2
	}
	if octet(story, 6) < 40 {
		b.reasoning = b.completion / 3
	}
	b.model = b.prompt*5/2 - b.cached*5/4 + b.completion*10
	if octet(story, 6) > 90 {
		b.analysisPrompt, b.analysisComplete = b.prompt/3, 60+octet(story, 6)
		b.analysis = b.analysisPrompt*3/20 + b.analysisComplete*3/5
		b.analysisType = analysisTypes[octet(story, 6)%len(analysisTypes)]
		if octet(story, 6) > 225 {
			b.analysisType = structuredOutput
		}
	}
	if octet(story, 7) == 77 {
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

// dollars is an amount as the API writes it.
func dollars[N int | int64](micros N) float64 { return float64(micros) / 1e6 }

var analysisTypes = [...]string{"summary", "structuredData", "successEvaluation"}

// structuredOutput is the type of analysis that has a breakdown of its own.
const structuredOutput = "structuredOutput"

// appendCosts writes the cost and costs members, each with a leading comma.
func (b bill) appendCosts(dst []byte, provider, model string) []byte {
	if b.free {
		return dst
	}
	dst = fmt.Appendf(dst, `,"cost":%v,"costs":[{"type":"model","model":{"provider":"%s","model":"%s"},"promptTokens":%d,"completionTokens":%d`,
		dollars(b.total()), provider, model, b.prompt, b.completion)
	if b.cached > 0 {
		dst = fmt.Appendf(dst, `,"cachedPromptTokens":%d`, b.cached)
	}
	if b.reasoning > 0 {
		dst = fmt.Appendf(dst, `,"reasoningTokens":%d`, b.reasoning)
	}
	dst = fmt.Appendf(dst, `,"cost":%v}`, dollars(b.model))
	if b.analysis > 0 {
		dst = b.appendAnalysis(dst)
	}
	if b.surcharge > 0 {
		dst = fmt.Appendf(dst, `,{"type":"knowledge-base","provider":"demo","cost":%v}`, dollars(b.surcharge))
	}
	return fmt.Appendf(dst, `,{"type":"session","cost":%v}]`, dollars(b.fee))
}

func (b bill) appendAnalysis(dst []byte) []byte {
	breakdown := ""
	counts := fmt.Sprintf(`"promptTokens":%d,"completionTokens":%d`, b.analysisPrompt, b.analysisComplete)
	if b.analysisType == structuredOutput {
		breakdown = fmt.Sprintf(`,"structuredOutputBreakdown":[{"structuredOutputId":"%s","name":"Outcome",%s,"cost":%v}]`,
			outcomeID, counts, dollars(b.analysis))
	}
	return fmt.Appendf(dst, `,{"type":"analysis","analysisType":"%s","model":{"provider":"openai","model":"gpt-4o-mini"},%s%s,"cost":%v}`,
		b.analysisType, counts, breakdown, dollars(b.analysis))
}
