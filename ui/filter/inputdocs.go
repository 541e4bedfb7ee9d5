package filter

import "strings"

// Input is one input of the form.
type Input struct {
	Label string
	Group string // a heading before it; empty for those of the same group
	Hint  string // shown while it is empty
	Text  string

	key   string
	exact bool // key=value
	op    op   // the comparison before the value
	list  bool // several values with commas between them
}

// inputs are the inputs, in the order of the form.
func inputs() []Input {
	const day, ago = "2026-08-01, today, -7d", "2026-08-01 14:00, -24h"
	all := []Input{
		{Label: "Name contains", key: keyName, Hint: "part of a name", Group: "Which"},
		{Label: "Name (server)", key: keyName, exact: true, Hint: "the server's own name filter"},
		{Label: "Assistant", key: keyAssistant, list: true, Hint: "IDs or names, with commas"},
		{Label: "Squad", key: keySquad, list: true, Hint: "an ID or a name"},
		{Label: "Workflow", key: keyWorkflow, Hint: "an ID"},
		{Label: "Phone number", key: keyPhone, list: true, Hint: "IDs or names, with commas"},
		{Label: "Customer", key: keyCustomer, list: true, Hint: "+14155550107, with commas"},
		{Label: "IDs", key: keyID, list: true, Hint: "session IDs, with commas"},
	}
	for _, k := range []struct{ label, key, since, age, group string }{{"Created", keyCreated, "Age", keyAge, "When"}, {"Updated", keyUpdated, "Idle for", keyIdle, ""}} {
		all = append(all,
			Input{Label: k.label, key: k.key, Hint: "today, last-week, 2026-08-01..2026-08-15", Group: k.group},
			Input{Label: "  from", key: k.key, op: opAtLeast, Hint: day},
			Input{Label: "  after", key: k.key, op: opMore, Hint: ago},
			Input{Label: "  up to", key: k.key, op: opAtMost, Hint: day},
			Input{Label: "  before", key: k.key, op: opLess, Hint: ago},
			Input{Label: k.since, key: k.age, Hint: ">7d, <2h, 1d..2w"})
	}
	return append(all,
		Input{Label: "Status", key: keyStatus, list: true, Hint: "active, completed, expired, maybe", Group: "Here, over what is loaded"},
		Input{Label: "Expires", key: keyExpires, Hint: "<3h"},
		Input{Label: "Cost in $", key: keyCost, Hint: ">0.50, 0.1..1"},
		Input{Label: "Turns", key: keyTurns, Hint: ">=10"},
		Input{Label: "Spoke last", key: keyLast, list: true, Hint: "user, assistant"},
		Input{Label: "Said", key: keyText, Hint: "text in the messages"},
		Input{Label: "Said by", key: keyRole, Hint: "user, assistant, tool, system"},
		Input{Label: "Sort by", key: keySort, Hint: "created, cost, duration", Group: "How"},
		Input{Label: "Order", key: keyOrder, Hint: "desc, asc"},
		Input{Label: "Page size", key: keyLimit, Hint: "100"})
}

// spec returns the specification of the input's key.
func (d *Input) spec() spec {
	s, _ := lookup(d.key)
	return s
}

// asWritten reports whether the text is written as in the language, with comparisons and
// ranges.
func (d *Input) asWritten() bool {
	s := d.spec()
	return s.kind.ordered() && d.op == opIs
}

// canShow reports whether the input can show the term. It cannot show an empty value, or
// one with blanks around it.
func (d *Input) canShow(t *term) bool {
	if t.not || t.spec.Key != d.key || d.exact != (t.values[0].op == opExact) {
		return false
	}
	switch v, one := t.values[0], len(t.values) == 1; {
	case d.op != opIs:
		return one && v.op == d.op
	case d.key == keyCreated || d.key == keyUpdated:
		return one && (v.op == opIs || v.op == opRange)
	case d.list || d.asWritten():
		return true
	default:
		return one && v.text != "" && strings.TrimSpace(v.text) == v.text
	}
}

// format returns the text of the input for a term that it can show.
func (d *Input) format(t *term) string {
	var parts []string
	for _, v := range t.values {
		switch {
		case d.asWritten():
			parts = append(parts, v.String(t.spec.kind))
		case t.spec.kind.ordered():
			parts = append(parts, v.lo.text(t.spec.kind))
		case d.list:
			parts = append(parts, quoteItem(v.text))
		default:
			parts = append(parts, v.text)
		}
	}
	return strings.Join(parts, ", ")
}

// term writes the input's text as a term of the language.
func (d *Input) term(text string) string {
	items, quoted := []string{strings.TrimSpace(text)}, quoteValue
	switch {
	case items[0] == "":
		return ""
	case d.list:
		items = splitItems(items[0])
	case d.asWritten():
		if quoted = func(s string) string { return s }; !strings.Contains(text, `"`) {
			items, quoted = strings.Split(text, ","), spaced
		}
	}
	for i := range items {
		items[i] = quoted(items[i])
	}
	sep := ":"
	if d.exact {
		sep = "="
	}
	return d.key + sep + d.op.String() + strings.Join(items, ",")
}

// spaced removes blanks around comparisons and .., and quotes a date with a blank in it.
func spaced(text string) string {
	l := lexer{text: strings.TrimSpace(text)}
	sign := l.comparison(kindPoint).String()
	ends := strings.SplitN(l.text[l.at:], "..", 2)
	for i, end := range ends {
		if end = strings.TrimSpace(end); end != "" {
			end = quoteValue(end)
		}
		ends[i] = end
	}
	return sign + strings.Join(ends, "..")
}

// quoteItem writes one of several values for a field, where blanks need no
// quotes.
func quoteItem(s string) string {
	if s == "" || s[0] == '"' || strings.ContainsRune(s, ',') || strings.TrimSpace(s) != s {
		return quote(s)
	}
	return s
}

// splitItems splits a list at its commas and unquotes the items.
func splitItems(text string) (items []string) {
	for l := (lexer{text: text}); ; l.at++ {
		l.blank()
		p, quoted := piece{}, false
		if l.has(`"`) {
			p, quoted = l.quoted()
		}
		from := l.at
		if n := strings.IndexByte(l.text[from:], ','); n >= 0 {
			l.at += n
		} else {
			l.at = len(l.text)
		}
		if !quoted {
			p.text = strings.TrimSpace(l.text[from:l.at])
		}
		if items = append(items, p.text); l.at == len(l.text) {
			return items
		}
	}
}
