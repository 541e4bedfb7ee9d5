package detail

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// share is a share of the cost: what for, and how much.
type share struct {
	name                                  string
	cost                                  float64
	prompt, completion, cached, reasoning int64
}

// costFields makes the Cost tab: the total, and its parts by component and by
// model as bars.
func (p *Pane) costFields() source {
	s := newFields()
	s.heading("Total")
	sum := 0.0
	for _, c := range p.s.Costs {
		sum += c.Cost
	}
	switch {
	case p.s.Cost != nil:
		s.add(entry{label: "cost", value: amount(p.s.Cost), role: theme.Strong})
	case len(p.s.Costs) > 0:
		s.add(entry{label: "cost", value: dollars(sum) + " (the sum of the parts; the server gives no total)", role: theme.Strong})
	default:
		s.line("The server gives no cost for this session.", theme.Dim)
		return s
	}
	if p.s.Cost != nil && len(p.s.Costs) > 0 && math.Abs(*p.s.Cost-sum) > 0.00005 {
		s.add(entry{value: "the parts add up to " + dollars(sum), role: theme.Warn})
	}
	p.bars(s, "By component", slicesBy(p.s.Costs, component))
	p.bars(s, "By model", slicesBy(p.s.Costs, func(c *client.Cost) string { return c.Model }))
	var outputs []client.Cost
	for i := range p.s.Costs {
		outputs = append(outputs, p.s.Costs[i].StructuredOutputCosts...)
	}
	p.bars(s, "By structured output", slicesBy(outputs, p.outputName))
	return s
}

// outputName names the structured output that a cost was for.
func (p *Pane) outputName(c *client.Cost) string {
	if c.Name != "" {
		return c.Name
	}
	output := get([]byte(get(p.s.Artifact, "structuredOutputs")), c.OutputID)
	return cmp.Or(get([]byte(output), "name"), c.OutputID, "(no name)")
}

// component names what a cost was for.
func component(c *client.Cost) string {
	if c.AnalysisType != "" {
		return c.Type + ": " + c.AnalysisType
	}
	return cmp.Or(c.Type, "(no type)")
}

// slicesBy adds up costs by a name, the largest first. Entries without a name
// are left out.
func slicesBy(costs []client.Cost, name func(*client.Cost) string) []share {
	var all []share
	places := make(map[string]int)
	for i := range costs {
		c := &costs[i]
		n := name(c)
		if n == "" {
			continue
		}
		k, ok := places[n]
		if !ok {
			k = len(all)
			places[n] = k
			all = append(all, share{name: n})
		}
		all[k].cost += c.Cost
		all[k].prompt += c.PromptTokens
		all[k].completion += c.CompletionTokens
		all[k].cached += c.CachedPromptTokens
		all[k].reasoning += c.ReasoningTokens
	}
	slices.SortStableFunc(all, func(a, b share) int {
		switch {
		case a.cost > b.cost:
			return -1
		case a.cost < b.cost:
			return 1
		}
		return 0
	})
	return all
}

// bars draws the slices as a bar chart.
func (p *Pane) bars(s *fields, heading string, all []share) {
	if len(all) == 0 {
		return
	}
	s.heading(heading)
	names, largest, total := 0, 0.0, 0.0
	for _, a := range all {
		names = max(names, min(28, theme.Width(oneLine(a.name))))
		largest = max(largest, a.cost)
		total += max(0, a.cost)
	}
	names = max(6, min(names, p.textWidth()/2-8))
	room := max(4, min(40, p.textWidth()-names-22))
	for _, a := range all {
		var w styledText
		w.add(padded(p.cut(oneLine(a.name), names), names)+" ", theme.Plain)
		w.add(padded(dollars(a.cost), 9)+" ", theme.Strong)
		filled := 0
		if largest > 0 && a.cost > 0 {
			filled = max(1, int(math.Round(a.cost/largest*float64(room))))
		}
		w.add(strings.Repeat(p.theme.Glyph(theme.GlyphBarFull), filled), theme.Bar)
		w.add(strings.Repeat(" ", room-filled+1)+percent(a.cost, total), theme.Dim)
		s.blocks = append(s.blocks, w.block(1, 2))
		if text := tokens(&a); text != "" {
			var w styledText
			w.add(text, theme.Dim)
			s.blocks = append(s.blocks, w.block(names+2, 0))
		}
	}
}

// percent spells a share of a total.
func percent(part, total float64) string {
	if total <= 0 {
		return ""
	}
	return words.Count(int(math.Round(100*max(0, part)/total))) + "%"
}

// tokens spells the tokens of a share.
func tokens(a *share) string {
	if a.prompt == 0 && a.completion == 0 {
		return ""
	}
	text := words.Count(int(a.prompt)) + " tokens in"
	if a.cached > 0 {
		text += " (" + words.Count(int(a.cached)) + " cached)"
	}
	text += ", " + words.Count(int(a.completion)) + " out"
	if a.reasoning > 0 {
		text += " (" + words.Count(int(a.reasoning)) + " reasoning)"
	}
	return text
}
