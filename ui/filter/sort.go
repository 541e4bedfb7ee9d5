package filter

import (
	"slices"
	"strings"

	"vapi-sessions/client"
)

// Sort is what a list is ordered by.
type Sort struct {
	Key   string // a word of sort:, "created" when none was given
	Order client.SortOrder
	Where Where
}

// Sort gives the filter's order, with the defaults filled in: newest first,
// largest first, names from A.
func (f Filter) Sort() Sort {
	s := Sort{Key: keyCreated, Where: Server}
	for i := range f.terms {
		switch t := &f.terms[i]; t.spec.Key {
		case keySort:
			s.Key, s.Where = t.values[0].text, t.where
		case keyOrder:
			s.Order = directionOf(t.values[0].text)
		}
	}
	if s.Order == "" {
		s.Order = client.Descending
		if sortOf(s.Key).fromA {
			s.Order = client.Ascending
		}
	}
	return s
}

// Order is the part of the filter that says what the list is ordered by.
func (f Filter) Order() Filter {
	return assignPlaces(slices.DeleteFunc(slices.Clone(f.terms), func(t term) bool { return !t.orders() }))
}

// Unordered is the filter without its Order.
func (f Filter) Unordered() Filter {
	return assignPlaces(slices.DeleteFunc(slices.Clone(f.terms), term.orders))
}

// orders reports whether a term says what the list is ordered by.
func (t term) orders() bool { return t.spec.Key == keySort || t.spec.Key == keyOrder }

// sortWord is a word of sort:, or a field of the session.
type sortWord struct {
	word   string
	server client.SortBy // what the server sorts by; empty where it cannot
	fromA  bool          // ascending where no direction is given
}

// sortWords are the words of sort:, those of the server first.
func sortWords() []sortWord {
	return []sortWord{
		{word: keyCreated, server: client.SortByCreatedAt},
		{word: keyCost, server: client.SortByCost},
		{word: "duration", server: client.SortByDuration},
		{word: keyUpdated},
		{word: keyName, fromA: true},
		{word: keyAssistant, fromA: true},
		{word: keyCustomer, fromA: true},
		{word: keyStatus, fromA: true},
		{word: keyExpires},
		{word: keyTurns},
		{word: keyLast, fromA: true},
		{word: "waiting"},
		{word: "errors"},
		{word: "outputs", fromA: true},
		{word: "size"},
	}
}

// sortNames are the words themselves.
func sortNames() (names []string) {
	for _, w := range sortWords() {
		names = append(names, w.word)
	}
	return names
}

// sortOf is what is known of a word. A field is sorted by here, from A.
func sortOf(word string) sortWord {
	all := sortWords()
	if i := slices.IndexFunc(all, func(w sortWord) bool { return w.word == word }); i >= 0 {
		return all[i]
	}
	return sortWord{word: word, fromA: FieldPath(word) != ""}
}

// MetaPrefix stands before a key of the session's metadata.
const MetaPrefix = "meta."

// FieldPath is the JSON path of a field of the session that a person names:
// "meta.KEY" for one of the metadata, or the path itself, such as
// ".customer.number". It is empty where the name is none.
func FieldPath(name string) string {
	key, meta := strings.CutPrefix(name, MetaPrefix)
	switch {
	case meta && key != "":
		return ".metadata." + key
	case strings.HasPrefix(name, ".") && len(name) > 1:
		return name
	}
	return ""
}
