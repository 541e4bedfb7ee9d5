package sessions

import (
	"fmt"
	"strings"
	"time"

	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
)

// Check reports columns and sorts that do not exist, and views whose filter cannot
// be read.
func Check(s *config.Settings, state *config.State, now time.Time) (problems []config.Problem) {
	check := func(key, order string, columns []string) {
		if _, fault := ParseOrder("sort:"+order, now); order != "" && fault != "" {
			problems = append(problems, s.Problem(key+"sort", fmt.Sprintf("sort %q: %s", order, fault)))
		}
		for _, c := range columns {
			if err := CheckColumn(c); err != nil {
				problems = append(problems, s.Problem(key+"columns", err.Error()))
			}
		}
	}
	check("", s.Sort, s.Columns)
	view := func(v config.View, problem func(key, text string) config.Problem, key string) {
		if _, faults := filter.Parse(v.Filter, now); len(faults) > 0 {
			problems = append(problems, problem(key+".filter", fmt.Sprintf("view %d %q lists nothing: %s", v.Number, v.Name, faults[0].Message)))
		}
	}
	for _, v := range s.Views {
		check(s.ViewKey(v.Number)+".", v.Sort, v.Columns)
		view(v, s.Problem, s.ViewKey(v.Number))
	}
	for i, v := range state.Views {
		view(v, state.Problem, fmt.Sprintf("views[%d]", i))
	}
	return problems
}

// CheckColumn says that no column has a name, and which there are.
func CheckColumn(name string) error {
	if isColumn(name) {
		return nil
	}
	return fmt.Errorf("no column is called %q: %s, or a path such as .customer.number", name, strings.Join(ColumnNames(), ", "))
}
