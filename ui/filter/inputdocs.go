package filter

import "strings"

// inputKind is how an input's text turns into a term's value.
type inputKind uint8

const (
	inputWhole inputKind = iota // one value, quoted when it must be
	inputList                   // values with commas between them
	inputRaw                    // as the language writes values of the key
)

// inputDoc is an input of the form.
type inputDoc struct {
	label string
	key   string
	exact bool // key=value
	op    op   // the comparison before the value
	kind  inputKind
	hint  string // shown while it is empty
	group string // a heading before it
}

// inputDocs are the inputs, in the order of the form.
func inputDocs() []inputDoc {
	const day, ago = "2026-08-01, today, -7d", "2026-08-01 14:00, -24h"
	all := []inputDoc{
		{label: "Name contains", key: keyName, hint: "part of a name", group: "Which"},
		{label: "Name (server)", key: keyName, exact: true, hint: "the server's own name filter"},
		{label: "Assistant", key: keyAssistant, kind: inputList, hint: "IDs or names, with commas"},
		{label: "Squad", key: keySquad, kind: inputList, hint: "an ID or a name"},
		{label: "Workflow", key: keyWorkflow, hint: "an ID"},
		{label: "Phone number", key: keyPhone, kind: inputList, hint: "IDs or names, with commas"},
		{label: "Customer", key: keyCustomer, kind: inputList, hint: "+14155550107, with commas"},
		{label: "IDs", key: keyID, kind: inputList, hint: "session IDs, with commas"},
	}
	for _, k := range []struct{ label, key, age, group string }{{"Created", keyCreated, keyAge, "When"}, {"Updated", keyUpdated, keyIdle, ""}} {
		all = append(all,
			inputDoc{label: k.label, key: k.key, kind: inputRaw, hint: "today, last-week, 2026-08-01..2026-08-15", group: k.group},
			inputDoc{label: "  from", key: k.key, op: opAtLeast, hint: day},
			inputDoc{label: "  after", key: k.key, op: opMore, hint: ago},
			inputDoc{label: "  up to", key: k.key, op: opAtMost, hint: day},
			inputDoc{label: "  before", key: k.key, op: opLess, hint: ago},
			inputDoc{label: map[string]string{keyAge: "Age", keyIdle: "Idle for"}[k.age], key: k.age, kind: inputRaw, hint: ">7d, <2h, 1d..2w"})
	}
	return append(all,
		inputDoc{label: "Status", key: keyStatus, kind: inputList, hint: "active, completed, expired, maybe", group: "Here, over what is loaded"},
		inputDoc{label: "Expires", key: keyExpires, kind: inputRaw, hint: "<3h"},
		inputDoc{label: "Cost in $", key: keyCost, kind: inputRaw, hint: ">0.50, 0.1..1"},
		inputDoc{label: "Turns", key: keyTurns, kind: inputRaw, hint: ">=10"},
		inputDoc{label: "Spoke last", key: keyLast, kind: inputList, hint: "user, assistant"},
		inputDoc{label: "Said", key: keyText, hint: "text in the messages"},
		inputDoc{label: "Said by", key: keyRole, hint: "user, assistant, tool, system"},
		inputDoc{label: "Sort by", key: keySort, hint: "created, cost, duration", group: "How"},
		inputDoc{label: "Order", key: keyOrder, hint: "desc, asc"},
		inputDoc{label: "Page size", key: keyLimit, hint: "100"})
}

// spec is the key of the input.
func (d *inputDoc) spec() spec {
	s, _ := lookup(d.key)
	return s
}

// takes reports whether the input can show the term.
func (d *inputDoc) takes(t *term) bool {
	if t.not || t.spec.Key != d.key || d.exact != (t.values[0].op == opExact) {
		return false
	}
	if t.spec.kind.ordered() && d.kind != inputRaw && d.key != keyLimit {
		return len(t.values) == 1 && t.values[0].op == d.op
	}
	if d.key == keyCreated || d.key == keyUpdated {
		return len(t.values) == 1 && (t.values[0].op == opIs || t.values[0].op == opRange)
	}
	return d.kind != inputWhole || len(t.values) == 1 && d.holds(t.values[0].text)
}

// holds reports whether an input that takes one value can show this one: an
// empty input is none, and blanks around it are not seen.
func (d *inputDoc) holds(text string) bool {
	return d.key == keyLimit || text != "" && strings.TrimSpace(text) == text
}

// show gives the text of the input for a term that it takes.
func (d *inputDoc) show(t *term) string {
	kind := t.spec.kind
	var parts []string
	for _, v := range t.values {
		switch {
		case d.kind == inputRaw:
			parts = append(parts, v.String(kind))
		case kind.ordered():
			parts = append(parts, v.lo.text(kind))
		case d.kind == inputList:
			parts = append(parts, quoteItem(v.text))
		default:
			parts = append(parts, v.text)
		}
	}
	if d.kind == inputRaw {
		return strings.Join(parts, ",")
	}
	return strings.Join(parts, ", ")
}

// term writes the input's text as a term of the language.
func (d *inputDoc) term(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	sep := ":"
	if d.exact {
		sep = "="
	}
	head := d.key + sep + d.op.String()
	switch d.kind {
	case inputRaw:
		return head + rawValue(text)
	case inputList:
		items := splitItems(text)
		for i := range items {
			items[i] = quoteValue(items[i])
		}
		return head + strings.Join(items, ",")
	default:
		return head + quoteValue(text)
	}
}

// rawValue lets people put blanks where the language has none: around signs,
// and inside a date, which is then quoted.
func rawValue(text string) string {
	if strings.Contains(text, `"`) {
		return text
	}
	alternatives := strings.Split(text, ",")
	for i, a := range alternatives {
		a = strings.TrimSpace(a)
		o := ""
		for _, sign := range []string{"<=", ">=", "<", ">"} {
			if rest, ok := strings.CutPrefix(a, sign); ok {
				o, a = sign, strings.TrimSpace(rest)
				break
			}
		}
		lo, hi, ranged := strings.Cut(a, "..")
		a = rawOperand(lo)
		if ranged {
			a += ".." + rawOperand(hi)
		}
		alternatives[i] = o + a
	}
	return strings.Join(alternatives, ",")
}

func rawOperand(s string) string {
	if s = strings.TrimSpace(s); s == "" {
		return ""
	}
	return quoteValue(s)
}

// quoteItem writes one of several values for a field, where blanks need no
// quotes.
func quoteItem(s string) string {
	if s == "" || s[0] == '"' || strings.ContainsRune(s, ',') || strings.TrimSpace(s) != s {
		return quote(s)
	}
	return s
}

// splitItems undoes quoteItem over a list.
func splitItems(text string) []string {
	var items []string
	l := lexer{text: text}
	for {
		l.blank()
		if l.has(`"`) {
			if p, ok := l.quoted(); ok {
				items = append(items, p.text)
				if i := strings.IndexByte(l.text[l.at:], ','); i >= 0 {
					l.at += i + 1
					continue
				}
				return items
			}
		}
		item, rest, more := strings.Cut(l.text[l.at:], ",")
		items = append(items, strings.TrimSpace(item))
		if !more {
			return items
		}
		l.at = len(l.text) - len(rest)
	}
}
