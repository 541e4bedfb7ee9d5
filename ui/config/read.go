package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"vapi-sessions/ui/words"
)

// Load reads the settings file. A missing file is no problem. With a file that cannot
// be read, the settings that protect the person are on, because it may have set them.
func Load(file string) (Settings, []Problem) {
	data, err := readFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Default(), nil
	}
	if err != nil {
		return protectedDefaults(Problem{File: file, Text: err.Error()})
	}
	return Read(file, data)
}

// protectedDefaults are the settings for a file that cannot be read.
func protectedDefaults(why Problem) (Settings, []Problem) {
	s := Default()
	for _, x := range Registry() {
		if x.switchOn != nil {
			x.switchOn(&s)
		}
	}
	why.Text = "cannot be read, so the program is read-only and private: " + why.Text
	return s, []Problem{why}
}

// Read reads settings from TOML. The name of the file is only used in problems.
func Read(file string, data []byte) (Settings, []Problem) {
	p, ok := parse(asUTF8(data))
	if !ok {
		first := p.problems[0]
		return protectedDefaults(Problem{File: file, Place: first.Place, Text: fmt.Sprintf("more than %d faults, of which this is the first", maxFaults)})
	}
	s := Default()
	s.source = source{file, keyPlaces(p.text)}
	problems := p.problems
	for i := range problems {
		problems[i].File = file
	}
	values, unknown := flatten(p.tree, "")
	for _, x := range Registry() {
		v, ok := values[x.Key]
		if !ok {
			if x.switchOn != nil && strings.Contains(p.dropped, x.Key) {
				x.switchOn(&s)
			}
			continue
		}
		for _, f := range x.read(&s, v) {
			effect := "is left out"
			switch {
			case x.switchOn != nil:
				x.switchOn(&s)
				effect = "is on until it can be read"
			case f.entry == "":
				effect = "stays at " + x.Default
			}
			problems = append(problems, s.Problem(x.Key+f.entry, fmt.Sprintf("%s %s; it %s", x.Key+f.entry, f.text, effect)))
		}
	}
	slices.Sort(unknown)
	for _, key := range unknown {
		problems = append(problems, s.unknownKey(key))
	}
	SortProblems(problems)
	s.markFaultyAccounts(problems, p.dropped)
	return s, problems
}

// unknownKey is the problem of a key that is no setting. When the nearest setting
// protects the person, it is probably meant and switched on.
func (s *Settings) unknownKey(key string) Problem {
	closest, text := nearestKey(key), ""
	if i := slices.IndexFunc(Registry(), func(x Setting) bool { return x.Key == closest && x.switchOn != nil }); i >= 0 {
		Registry()[i].switchOn(s)
		text = ", which is on until this can be read"
	}
	return s.Problem(key, fmt.Sprintf("no setting is called %q; the nearest is %q%s", key, closest, text))
}

// flatten returns the values in a tree by the keys of their settings, and the keys
// that belong to no setting.
func flatten(tree map[string]any, prefix string) (values map[string]any, unknown []string) {
	values = map[string]any{}
	for name, v := range tree {
		key := prefix + name
		settings := Registry()
		i := slices.IndexFunc(settings, func(x Setting) bool { return x.Key == key })
		subtree, isTable := v.(map[string]any)
		switch {
		case i >= 0:
			values[key] = v
			unknown = append(unknown, settings[i].unknownEntries(v)...)
		case isTable && slices.ContainsFunc(settings, func(x Setting) bool { return strings.HasPrefix(x.Key, key+".") }):
			nested, nestedUnknown := flatten(subtree, key+".")
			maps.Copy(values, nested)
			unknown = append(unknown, nestedUnknown...)
		default:
			unknown = append(unknown, key)
		}
	}
	return values, unknown
}

// unknownEntries lists the keys in the tables of a setting that are no entries.
func (x *Setting) unknownEntries(v any) (keys []string) {
	rows, _ := v.([]any)
	for i, r := range rows {
		row, _ := r.(map[string]any)
		for name := range row {
			if x.Entries != nil && !slices.ContainsFunc(x.Entries, func(e Entry) bool { return e.Key == name }) {
				keys = append(keys, fmt.Sprintf("%s[%d].%s", x.Key, i, name))
			}
		}
	}
	return keys
}

// keyPlaces finds the place of each key. The keys of the nth table of an array begin
// with "name[n].".
func keyPlaces(data []byte) map[string]Place {
	places, counts, table := map[string]Place{}, map[string]int{}, ""
	var p unstable.Parser
	p.Reset(data)
	for p.NextExpression() {
		e := p.Expression()
		if e.Kind != unstable.KeyValue && e.Kind != unstable.Table && e.Kind != unstable.ArrayTable {
			continue
		}
		var parts []string
		var at Place
		for it := e.Key(); it.Next(); {
			if parts == nil {
				start := p.Shape(it.Node().Raw).Start
				at = Place{start.Line, start.Column}
			}
			parts = append(parts, string(it.Node().Data))
		}
		key := strings.Join(parts, ".")
		switch e.Kind {
		case unstable.Table:
			places[key], table = at, key+"."
		case unstable.ArrayTable:
			if counts[key] == 0 {
				places[key] = at
			}
			table = fmt.Sprintf("%s[%d].", key, counts[key])
			places[strings.TrimSuffix(table, ".")] = at
			counts[key]++
		default:
			places[table+key] = at
		}
	}
	return places
}

// nearestKey gives the setting or table whose key takes the fewest changes to
// reach, or the entry of the same table.
func nearestKey(key string) string {
	var keys []string
	table, _, isEntry := strings.Cut(key, "].")
	for _, x := range Registry() {
		group, _, _ := strings.Cut(x.Key, ".")
		keys = append(keys, x.Key, group)
		for _, e := range x.Entries {
			if isEntry && strings.HasPrefix(table, x.Key+"[") {
				keys = append(keys, table+"]."+e.Key)
			}
		}
	}
	best, _ := words.Closest(key, keys)
	return best
}
