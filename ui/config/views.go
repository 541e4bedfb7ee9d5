package config

import (
	"fmt"
	"slices"
)

func viewFields() []field[View] {
	return []field[View]{
		entry("number", "the digit that lists it; one of the built-in views' takes its place", integer(0, 9), func(v *View) *int { return &v.Number }),
		entry("name", "what the line of views calls it", text(), func(v *View) *string { return &v.Name }),
		entry("filter", "what it lists, as after /", text(), func(v *View) *string { return &v.Filter }),
		entry("sort", "its order, as after sort: in a filter", text(), func(v *View) *string { return &v.Sort }),
		entry("columns", "its columns", list(), func(v *View) *[]string { return &v.Columns }),
	}
}

// addViewTable adds the ith [[views]] table. Of two with one number the later counts.
func addViewTable(s *Settings, i int, v View, faults []fault) []fault {
	index := fmt.Sprintf("[%d]", i)
	switch {
	case len(faults) > 0:
		return nil
	case v.Number < 0:
		return []fault{{index, "number is missing"}}
	case v.Name == "":
		return []fault{{index, "name is missing"}}
	}
	s.Views = PutView(s.Views, v)
	if s.viewTableKeys == nil {
		s.viewTableKeys = map[int]string{}
	}
	s.viewTableKeys[v.Number] = "views" + index
	return nil
}

// ViewKey is the key of a view's table in the settings file, for problems.
func (s *Settings) ViewKey(number int) string { return s.viewTableKeys[number] }

// PutView adds a view, and replaces one that has its number.
func PutView(views []View, v View) []View {
	views = slices.DeleteFunc(slices.Clone(views), func(x View) bool { return x.Number == v.Number })
	views = append(views, v)
	slices.SortFunc(views, func(a, b View) int { return a.Number - b.Number })
	return views
}

func (v View) equal(w View) bool {
	return v.Number == w.Number && v.Name == w.Name && v.Filter == w.Filter && v.Sort == w.Sort && slices.Equal(v.Columns, w.Columns)
}
