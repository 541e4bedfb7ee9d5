package config

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	spelling "vapi-sessions/ui/words"
)

// Load reads the settings file. A file that is not there is no problem. One
// that cannot be read may have asked for protection, so that is on.
func Load(file string) (Settings, []Problem) {
	data, err := readFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Default(), nil
	}
	if err != nil {
		return unreadable(Problem{File: file, Text: err.Error()})
	}
	return Read(file, data)
}

// unreadable is what counts where the file cannot be read.
func unreadable(why Problem) (Settings, []Problem) {
	s := Default()
	for _, x := range Registry() {
		if x.guard != nil {
			x.guard(&s)
		}
	}
	why.Text = "cannot be read, so the program is read-only and private: " + why.Text
	return s, []Problem{why}
}

// Read reads settings from TOML. The file's name is only for the problems.
func Read(file string, data []byte) (Settings, []Problem) {
	p, ok := parse(asUTF8(data))
	if !ok {
		first := p.faults[0]
		return unreadable(Problem{File: file, Place: first.Place, Text: fmt.Sprintf("more than %d faults, of which this is the first", maxFaults)})
	}
	s := Default()
	s.file, s.places = file, locate(p.text)
	problems := p.faults
	for i := range problems {
		problems[i].File = file
	}
	for _, x := range Registry() {
		v, has := lookup(p.tree, strings.Split(x.Key, "."))
		if !has {
			if x.guard != nil && strings.Contains(p.lost, x.Key) {
				x.guard(&s)
			}
			continue
		}
		for _, w := range x.read(&s, v) {
			left := "is left out"
			switch {
			case x.guard != nil:
				x.guard(&s)
				left = "is on until it can be read"
			case w.entry == "":
				left = "stays at " + x.Default
			}
			problems = append(problems, s.Problem(x.Key+w.entry, fmt.Sprintf("%s %s; it %s", x.Key+w.entry, w.text, left)))
		}
	}
	problems = append(problems, s.unknown(p.tree)...)
	SortProblems(problems)
	s.faultAccounts(problems, p.lost)
	return s, problems
}

// unknown reports the keys that are no settings. Where the nearest setting
// protects the person, that is meant.
func (s *Settings) unknown(tree map[string]any) (problems []Problem) {
	known := map[string]Setting{}
	for _, x := range Registry() {
		known[x.Key] = x
	}
	for _, key := range unknownKeys(tree, "", known) {
		near, text := nearest(key), ""
		if x := known[near]; x.guard != nil {
			x.guard(s)
			text = ", which is on until this can be read"
		}
		problems = append(problems, s.Problem(key, fmt.Sprintf("no setting is called %q; the nearest is %q%s", key, near, text)))
	}
	return problems
}

func lookup(tree map[string]any, path []string) (any, bool) {
	v, ok := tree[path[0]]
	if !ok || len(path) == 1 {
		return v, ok
	}
	sub, ok := v.(map[string]any)
	if !ok {
		return nil, false
	}
	return lookup(sub, path[1:])
}

// unknownKeys lists the keys that are no settings, tables within tables too.
func unknownKeys(tree map[string]any, prefix string, known map[string]Setting) []string {
	var keys []string
	for name, v := range tree {
		key := prefix + name
		if x, ok := known[key]; ok {
			keys = append(keys, x.unknownEntries(v)...)
			continue
		}
		sub, isTable := v.(map[string]any)
		if isTable && hasPrefix(known, key+".") {
			keys = append(keys, unknownKeys(sub, key+".", known)...)
			continue
		}
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// unknownEntries lists the keys in the tables of a setting that mean nothing.
func (x *Setting) unknownEntries(v any) []string {
	rows, _ := v.([]any)
	if x.Entries == nil {
		rows = nil
	}
	var keys []string
	for i, r := range rows {
		row, _ := r.(map[string]any)
		for name := range row {
			if !slices.ContainsFunc(x.Entries, func(e Entry) bool { return e.Key == name }) {
				keys = append(keys, fmt.Sprintf("%s[%d].%s", x.Key, i, name))
			}
		}
	}
	return keys
}

func hasPrefix(known map[string]Setting, prefix string) bool {
	for k := range known {
		if strings.HasPrefix(k, prefix) {
			return true
		}
	}
	return false
}

// locate finds where each key stands. Keys of the n-th table of an array are
// under "name[n]".
func locate(data []byte) map[string]Place {
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

// nearest gives the setting or table whose key takes the fewest changes to
// reach, or the entry of the same table.
func nearest(key string) string {
	var keys []string
	in, _, isEntry := strings.Cut(key, "[")
	for _, x := range Registry() {
		table, _, _ := strings.Cut(x.Key, ".")
		keys = append(keys, x.Key, table)
		if !isEntry || in != x.Key {
			continue
		}
		keys = nil
		prefix, _, _ := strings.Cut(key, ".")
		for _, e := range x.Entries {
			keys = append(keys, prefix+"."+e.Key)
		}
		break
	}
	best, _ := spelling.Closest(key, keys)
	return best
}
