package filter

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Choice is one completion.
type Choice struct {
	Text     string // replaces the bytes from From to To
	Help     string // what it means
	From, To int    // byte columns in the text
	Open     bool   // the term is not complete: no blank follows

	named bool // what is typed is also searched for in Help, which is a name or an ID
}

// Apply returns the text with the choice in it, and the cursor behind the choice. A
// complete term is followed by a blank.
func (c Choice) Apply(text string) (string, int) {
	put := c.Text
	rest := text[c.To:]
	if !c.Open && !strings.HasPrefix(rest, " ") {
		put += " "
	}
	return text[:c.From] + put + rest, c.From + len(put)
}

// maxChoices bounds what is offered at once.
const maxChoices = 100

// Complete returns the completions at the cursor, a byte column of the text: keys, words,
// dates with what they mean now, and known names.
func Complete(text string, cursor int, known Known, now time.Time) []Choice {
	cursor = min(max(cursor, 0), len(text))
	l := lexer{text: text[:cursor]}
	for l.blank() {
		start := l.at
		if l.skip(); l.at == len(l.text) {
			l.at = start // the term that the cursor is in, or ends
			break
		}
	}
	if l.has("-") {
		l.at++
	}
	word := l.at
	key, sep, ok := l.key()
	if !ok {
		return completeKey(l.text[word:], word, wordEnd(text, cursor), known)
	}
	s, ok := lookup(key.text)
	if !ok {
		return nil
	}
	return completeValue(s, sep, l.text[l.at:], l.at, wordEnd(text, cursor), known, now)
}

// wordEnd is where the word around the cursor ends.
func wordEnd(text string, cursor int) int {
	l := lexer{text: text, at: cursor}
	return l.until(func(r rune) bool { return r == ',' }).to
}

func completeKey(typed string, from, to int, known Known) []Choice {
	var all []Choice
	for _, d := range Registry() {
		c := Choice{Text: d.Key + ":", Help: d.Help, Open: true}
		if d.Key == keyMeta {
			c.Text = MetaPrefix
		}
		all = append(all, c)
	}
	for _, key := range slices.Sorted(maps.Keys(known.Metadata)) {
		l := lexer{text: MetaPrefix + key + ":"}
		if _, _, ok := l.key(); ok && l.at == len(l.text) && typed != "" {
			all = append(all, Choice{Text: l.text, Open: true})
		}
	}
	return rankChoices(all, typed, from, to)
}

// rankChoices returns the choices that begin with the typed text, and then those that
// contain it.
func rankChoices(all []Choice, typed string, from, to int) []Choice {
	low := lower(strings.TrimPrefix(typed, `"`))
	var begin, within []Choice
	for _, c := range all {
		text := lower(strings.Trim(c.Text, `"`))
		c.From, c.To = from, to
		switch {
		case strings.HasPrefix(text, low):
			begin = append(begin, c)
		case strings.Contains(text, low) || c.named && strings.Contains(lower(c.Help), low):
			within = append(within, c)
		}
	}
	begin = append(begin, within...)
	return begin[:min(len(begin), maxChoices)]
}

// completeValue offers values for the last alternative that is being typed.
func completeValue(s spec, sep byte, typed string, from, to int, known Known, now time.Time) []Choice {
	if !strings.Contains(typed, `"`) {
		if i := strings.LastIndexByte(typed, ','); i >= 0 {
			from, typed = from+i+1, typed[i+1:]
		}
	} else if i := strings.LastIndex(typed, `,"`); i >= 0 {
		from, typed = from+i+1, typed[i+1:]
	}
	l := lexer{text: typed}
	if s.kind.ordered() {
		l.comparison(s.kind)
		if i := strings.LastIndex(typed, ".."); i >= 0 {
			l.at = i + 2
		}
	}
	return rankChoices(candidates(s, string(sep)+typed[:l.at], known, now), typed[l.at:], from+l.at, to)
}

// candidates lists the values that a key can have. before is what was typed between the
// key and the value: : or =, and a comparison.
func candidates(s spec, before string, known Known, now time.Time) []Choice {
	switch {
	case s.clock != noClock:
		return timeChoices(s, before, now)
	case before == "=" && s.Key == keyStatus:
		return []Choice{{Text: "active", Help: "the API's own field"}, {Text: "completed", Help: "the API's own field"}}
	case s.kind == kindID:
		return nameChoices(known.namesFor(s.Key), before == ":")
	}
	if key, is := strings.CutPrefix(s.Key, MetaPrefix); is {
		return textChoices(known.Metadata[key])
	}
	return wordChoices(s)
}

func textChoices(texts []string) (all []Choice) {
	for _, text := range texts {
		if text = tidy(text); text != "" {
			all = append(all, Choice{Text: quoteValue(text)})
		}
	}
	return all
}

func wordChoices(s spec) []Choice {
	var all []Choice
	for _, w := range s.Words {
		c := Choice{Text: w}
		switch c.Help = s.wordHelp[w]; {
		case s.Key == keySort && sortOf(w).server != "":
			c.Help = "by the server"
		case s.Key == keySort:
			c.Help = "here, over what is loaded"
		}
		all = append(all, c)
	}
	return all
}

// nameChoices offers names if byName is set, and the ID instead where several have the
// name or none is known.
func nameChoices(all []Named, byName bool) []Choice {
	named := map[string]int{}
	for _, n := range all {
		named[lower(tidy(n.Name))]++
	}
	var choices []Choice
	for _, n := range all {
		name, id := tidy(n.Name), tidy(n.ID)
		if byName && name != "" && named[lower(name)] == 1 {
			choices = append(choices, Choice{Text: quoteValue(name), Help: id, named: true})
		} else {
			choices = append(choices, Choice{Text: id, Help: name, named: true})
		}
	}
	return choices
}

// timeChoices offers points in time or durations, each with the meaning of its term. A
// value that needs a comparison is offered with > and <.
func timeChoices(s spec, before string, now time.Time) (all []Choice) {
	times := []string{"1h", "24h", "7d", "30d", "90d"}
	if s.kind == kindPoint {
		times = append(pointWords(), "-1h", "-24h", "-7d", "-30d")
	}
	add := func(text string) bool {
		f, problems := Parse(s.Key+before+text, now)
		if len(problems) > 0 {
			return false
		}
		all = append(all, Choice{Text: text, Help: f.terms[0].explain(now)})
		return true
	}
	for _, t := range times {
		if !add(t) && t != wordNow {
			add(">" + t)
			add("<" + t)
		}
	}
	return all
}
