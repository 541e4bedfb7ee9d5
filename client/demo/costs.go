package demo

import "fmt"

// bill is what a session cost, in millionths of a US dollar, and for what.
type bill struct {
	noCost                                         bool // the session carries no cost at all
	promptTokens, completionTokens                 int  // tokens
	cachedTokens, reasoningTokens                  int
	modelCost                                      int
	analysisCost                                   int // 0 when nothing was analysed
	analysisType                                   string
	analysisPromptTokens, analysisCompletionTokens int
	fee                                            int
	surcharge                                      int // an entry of a type that no client knows yet
}

// billOf derives the bill from the detail bits alone, so that a sort by cost
// need not make the session's JSON.
func billOf(details uint64) bill {
	n := messagesOf(details)
	if n == 0 || octet(details, 5) < 14 {
		return bill{noCost: true}
	}
	b := bill{
		promptTokens:     220 + n*(90+octet(details, 2)),
		completionTokens: n*(18+octet(details, 1)/3) + 9,
		fee:              5_000,
	}
	if octet(details, 5) < 120 {
		b.cachedTokens = b.promptTokens / 2
	}
	if octet(details, 6) < 40 {
		b.reasoningTokens = b.completionTokens / 3
	}
	b.modelCost = b.promptTokens*5/2 - b.cachedTokens*5/4 + b.completionTokens*10
	if octet(details, 6) > 90 {
		b.analysisPromptTokens, b.analysisCompletionTokens = b.promptTokens/3, 60+octet(details, 6)
		b.analysisCost = b.analysisPromptTokens*3/20 + b.analysisCompletionTokens*3/5
		b.analysisType = analysisTypes[octet(details, 6)%len(analysisTypes)]
		if octet(details, 6) > 225 {
			b.analysisType = structuredOutput
		}
	}
	if octet(details, 7) == 77 {
		b.surcharge = 1_250
	}
	return b
}

// total is the session's cost in millionths of a dollar; -1 when it carries
// none.
func (b bill) total() int64 {
	if b.noCost {
		return -1
	}
	return int64(b.modelCost + b.analysisCost + b.fee + b.surcharge)
}

// dollars is an amount in dollars, as the API writes it.
func dollars[N int | int64](micros N) float64 { return float64(micros) / 1e6 }

var analysisTypes = [...]string{"summary", "structuredData", "successEvaluation"}

// structuredOutput is the type of analysis that has a further breakdown.
const structuredOutput = "structuredOutput"

// appendCosts writes the cost and costs members, each with a leading comma.
func (b bill) appendCosts(dst []byte, provider, model string) []byte {
	if b.noCost {
		return dst
	}
	dst = fmt.Appendf(dst, `,"cost":%v,"costs":[{"type":"model","model":{"provider":"%s","model":"%s"},"promptTokens":%d,"completionTokens":%d`,
		dollars(b.total()), provider, model, b.promptTokens, b.completionTokens)
	if b.cachedTokens > 0 {
		dst = fmt.Appendf(dst, `,"cachedPromptTokens":%d`, b.cachedTokens)
	}
	if b.reasoningTokens > 0 {
		dst = fmt.Appendf(dst, `,"reasoningTokens":%d`, b.reasoningTokens)
	}
	dst = fmt.Appendf(dst, `,"cost":%v}`, dollars(b.modelCost))
	if b.analysisCost > 0 {
		dst = b.appendAnalysis(dst)
	}
	if b.surcharge > 0 {
		dst = fmt.Appendf(dst, `,{"type":"knowledge-base","provider":"demo","cost":%v}`, dollars(b.surcharge))
	}
	return fmt.Appendf(dst, `,{"type":"session","cost":%v}]`, dollars(b.fee))
}

func (b bill) appendAnalysis(dst []byte) []byte {
	breakdown := ""
	counts := fmt.Sprintf(`"promptTokens":%d,"completionTokens":%d`, b.analysisPromptTokens, b.analysisCompletionTokens)
	if b.analysisType == structuredOutput {
		breakdown = fmt.Sprintf(`,"structuredOutputBreakdown":[{"structuredOutputId":"%s","name":"Outcome",%s,"cost":%v}]`,
			outcomeID, counts, dollars(b.analysisCost))
	}
	return fmt.Appendf(dst, `,{"type":"analysis","analysisType":"%s","model":{"provider":"openai","model":"gpt-4o-mini"},%s%s,"cost":%v}`,
		b.analysisType, counts, breakdown, dollars(b.analysisCost))
}
