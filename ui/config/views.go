package config

import (
	"fmt"
	"slices"
)

// viewKeys are the keys of a [[views]] table.
func viewKeys() []string { return []string{"number", "name", "filter", "sort", "columns"} }

// readViews reads the [[views]] tables. Of two with one number the later counts.
func readViews(s *Settings, v any) (faults []wrong) {
	tables, ok := v.([]any)
	if !ok {
		return []wrong{{text: "must be [[views]] tables"}}
	}
	for i, t := range tables {
		m, ok := t.(map[string]any)
		if !ok {
			return append(faults, wrong{text: "must be [[views]] tables"})
		}
		view, err := readView(m)
		if err != nil {
			faults = append(faults, wrong{fmt.Sprintf("[%d]", i), err.Error()})
			continue
		}
		s.Views = PutView(s.Views, view)
		if s.viewTables == nil {
			s.viewTables = map[int]string{}
		}
		s.viewTables[view.Number] = fmt.Sprintf("views[%d]", i)
	}
	return faults
}

func readView(m map[string]any) (View, error) {
	v := View{Number: -1}
	if n, ok := m["number"].(int64); ok && n >= 0 && n <= 9 {
		v.Number = int(n)
	}
	if v.Number < 0 {
		return v, fmt.Errorf("number must be a whole number from 0 to 9")
	}
	for key, at := range map[string]*string{"name": &v.Name, "filter": &v.Filter, "sort": &v.Sort} {
		x, has := m[key]
		if !has {
			continue
		}
		var ok bool
		if *at, ok = x.(string); !ok {
			return v, fmt.Errorf("%s must be text in quotes", key)
		}
	}
	if v.Name == "" {
		return v, fmt.Errorf("name is missing")
	}
	if x, has := m["columns"]; has {
		list, err := textList(x)
		if err != nil {
			return v, fmt.Errorf("columns %w", err)
		}
		v.Columns = list
	}
	return v, nil
}

// ViewKey is the key of a view's table in the file, for problems.
func (s *Settings) ViewKey(number int) string { return s.viewTables[number] }

// PutView adds a view, in the place of the one with its number.
func PutView(views []View, v View) []View {
	views = slices.DeleteFunc(slices.Clone(views), func(x View) bool { return x.Number == v.Number })
	views = append(views, v)
	slices.SortFunc(views, func(a, b View) int { return a.Number - b.Number })
	return views
}

func (v View) equal(w View) bool {
	return v.Number == w.Number && v.Name == w.Name && v.Filter == w.Filter && v.Sort == w.Sort && slices.Equal(v.Columns, w.Columns)
}
