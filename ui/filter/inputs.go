package filter

import (
	"slices"
	"strings"
	"time"
)

// Inputs is the filter as a text for each of its parts, to be shown as a form.
// Terms that no input can show are kept and named. The zero value is not ready;
// use [NewInputs].
type Inputs struct {
	now      time.Time
	all      []*input
	order    []*input // in the order of the text
	text     string
	filter   Filter
	problems []Problem
}

// input is an input and what it came from. One without a key is a term that no
// input shows.
type input struct {
	Input
	origin   string // the term as it was written
	shown    string // the text that stands for origin
	from, to int    // its term in the text; nothing where from is to
	problem  *Problem
}

// NewInputs gives the inputs for a text in the language. Days and clock times are
// read in now's zone.
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

// placeTerm puts a term into the first free input that takes it, or keeps it.
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

// Text is the filter in the language. While nothing is edited it means what was
// given, in the same words and order.
func (n *Inputs) Text() string { return n.text }

// Filter is what the inputs mean, and what is wrong with them.
func (n *Inputs) Filter() (Filter, []Problem) { return n.filter, n.problems }

// Problem is what is wrong with an input; nil when nothing is.
func (n *Inputs) Problem(i int) *Problem { return n.all[i].problem }

// read puts the text together and finds whose problems there are.
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

// Next is the word after the one in an input, and none after the last. It reports
// false for an input that does not take words only.
func (n *Inputs) Next(i int) (string, bool) {
	s := n.all[i].spec()
	all := append(slices.Clone(s.Words), "")
	at := slices.Index(all, lower(strings.TrimSpace(n.all[i].Text)))
	return all[(at+1)%len(all)], s.kind == kindWord
}

// Completion is how what is typed in an input could go on, by the names that are known.
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
