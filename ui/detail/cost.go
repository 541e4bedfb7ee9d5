package detail

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// costFields makes the Cost tab: the total, and bar charts of its parts by component, by
// model and by structured output.
func (p *Pane) costFields() source {
	f := new(fields)
	f.addHeading("Total")
	sum := 0.0
	for _, c := range p.session.Costs {
		sum += c.Cost
	}
	switch {
	case p.session.Cost != nil:
		f.addEntries(entry{label: "cost", value: optionalDollars(p.session.Cost), role: theme.Strong})
	case len(p.session.Costs) > 0:
		f.addEntries(entry{label: "cost", value: dollarText(sum) + " (the sum of the parts; the server gives no total)", role: theme.Strong})
	default:
		f.addLine("The server gives no cost for this session.", theme.Dim)
		return f
	}
	if p.session.Cost != nil && len(p.session.Costs) > 0 && math.Abs(*p.session.Cost-sum) > 0.00005 {
		f.addEntries(entry{value: "the parts add up to " + dollarText(sum), role: theme.Warn})
	}
	p.addBars(f, "By component", costsBy(p.session.Costs, componentName))
	p.addBars(f, "By model", costsBy(p.session.Costs, func(c *client.Cost) string { return c.Model }))
	var outputs []client.Cost
	for i := range p.session.Costs {
		outputs = append(outputs, p.session.Costs[i].StructuredOutputCosts...)
	}
	p.addBars(f, "By structured output", costsBy(outputs, p.outputName))
	return f
}

// outputName returns the name of the structured output that a cost was for.
func (p *Pane) outputName(c *client.Cost) string {
	if c.Name != "" {
		return c.Name
	}
	output := memberText([]byte(memberText(p.session.Artifact, "structuredOutputs")), c.OutputID)
	return cmp.Or(memberText([]byte(output), "name"), c.OutputID, "(no name)")
}

// componentName returns the name of the component that a cost was for.
func componentName(c *client.Cost) string {
	if c.AnalysisType != "" {
		return c.Type + ": " + c.AnalysisType
	}
	return cmp.Or(c.Type, "(no type)")
}

// costsBy adds up costs that have the same name, and sorts the sums, largest first.
// Costs whose name is empty are left out.
func costsBy(costs []client.Cost, name func(*client.Cost) string) []client.Cost {
	var all []client.Cost
	places := make(map[string]int)
	for i := range costs {
		c := &costs[i]
		n := name(c)
		if n == "" {
			continue
		}
		if _, ok := places[n]; !ok {
			places[n] = len(all)
			all = append(all, client.Cost{Name: n})
		}
		sum := &all[places[n]]
		sum.Cost += c.Cost
		sum.PromptTokens += c.PromptTokens
		sum.CompletionTokens += c.CompletionTokens
		sum.CachedPromptTokens += c.CachedPromptTokens
		sum.ReasoningTokens += c.ReasoningTokens
	}
	slices.SortStableFunc(all, func(a, b client.Cost) int { return cmp.Compare(b.Cost, a.Cost) })
	return all
}

// addBars adds a bar chart of costs.
func (p *Pane) addBars(f *fields, heading string, all []client.Cost) {
	if len(all) == 0 {
		return
	}
	f.addHeading(heading)
	names, largest, total := 0, all[0].Cost, 0.0
	for i := range all {
		names = max(names, theme.Width(oneLine(all[i].Name)))
		total += max(0, all[i].Cost)
	}
	names = max(6, min(names, 28, p.textWidth()/2-8))
	room := max(4, min(40, p.textWidth()-names-22))
	for i := range all {
		c := &all[i]
		filled, percent := 0, ""
		if largest > 0 && c.Cost > 0 {
			filled = max(1, int(math.Round(c.Cost/largest*float64(room))))
		}
		if total > 0 {
			percent = strconv.Itoa(int(math.Round(100*max(0, c.Cost)/total))) + "%"
		}
		var w styledText
		w.add(p.elide(oneLine(c.Name), names), theme.Plain)
		w.pad(names + 1)
		w.add(dollarText(c.Cost)+" ", theme.Strong)
		w.pad(names + 11)
		w.add(strings.Repeat(p.theme.Glyph(theme.GlyphBarFull), filled), theme.Bar)
		w.add(strings.Repeat(" ", room-filled+1)+percent, theme.Dim)
		f.blocks = append(f.blocks, w.block(1, 2))
		if text := tokenText(c); text != "" {
			var w styledText
			w.add(text, theme.Dim)
			f.blocks = append(f.blocks, w.block(names+2, 0))
		}
	}
}

// tokenText spells how many tokens a cost was for.
func tokenText(c *client.Cost) string {
	if c.PromptTokens == 0 && c.CompletionTokens == 0 {
		return ""
	}
	of := func(n int64, what string) string {
		if n <= 0 {
			return ""
		}
		return " (" + words.Count(int(n)) + what + ")"
	}
	return words.Count(int(c.PromptTokens)) + " tokens in" + of(c.CachedPromptTokens, " cached") + ", " +
		words.Count(int(c.CompletionTokens)) + " out" + of(c.ReasoningTokens, " reasoning")
}
