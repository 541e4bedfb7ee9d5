package filter

import (
	"errors"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/ui/words"
)

// Problem is something in a filter text that cannot be evaluated.
type Problem struct {
	From, To   int      // byte columns in the text
	Message    string   // what is wrong, and with what
	Fixes      []string // whole corrected texts, the likeliest first
	Incomplete bool     // a term that is still being typed
}

// Check says what is wrong with a filter first, and where.
func Check(text string, now time.Time) error {
	if _, problems := Parse(text, now); len(problems) > 0 {
		return errors.New(problems[0].Message + "\n" + problems[0].Pointed(text))
	}
	return nil
}

// Pointed shows the text and, in a line below it, a caret at the problem.
func (p Problem) Pointed(text string) string {
	return "  " + tidy(text) + "\n  " + strings.Repeat(" ", ansi.StringWidthWc(tidy(text[:p.From]))) + "^"
}

// Parse reads a filter. What has a problem is left out of the filter, so use it
// only when there are none. Times of day are read in now's zone.
func Parse(text string, now time.Time) (Filter, []Problem) {
	p := parser{lexer: lexer{text: text}, now: now}
	for p.blank() {
		p.term()
	}
	p.together()
	return placed(p.terms), p.problems
}

// parser collects terms and problems.
type parser struct {
	lexer
	now      time.Time
	terms    []term
	problems []Problem
}

// refuse notes a problem with a stretch of the text; each fix replaces it.
func (p *parser) refuse(from, to int, message string, fixes ...string) {
	pr := Problem{From: from, To: to, Message: message}
	for _, fix := range fixes {
		pr.Fixes = append(pr.Fixes, p.text[:from]+fix+p.text[to:])
	}
	p.problems = append(p.problems, pr)
}

// unfinished marks the last problem as one of a term that is being typed.
func (p *parser) unfinished() { p.problems[len(p.problems)-1].Incomplete = true }

// term reads the term that begins here.
func (p *parser) term() {
	from := p.at
	t := term{from: from}
	if p.has("-") {
		t.not = true
		p.at++
		if p.ended() {
			p.refuse(from, p.at, "nothing follows the -")
			p.unfinished()
			return
		}
	}
	key, sep, ok := p.key()
	if !ok {
		p.free(t)
		return
	}
	t.spec, ok = lookup(key.text)
	if !ok {
		p.unknown(key, sep)
		return
	}
	values, open := p.values(t.spec.kind)
	if open {
		p.unclosed()
		return
	}
	if !p.ended() {
		at := p.at
		p.skip()
		p.refuse(at, p.at, "a blank is missing after the closing quote", " "+p.text[at:p.at])
		return
	}
	t.sep, t.to = key.to, p.at
	before := len(p.problems)
	if p.shape(&t, sep, values) {
		for _, w := range values {
			t.values = append(t.values, p.value(&t, sep, w))
		}
	}
	if len(p.problems) == before {
		p.accept(t)
	}
}

// accept keeps a good term. sort:-x is two.
func (p *parser) accept(t term) {
	if t.spec.Key == keySort {
		name := strings.TrimLeft(t.values[0].text, "+-")
		direction := strings.TrimSuffix(t.values[0].text, name)
		t.values[0].text = name
		p.terms = append(p.terms, t)
		if direction != "" {
			order, _ := lookup(keyOrder)
			word := map[string]string{"-": "desc", "+": "asc"}[direction]
			p.terms = append(p.terms, term{spec: order, values: []value{{text: word}}, from: t.from, to: t.to})
		}
		return
	}
	p.terms = append(p.terms, t)
}

// free reads a word without a key.
func (p *parser) free(t term) {
	t.free = true
	t.spec, _ = lookup(keyName)
	var w piece
	if p.has(`"`) {
		var ok bool
		if w, ok = p.quoted(); !ok {
			p.unclosed()
			return
		}
		if !p.ended() {
			at := p.at
			p.skip()
			p.refuse(at, p.at, "a blank is missing after the closing quote", " "+p.text[at:p.at])
			return
		}
	} else {
		w = p.word()
	}
	if key, meta := metaKey(w.text); meta && !w.quoted {
		missing := MetaPrefix + " needs a key, a colon and a value, as in meta.plan:gold"
		if key != "" {
			missing = w.text + " needs a colon and a value"
		}
		p.refuse(t.from, p.at, missing, t.sign()+quote(w.text))
		p.unfinished()
		return
	}
	if w.text == "" {
		p.refuse(t.from, p.at, `the word is empty; name:"" finds sessions without a name`, t.sign()+`name:""`)
		return
	}
	t.to = p.at
	t.values = []value{{text: w.text}}
	p.terms = append(p.terms, t)
}

