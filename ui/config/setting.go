package config

import (
	"fmt"
	"maps"
	"slices"
)

// Setting is one thing that can be set.
type Setting struct {
	Key     string // dotted, as in the file
	Doc     string
	Unit    string  // what the value is: a duration, true or false, one of some words
	Default string  // as it would be written in the file
	Entries []Entry // what each table of it holds; only of settings such as [[views]]

	schema schema
	init   func(*Settings) // sets the default; nil where that is the zero value
	read   func(*Settings, any) []wrong
	guard  func(*Settings) // switches on what protects the person; nil for other settings
}

// Entry is a key of the tables of a setting such as [[views]].
type Entry struct {
	Key, Doc, Unit string
	schema         schema
	empty          string // a value that says nothing, as it would be written
}

// wrong is what is wrong with a value, or with one entry of a table.
type wrong struct {
	entry string // its key, after that of the setting; empty for the whole
	text  string
}

// value makes a setting with a default.
func value[T any](key, doc string, k kind[T], def T, at func(*Settings) *T) Setting {
	return Setting{Key: key, Doc: doc, Unit: k.unit, Default: written(def), schema: k.schema,
		init: func(s *Settings) { *at(s) = def },
		read: func(s *Settings, v any) []wrong {
			got, err := k.read(v)
			if err != nil {
				return []wrong{{text: err.Error()}}
			}
			*at(s) = got
			return nil
		}}
}

// guard is a switch that protects the person: it is on where it cannot be read.
func guard(key, doc string, at func(*Settings) *bool) Setting {
	s := value(key, doc, yesNo(), false, at)
	s.guard = func(s *Settings) { *at(s) = true }
	return s
}

// table is a setting with an entry for each name. Each entry is read, or is
// wrong, for itself.
func table[T any](key, doc, unit string, k kind[T], at func(*Settings) *map[string]T) Setting {
	return Setting{Key: key, Doc: doc, Unit: unit, Default: "{}", schema: schema{"type": "object", "additionalProperties": k.schema},
		read: func(s *Settings, v any) (faults []wrong) {
			rows, ok := v.(map[string]any)
			if !ok {
				return []wrong{{text: "must be a table"}}
			}
			m := make(map[string]T, len(rows))
			for _, name := range slices.Sorted(maps.Keys(rows)) {
				x, err := k.read(rows[name])
				if err != nil {
					faults = append(faults, wrong{"." + name, err.Error()})
					continue
				}
				m[name] = x
			}
			*at(s) = m
			return faults
		}}
}

// field is an entry of the tables that are read into a T.
type field[T any] struct {
	Entry
	read func(*T, any) error
}

// entry makes a field.
func entry[T, V any](key, doc string, k kind[V], at func(*T) *V) field[T] {
	var none V
	return field[T]{Entry{key, doc, k.unit, k.schema, written(none)}, func(t *T, v any) (err error) {
		*at(t), err = k.read(v)
		return err
	}}
}

// tables is a setting of [[tables]], each of them read into a T that begins as
// blank. put takes the table with a number from 0 and what is wrong with it,
// and says what else is.
func tables[T any](key, doc, def string, fields []field[T], blank T, put func(s *Settings, i int, t T, faults []wrong) []wrong) Setting {
	x := Setting{Key: key, Doc: doc, Unit: "tables", Default: def}
	properties := schema{}
	for _, f := range fields {
		x.Entries = append(x.Entries, f.Entry)
		properties[f.Key] = f.schema.described(f.Doc)
	}
	x.schema = schema{"type": "array", "items": schema{"type": "object", "additionalProperties": false, "properties": properties}}
	x.read = func(s *Settings, v any) (faults []wrong) {
		rows, ok := v.([]any)
		if !ok {
			return []wrong{{text: "must be [[" + key + "]] tables"}}
		}
		for i, r := range rows {
			t, at := blank, fmt.Sprintf("[%d]", i)
			var its []wrong
			row, ok := r.(map[string]any)
			if !ok {
				its = append(its, wrong{at, "must be a table"})
			}
			for _, f := range fields {
				v, has := row[f.Key]
				if !has {
					continue
				}
				if err := f.read(&t, v); err != nil {
					its = append(its, wrong{at + "." + f.Key, err.Error()})
				}
			}
			its = append(its, put(s, i, t, its)...)
			faults = append(faults, its...)
		}
		return faults
	}
	return x
}
