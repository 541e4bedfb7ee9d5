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
	all      []input
	pieces   []inputPiece // the terms, in the order of the text
	text     string
	filter   Filter
	problems []Problem
}

// Input is one of the inputs, as it is shown.
type Input struct {
	Label string
	Group string // a heading before it; empty for those of the same group
	Hint  string // shown while it is empty
	Text  string
}

// input is an input and what it came from.
type input struct {
	inputDoc
	text    string
	origin  string // the term as it was written
	shown   string // the text that stands for origin
	problem *Problem
}

// inputPiece is a term of the text: of an input, or kept as it is.
type inputPiece struct {
	of   int // -1 for a term without an input
	text string
}

// NewInputs gives the inputs for a text in the language. Days and clock times are
// read in now's zone.
func NewInputs(text string, now time.Time) *Inputs {
	n := &Inputs{now: now}
	for _, d := range inputDocs() {
		n.all = append(n.all, input{inputDoc: d})
	}
	text = tidy(text)
	p := parser{lexer: lexer{text: text}, now: now}
	for p.blank() {
		from, before := p.at, len(p.terms)
		p.term()
		written := text[from:p.at]
		switch len(p.terms) - before {
		case 1:
			n.place(&p.terms[before], written)
		case 2: // sort:-cost
			n.place(&p.terms[before], p.terms[before].String())
			n.place(&p.terms[before+1], p.terms[before+1].String())
		default: // what has a problem, no input shows
			n.pieces = append(n.pieces, inputPiece{-1, written})
		}
	}
	n.read()
	return n
}

// place puts a term into the first free input that takes it, or keeps it.
func (n *Inputs) place(t *term, written string) {
	of := slices.IndexFunc(n.all, func(x input) bool { return x.origin == "" && x.takes(t) })
	if of >= 0 {
		x := &n.all[of]
		x.text = tidy(x.show(t))
		x.origin, x.shown = written, x.text
	}
	n.pieces = append(n.pieces, inputPiece{of, written})
}

// All lists the inputs in the order of the form.
func (n *Inputs) All() []Input {
	all := make([]Input, len(n.all))
	for i := range n.all {
		x := &n.all[i]
		all[i] = Input{Label: x.label, Group: x.group, Hint: x.hint, Text: x.text}
	}
	return all
}

// Set changes the text of an input.
func (n *Inputs) Set(i int, text string) {
	if text = tidy(text); text != n.all[i].text {
		n.all[i].text = text
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

// written is the term of an input: as it was, while it is not edited.
func (n *Inputs) written(i int) string {
	x := &n.all[i]
	if x.origin != "" && x.text == x.shown {
		return x.origin
	}
	return x.term(x.text)
}

// read puts the text together and finds whose problems there are.
func (n *Inputs) read() {
	pieces := slices.Clone(n.pieces)
	for i := range n.all {
		if !slices.ContainsFunc(n.pieces, func(p inputPiece) bool { return p.of == i }) {
			pieces = append(pieces, inputPiece{of: i})
		}
	}
	var terms []string
	at, ends := 0, make([][2]int, len(n.all)) // where the term of an input is
	for _, p := range pieces {
		if p.of >= 0 {
			p.text = n.written(p.of)
		}
		if p.text == "" {
			continue
		}
		if p.of >= 0 {
			ends[p.of] = [2]int{at, at + len(p.text)}
		}
		terms, at = append(terms, p.text), at+len(p.text)+1
	}
	n.text = strings.Join(terms, " ")
	n.filter, n.problems = Parse(n.text, n.now)
	for i := range n.all {
		n.all[i].problem = nil
		j := slices.IndexFunc(n.problems, func(p Problem) bool { return ends[i][1] > 0 && ends[i][0] <= p.From && p.From <= ends[i][1] })
		if j >= 0 {
			n.all[i].problem = &n.problems[j]
		}
	}
}

// Others lists the terms that no input shows.
func (n *Inputs) Others() string {
	var rest []string
	for _, p := range n.pieces {
		if p.of < 0 {
			rest = append(rest, p.text)
		}
	}
	return strings.Join(rest, " ")
}

// Meaning explains the term of an input, or its key.
func (n *Inputs) Meaning(i int) string {
	mine := n.written(i)
	for _, t := range n.filter.Terms(n.now) {
		if n.text[t.From:t.To] == mine {
			return t.Where.String() + ": " + t.Explain
		}
	}
	return n.all[i].spec().Help
}

// Next is the word after the one in an input, and none after the last. It reports
// false for an input that does not take words only.
func (n *Inputs) Next(i int) (string, bool) {
	s := n.all[i].spec()
	all := append(slices.Clone(s.Words), "")
	at := slices.Index(all, lower(strings.TrimSpace(n.all[i].text)))
	if at == len(all)-1 {
		at = -1
	}
	return all[at+1], s.kind == kindWord
}

// Rest is how what is typed in an input could go on, by the names that are known.
func (n *Inputs) Rest(i int, known Known) string {
	x := &n.all[i]
	text := x.text
	if x.kind == inputList {
		items := splitItems(text)
		text = items[len(items)-1]
	}
	s := x.spec()
	if text == "" || strings.Contains(text, `"`) || s.kind.ordered() && s.kind != kindPoint {
		return ""
	}
	for _, c := range candidates(s, ':', known, n.now) {
		whole := strings.Trim(c.Text, `"`)
		if len(whole) > len(text) && strings.EqualFold(whole[:len(text)], text) && !strings.ContainsAny(whole, `",\`) {
			return whole[len(text):]
		}
	}
	return ""
}