func (t *term) sign() string {
	if t.not {
		return "-"
	}
	return ""
}

// unclosed notes a quote without an end, and reads no further.
func (p *parser) unclosed() {
	from := p.at
	p.at = len(p.text)
	p.refuse(from, len(p.text), "the closing quote is missing", p.text[from:]+closing(p.text[from:]))
	p.unfinished()
}

// closing is what ends a quoted piece: a quote, after a backslash two.
func closing(open string) string {
	slashes := len(open) - len(strings.TrimRight(open, `\`))
	if slashes%2 == 1 {
		return `\"`
	}
	return `"`
}

// unknown notes a key that there is not.
func (p *parser) unknown(key piece, sep byte) {
	p.skip()
	whole := p.text[key.from:p.at]
	message := "there is no key " + key.text
	var fixes []string
	near := words.Nearest(key.text, keyWords())
	switch {
	case strings.EqualFold(strings.TrimSuffix(key.text, "."), "meta"):
		message = "meta takes a key of the metadata, as in meta.plan:gold"
	case near != "":
		message += "; did you mean " + near + "?"
		fixes = append(fixes, near+string(sep)+p.text[key.to+1:p.at])
	}
	p.refuse(key.from, p.at, message, append(fixes, quote(strings.ReplaceAll(whole, `"`, "")))...)
	// The column is the key's alone, though a fix replaces the whole term.
	p.problems[len(p.problems)-1].To = key.to
}

func keyWords() []string {
	all := specs()
	keys := make([]string, len(all))
	for i := range all {
		keys[i] = all[i].Key
	}
	return keys
}

// shape checks what does not depend on what the values are.
func (p *parser) shape(t *term, sep byte, values []written) bool {
	key := t.spec.Key
	for _, w := range values {
		if !w.ranged && w.a.text == "" && !w.a.quoted {
			p.refuse(t.from, t.to, key+" needs a value")
			p.unfinished()
			return false
		}
	}
	rest := p.text[values[0].from:t.to]
	serverName := key == keyName && sep == '='
	switch {
	case sep == '=' && !t.spec.equals():
		p.refuse(t.from, t.to, key+" has no = form", t.sign()+key+":"+rest)
	case t.not && t.spec.once:
		p.refuse(t.from, t.to, key+" cannot be negated", key+string(sep)+rest)
	case t.not && serverName:
		p.refuse(t.from, t.to, "the server's name filter cannot be negated", "-name:"+rest)
	case len(values) > 1 && (t.spec.lone || serverName):
		p.refuse(values[1].from, t.to, key+" takes one value; quote it if the comma belongs to it")
		pr := &p.problems[len(p.problems)-1]
		pr.Fixes = []string{p.text[:values[0].from] + quote(rest) + p.text[t.to:]}
		pr.From = values[0].to
	default:
		return true
	}
	return false
}

// equals reports whether key=value may be written: for an exact value, or for
// words and numbers, where it is the same as with a colon.
func (s *spec) equals() bool {
	return s.exact || s.kind == kindWord || s.kind == kindMoney || s.kind == kindCount
}

// together checks what terms say about each other.
func (p *parser) together() {
	seen := map[string]int{}
	keep := p.terms[:0]
	var role, text *term
	for i := range p.terms {
		t := &p.terms[i]
		if single(t) {
			seen[t.spec.Key]++
			if seen[t.spec.Key] > 1 {
				p.cut(t, t.spec.Key+" is given twice")
				continue
			}
		}
		switch t.spec.Key {
		case keyRole:
			role = t
		case keyText:
			text = t
		}
		keep = append(keep, *t)
	}
	if role != nil && text == nil {
		p.refuse(role.from, role.to, "role says whose messages text: looks into, and there is no text:; last: is who spoke last",
			"last:"+role.values[0].text)
		keep = drop(keep, keyRole)
	}
	p.terms = keep
}

func drop(terms []term, key string) []term {
	var rest []term
	for i := range terms {
		if terms[i].spec.Key != key {
			rest = append(rest, terms[i])
		}
	}
	return rest
}

// single reports whether there can be only one such term.
func single(t *term) bool {
	return t.spec.once || t.spec.Key == keyText || t.spec.Key == keyName && t.values[0].op == opExact
}

// cut notes a problem whose fix is to leave the term out.
func (p *parser) cut(t *term, message string) {
	p.refuse(t.from, t.to, message, "")
	pr := &p.problems[len(p.problems)-1]
	pr.Fixes[0] = strings.Join(strings.Fields(pr.Fixes[0]), " ")
}
