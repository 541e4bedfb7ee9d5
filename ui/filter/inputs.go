package filter

import (
	"slices"
	"strings"
	"time"
)

// Inputs is a filter as the texts of a form's inputs. Terms that no input can show are
// kept; see Others. The zero value is not ready; use [NewInputs].
type Inputs struct {
	now      time.Time
	all      []*input
	order    []*input // in the order of the text
	text     string
	filter   Filter
	problems []Problem
}

// input is an input with the term that it shows. Without a key it is a term that no input
// can show.
type input struct {
	Input
	origin   string // the term as it was written
	shown    string // the input's text for origin
	from, to int    // byte columns of its term in the text; equal where it has none
	problem  *Problem
}

// NewInputs returns the inputs for a filter text. Dates are read in now's zone.
func NewInputs(text string, now time.Time) *Inputs {
	n := &Inputs{now: now}
	for _, in := range inputs() {
		n.all = append(n.all, &input{Input: in})
	}
	text = tidy(text)
	p := parser{lexer: lexer{text: text}, now: now}
	for p.blank() {
		from, before := p.at, len(p.terms)
		p.term()
		switch read := p.terms[before:]; len(read) {
		case 0: // what has a problem, no input shows
			n.order = append(n.order, &input{origin: text[from:p.at]})
		case 1:
			n.placeTerm(&read[0], text[from:p.at])
		default: // sort:-cost
			for i := range read {
				n.placeTerm(&read[i], read[i].String())
			}
		}
	}
	for _, x := range n.all {
		if x.origin == "" {
			n.order = append(n.order, x)
		}
	}
	n.read()
	return n
}

// placeTerm puts a term into the first free input that can show it, or keeps it apart.
func (n *Inputs) placeTerm(t *term, written string) {
	x := &input{}
	if i := slices.IndexFunc(n.all, func(x *input) bool { return x.origin == "" && x.canShow(t) }); i >= 0 {
		x = n.all[i]
		x.Text = tidy(x.format(t))
	}
	x.origin, x.shown = written, x.Text
	n.order = append(n.order, x)
}

// All lists the inputs in the order of the form.
func (n *Inputs) All() (all []Input) {
	for _, x := range n.all {
		all = append(all, x.Input)
	}
	return all
}

// Set changes the text of an input.
func (n *Inputs) Set(i int, text string) {
	if text = tidy(text); text != n.all[i].Text {
		n.all[i].Text = text
		n.read()
	}
}

// Text returns the filter in the language. Terms that were not edited stay as they were
// written, in their order.
func (n *Inputs) Text() string { return n.text }

// Filter returns the filter of the inputs, and its problems.
func (n *Inputs) Filter() (Filter, []Problem) { return n.filter, n.problems }

// Problem returns the problem of an input; nil for none.
func (n *Inputs) Problem(i int) *Problem { return n.all[i].problem }

// read joins the terms to the text, parses it, and assigns its problems to the inputs.
func (n *Inputs) read() {
	n.text = ""
	for _, x := range n.order {
		written := x.origin // while it is not edited
		if x.origin == "" || x.Text != x.shown {
			written = x.term(x.Text)
		}
		if written != "" && n.text != "" {
			n.text += " "
		}
		x.from = len(n.text)
		n.text += written
		x.to = len(n.text)
	}
	n.filter, n.problems = Parse(n.text, n.now)
	for _, x := range n.all {
		x.problem = nil
		if i := slices.IndexFunc(n.problems, func(p Problem) bool { return x.from < x.to && x.from <= p.From && p.From <= x.to }); i >= 0 {
			x.problem = &n.problems[i]
		}
	}
}

// Others lists the terms that no input shows.
func (n *Inputs) Others() string {
	var rest []string
	for _, x := range n.order {
		if x.key == "" {
			rest = append(rest, x.origin)
		}
	}
	return strings.Join(rest, " ")
}

// Meaning explains the term of an input, or its key.
func (n *Inputs) Meaning(i int) string {
	x := n.all[i]
	for _, t := range n.filter.Terms(n.now) {
		if x.from < x.to && x.from <= t.From && t.To <= x.to {
			return t.Where.String() + ": " + t.Explain
		}
	}
	return x.spec().Help
}

// Next returns the word that follows the one in an input, and empty after the last. It
// reports false for an input that takes other values than words.
func (n *Inputs) Next(i int) (string, bool) {
	s := n.all[i].spec()
	all := append(slices.Clone(s.Words), "")
	at := slices.Index(all, lower(strings.TrimSpace(n.all[i].Text)))
	return all[(at+1)%len(all)], s.kind == kindWord
}

// Completion returns what completes the text of an input; empty for nothing.
func (n *Inputs) Completion(i int, known Known) string {
	x := n.all[i]
	text, s := x.Text, x.spec()
	if x.list {
		items := splitItems(text)
		text = items[len(items)-1]
	}
	if text == "" || strings.Contains(text, `"`) || s.kind.ordered() && s.kind != kindPoint {
		return ""
	}
	for _, c := range candidates(s, ":", known, n.now) {
		whole := strings.Trim(c.Text, `"`)
		if len(whole) > len(text) && strings.EqualFold(whole[:len(text)], text) && !strings.ContainsAny(whole, `",\`) {
			return whole[len(text):]
		}
	}
	return ""
}
