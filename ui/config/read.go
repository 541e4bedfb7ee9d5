package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// Problem is something wrong with the settings file. The program starts all
// the same, with the default of what is wrong.
type Problem struct {
	File string
	Place
	Key  string // dotted; empty when the file as a whole is meant
	Text string // what is wrong, for a person
}

// Error gives file, line, column and text: "config.toml:3:1: …".
func (p Problem) Error() string {
	if p.Line == 0 {
		return p.File + ": " + p.Text
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Text)
}

// Load reads the settings file. A file that is not there is no problem.
func Load(file string) (Settings, []Problem) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Default(), nil
	}
	if err != nil {
		return Default(), []Problem{{File: file, Text: err.Error()}}
	}
	return Read(file, data)
}

// Read reads settings from TOML. The file's name is only for the problems.
func Read(file string, data []byte) (Settings, []Problem) {
	s, tree := Default(), map[string]any{}
	if err := toml.Unmarshal(data, &tree); err != nil {
		p := Problem{File: file, Text: "cannot be read, so all settings have their defaults: " + strings.TrimPrefix(err.Error(), "toml: ")}
		var de *toml.DecodeError
		if errors.As(err, &de) {
			p.Line, p.Column = de.Position()
		}
		return s, []Problem{p}
	}
	s.places = locate(data)
	var problems []Problem
	report := func(key, format string, args ...any) {
		problems = append(problems, Problem{File: file, Place: s.places[key], Key: key, Text: fmt.Sprintf(format, args...)})
	}
	known := map[string]bool{}
	for _, x := range Registry() {
		known[x.Key] = true
		v, has := lookup(tree, strings.Split(x.Key, "."))
		if !has {
			continue
		}
		if err := x.read(&s, v); err != nil {
			report(x.Key, "%s %v; it stays at %s", x.Key, err, x.Default)
		}
	}
	for _, key := range unknown(tree, "", known) {
		report(key, "no setting is called %q; the nearest is %q", key, nearest(key))
	}
	slices.SortStableFunc(problems, func(a, b Problem) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return s, problems
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

// unknown lists the keys that are no settings, tables within tables too.
func unknown(tree map[string]any, prefix string, known map[string]bool) []string {
	var keys []string
	for name, v := range tree {
		key := prefix + name
		if key == "views" {
			keys = append(keys, unknownInViews(v)...)
			continue
		}
		if known[key] {
			continue
		}
		sub, isTable := v.(map[string]any)
		if isTable && hasPrefix(known, key+".") {
			keys = append(keys, unknown(sub, key+".", known)...)
			continue
		}
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func unknownInViews(v any) []string {
	tables, _ := v.([]any)
	var keys []string
	for i, t := range tables {
		m, _ := t.(map[string]any)
		for name := range m {
			if !slices.Contains(viewKeys(), name) {
				keys = append(keys, fmt.Sprintf("views[%d].%s", i, name))
			}
		}
	}
	return keys
}

func hasPrefix(known map[string]bool, prefix string) bool {
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
			counts[key]++
		default:
			places[table+key] = at
		}
	}
	return places
}

// nearest gives the setting or table whose key takes the fewest changes to reach.
func nearest(key string) string {
	keys := make([]string, 0, 40)
	if strings.HasPrefix(key, "views[") {
		prefix, _, _ := strings.Cut(key, ".")
		for _, k := range viewKeys() {
			keys = append(keys, prefix+"."+k)
		}
	} else {
		for _, x := range Registry() {
			table, _, _ := strings.Cut(x.Key, ".")
			keys = append(keys, x.Key, table)
		}
	}
	return slices.MinFunc(keys, func(a, b string) int { return distance(key, a) - distance(key, b) })
}

// distance counts the insertions, removals and changes of bytes between a and b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
