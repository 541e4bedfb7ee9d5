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

	schema     schema
	setDefault func(*Settings) // sets the default; nil where that is the zero value
	read       func(*Settings, any) []fault
	switchOn   func(*Settings) // switches on what protects the person; nil for other settings
}

// Entry is a key of the tables of a setting such as [[views]].
type Entry struct {
	Key, Doc, Unit string
	schema         schema
	empty          string // a value that says nothing, as it would be written
}

// fault is what is wrong with a value, or with one entry of a table.
type fault struct {
	entry string // its key, after that of the setting; empty for the whole
	text  string
}

// value makes a setting with a default.
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

// safetySwitch is a switch that protects the person: it is on where it cannot be read.
func safetySwitch(key, doc string, target func(*Settings) *bool) Setting {
	s := value(key, doc, boolean(), false, target)
	s.switchOn = func(s *Settings) { *target(s) = true }
	return s
}

// table is a setting with an entry for each name. Each entry is read, or is
// wrong, for itself.
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

// field is an entry of the tables that are read into a T.
type field[T any] struct {
	Entry
	read func(*T, any) error
}

// entry makes a field.
func entry[T, V any](key, doc string, k kind[V], target func(*T) *V) field[T] {
	var none V
	return field[T]{Entry{key, doc, k.unit, k.schema, tomlText(none)}, func(t *T, v any) (err error) {
		*target(t), err = k.read(v)
		return err
	}}
}

// tables is a setting of [[tables]], each of them read into a T that begins as
// blank. put takes the table with a number from 0 and what is wrong with it,
// and says what else is.
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
				v, has := row[f.Key]
				if !has {
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
