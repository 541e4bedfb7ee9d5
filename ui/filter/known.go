package filter

// Named is an ID with its name; the name is empty where it is unknown.
type Named struct{ ID, Name string }

// Known holds the names and the metadata that completion offers.
type Known struct {
	Assistants   []Named
	Squads       []Named
	PhoneNumbers []Named
	Metadata     map[string][]string // keys of sessions' metadata, with values that were read
}

// namesFor returns the names that a key's values can be.
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
