package filter

// Named is something with a name, as far as names are known.
type Named struct{ ID, Name string }

// Known is what has been seen of the account, for completion.
type Known struct {
	Assistants   []Named
	Squads       []Named
	PhoneNumbers []Named
	Metadata     map[string][]string // keys of sessions' metadata, with values that were read
}

// namesFor gives what a key's values may name.
func (k Known) namesFor(key string) []Named {
	switch key {
	case keyAssistant:
		return k.Assistants
	case keySquad:
		return k.Squads
	case keyPhone:
		return k.PhoneNumbers
	}
	return nil
}
