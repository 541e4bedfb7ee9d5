package filter

import (
	"errors"
	"slices"
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

// holds reports whether a byte column is in the problem, or at its end.
func (p *Problem) holds(at int) bool { return p.From <= at && at <= p.To }

// Check returns the first problem of a filter as an error that points at it; nil for none.
func Check(text string, now time.Time) error {
	if _, problems := Parse(text, now); len(problems) > 0 {
		return errors.New(problems[0].Message + "\n" + problems[0].pointed(text))
	}
	return nil
}

// pointed shows the text and, in a line below it, a caret at the problem.
func (p Problem) pointed(text string) string {
	return "  " + tidy(text) + "\n  " + strings.Repeat(" ", ansi.StringWidthWc(tidy(text[:p.From]))) + "^"
}

// Parse reads a filter. Terms with problems are left out of it, so use it only when there
// are none. Times of day are read in now's zone.
func Parse(text string, now time.Time) (Filter, []Problem) {
	p := parser{lexer: lexer{text: text}, now: now}
	for p.blank() {
		p.term()
	}
	p.checkTogether()
	return assignPlaces(p.terms), p.problems
}

// parser collects terms and problems.
type parser struct {
	lexer
	now      time.Time
	terms    []term
	problems []Problem
}

// addProblem notes a problem with a stretch of the text; each fix replaces it.
func (p *parser) addProblem(from, to int, message string, fixes ...string) *Problem {
	pr := Problem{From: from, To: to, Message: message}
	for _, fix := range fixes {
		pr.Fixes = append(pr.Fixes, p.text[:from]+fix+p.text[to:])
	}
	p.problems = append(p.problems, pr)
	return &p.problems[len(p.problems)-1]
}

// at points at another stretch than the one that the fixes replace.
func (p *Problem) at(from, to int) { p.From, p.To = from, to }

// term reads the term that begins here.
func (p *parser) term() {
	from := p.at
	t := term{from: from}
	if p.has("-") {
		t.not = true
		p.at++
		if p.atEnd() {
			p.addProblem(from, p.at, "nothing follows the -").Incomplete = true
			return
		}
	}
	key, sep, ok := p.key()
	if !ok {
		p.addFreeWord(t)
		return
	}
	t.spec, ok = lookup(key.text)
	if !ok {
		p.noteUnknownKey(key, sep)
		return
	}
	values, open := p.values(t.spec.kind)
	if open {
		p.noteUnclosedQuote()
		return
	}
	if !p.finished() {
		return
	}
	t.keyEnd, t.to = key.to, p.at
	before := len(p.problems)
	if p.checkShape(&t, sep, values) {
		for _, w := range values {
			t.values = append(t.values, p.value(&t, sep, w))
		}
	}
	if len(p.problems) == before {
		p.addTerm(t)
	}
}

// addTerm adds a term without problems. sort:-x becomes two terms.
func (p *parser) addTerm(t term) {
	var direction string
	if t.spec.Key == keySort {
		v := &t.values[0]
		if direction = map[byte]string{'-': "desc", '+': "asc"}[v.text[0]]; direction != "" {
			v.text = v.text[1:]
		}
	}
	p.terms = append(p.terms, t)
	if direction != "" {
		order, _ := lookup(keyOrder)
		p.terms = append(p.terms, term{spec: order, values: []value{{text: direction}}, from: t.from, to: t.to})
	}
}

// addFreeWord reads a word without a key.
func (p *parser) addFreeWord(t term) {
	t.free = true
	t.spec, _ = lookup(keyName)
	w, ok := p.word()
	if !ok {
		p.noteUnclosedQuote()
		return
	}
	if !p.finished() {
		return
	}
	if key, meta := metaKey(w.text); meta && !w.quoted {
		missing := MetaPrefix + " needs a key, a colon and a value, as in meta.plan:gold"
		if key != "" {
			missing = w.text + " needs a colon and a value"
		}
		p.addProblem(t.from, p.at, missing, t.sign()+quote(w.text)).Incomplete = true
		return
	}
	if w.text == "" {
		p.addProblem(t.from, p.at, `the word is empty; name:"" finds sessions without a name`, t.sign()+`name:""`)
		return
	}
	t.to = p.at
	t.values = []value{{text: w.text}}
	p.terms = append(p.terms, t)
}

// finished reports whether the term ends here, or notes that a blank is missing behind a
// closing quote.
func (p *parser) finished() bool {
	if at := p.at; !p.atEnd() {
		p.skip()
		p.addProblem(at, p.at, "a blank is missing after the closing quote", " "+p.text[at:p.at])
		return false
	}
	return true
}

func (t *term) sign() string {
	if t.not {
		return "-"
	}
	return ""
}

// noteUnclosedQuote notes an unclosed quote, and moves to the end of the text.
func (p *parser) noteUnclosedQuote() {
	from := p.at
	p.at = len(p.text)
	open := p.text[from:]
	end := `"`
	if slashes := len(open) - len(strings.TrimRight(open, `\`)); slashes%2 == 1 {
		end = `\"` // the backslash at the end is meant
	}
	p.addProblem(from, len(p.text), "the closing quote is missing", open+end).Incomplete = true
}

// noteUnknownKey notes a key that does not exist.
func (p *parser) noteUnknownKey(key piece, sep byte) {
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
	p.addProblem(key.from, p.at, message, append(fixes, quote(strings.ReplaceAll(whole, `"`, "")))...).at(key.from, key.to)
}

func keyWords() (keys []string) {
	for _, s := range specs() {
		keys = append(keys, s.Key)
	}
	return keys
}

// checkShape checks a term apart from the meaning of its values: separator, negation, and
// number of values.
func (p *parser) checkShape(t *term, sep byte, values []writtenValue) bool {
	key := t.spec.Key
	for _, w := range values {
		if !w.ranged && w.a.text == "" && !w.a.quoted {
			p.addProblem(t.from, t.to, key+" needs a value").Incomplete = true
			return false
		}
	}
	rest := p.text[values[0].from:t.to]
	serverName := key == keyName && sep == '='
	switch {
	case sep == '=' && !t.spec.equals():
		p.addProblem(t.from, t.to, key+" has no = form", t.sign()+key+":"+rest)
	case t.not && t.spec.once:
		p.addProblem(t.from, t.to, key+" cannot be negated", key+string(sep)+rest)
	case t.not && serverName:
		p.addProblem(t.from, t.to, "the server's name filter cannot be negated", "-name:"+rest)
	case len(values) > 1 && (t.spec.oneValue || serverName):
		p.addProblem(values[0].from, t.to, key+" takes one value; quote it if the comma belongs to it", quote(rest)).at(values[0].to, t.to)
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

// checkTogether checks for terms that are given twice, and for role: without text:.
func (p *parser) checkTogether() {
	given := map[string]bool{}
	p.terms = slices.DeleteFunc(p.terms, func(t term) bool {
		twice := single(&t) && given[t.spec.Key]
		if twice {
			pr := p.addProblem(t.from, t.to, t.spec.Key+" is given twice", "")
			pr.Fixes[0] = strings.Join(strings.Fields(pr.Fixes[0]), " ")
		}
		given[t.spec.Key] = given[t.spec.Key] || single(&t)
		return twice
	})
	p.terms = slices.DeleteFunc(p.terms, func(t term) bool {
		alone := t.spec.Key == keyRole && !given[keyText]
		if alone {
			p.addProblem(t.from, t.to, "role says whose messages text: looks into, and there is no text:; last: is who spoke last", "last:"+t.values[0].text)
		}
		return alone
	})
}

// single reports whether there can be only one such term.
func single(t *term) bool {
	return t.spec.once || t.spec.Key == keyText || t.spec.Key == keyName && t.values[0].op == opExact
}
