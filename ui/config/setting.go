package config

import (
	"fmt"
	"maps"
	"slices"
)

// Setting describes a key of the settings file and sets the field of Settings for it.
type Setting struct {
	Key     string // dotted, as in the file
	Doc     string
	Unit    string  // type of the value in words, such as true or false
	Default string  // in TOML
	Entries []Entry // entries of each table of a setting such as [[views]]; else none

	schema     schema
	setDefault func(*Settings) // sets the default; nil where that is the zero value
	read       func(*Settings, any) []fault
	switchOn   func(*Settings) // switches on what protects the person; nil for other settings
}

// Entry is a key of the tables of a setting such as [[views]].
type Entry struct {
	Key, Doc, Unit string
	schema         schema
	empty          string // the zero value in TOML
}

// fault is an error in a value, or in one entry of a table.
type fault struct {
	entry string // key of the entry, below the setting's; empty for the whole value
	text  string
}

// value is a setting with a default; target returns the field that it sets.
func value[T any](key, doc string, k kind[T], def T, target func(*Settings) *T) Setting {
	return Setting{Key: key, Doc: doc, Unit: k.unit, Default: tomlText(def), schema: k.schema,
		setDefault: func(s *Settings) { *target(s) = def },
		read: func(s *Settings, v any) []fault {
			got, err := k.read(v)
			if err != nil {
				return []fault{{text: err.Error()}}
			}
			*target(s) = got
			return nil
		}}
}

// safetySwitch is a setting that protects the person. It is on when it cannot be read.
func safetySwitch(key, doc string, target func(*Settings) *bool) Setting {
	s := value(key, doc, boolean(), false, target)
	s.switchOn = func(s *Settings) { *target(s) = true }
	return s
}

// table is a setting of entries with names of the person's choice. An entry with a
// fault is left out.
func table[T any](key, doc, unit string, k kind[T], target func(*Settings) *map[string]T) Setting {
	return Setting{Key: key, Doc: doc, Unit: unit, Default: "{}", schema: schema{"type": "object", "additionalProperties": k.schema},
		read: func(s *Settings, v any) (faults []fault) {
			rows, ok := v.(map[string]any)
			if !ok {
				return []fault{{text: "must be a table"}}
			}
			m := make(map[string]T, len(rows))
			for _, name := range slices.Sorted(maps.Keys(rows)) {
				x, err := k.read(rows[name])
				if err != nil {
					faults = append(faults, fault{"." + name, err.Error()})
					continue
				}
				m[name] = x
			}
			*target(s) = m
			return faults
		}}
}

// field is an entry of a table that is read into a T.
type field[T any] struct {
	Entry
	read func(*T, any) error
}

// entry makes a field; target returns the field of T that it sets.
func entry[T, V any](key, doc string, k kind[V], target func(*T) *V) field[T] {
	var none V
	return field[T]{Entry{key, doc, k.unit, k.schema, tomlText(none)}, func(t *T, v any) (err error) {
		*target(t), err = k.read(v)
		return err
	}}
}

// tables is a setting of [[tables]], each read into a copy of blank. add gets the ith
// table, counted from 0, with its faults, and returns further ones.
func tables[T any](key, doc, def string, fields []field[T], blank T, add func(s *Settings, i int, t T, faults []fault) []fault) Setting {
	x := Setting{Key: key, Doc: doc, Unit: "tables", Default: def}
	properties := schema{}
	for _, f := range fields {
		x.Entries = append(x.Entries, f.Entry)
		properties[f.Key] = f.schema.withDescription(f.Doc)
	}
	x.schema = schema{"type": "array", "items": schema{"type": "object", "additionalProperties": false, "properties": properties}}
	x.read = func(s *Settings, v any) (faults []fault) {
		rows, ok := v.([]any)
		if !ok {
			return []fault{{text: "must be [[" + key + "]] tables"}}
		}
		for i, r := range rows {
			t, index := blank, fmt.Sprintf("[%d]", i)
			var rowFaults []fault
			row, ok := r.(map[string]any)
			if !ok {
				rowFaults = append(rowFaults, fault{index, "must be a table"})
			}
			for _, f := range fields {
				v, ok := row[f.Key]
				if !ok {
					continue
				}
				if err := f.read(&t, v); err != nil {
					rowFaults = append(rowFaults, fault{index + "." + f.Key, err.Error()})
				}
			}
			rowFaults = append(rowFaults, add(s, i, t, rowFaults)...)
			faults = append(faults, rowFaults...)
		}
		return faults
	}
	return x
}
