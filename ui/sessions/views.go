package sessions

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
)

// askViewName asks for the name and number of the view to save.
func (m *Model) askViewName() {
	m.o.Host.Open(dialog.NewPrompt(m.o.Host.DialogBase(), dialog.PromptOptions{Title: "Save as a view", Label: "No. and name",
		Text: m.freeView() + " ", Help: "such as: 6 vip. Saved: " + cmp.Or(m.filter.text, "no filter"),
		Check: func(s string) string {
			if _, _, ok := parseViewName(s); !ok {
				return "a digit from 1 to 9, a blank, a name"
			}
			return ""
		},
		Submit: func(text string) tea.Cmd {
			m.saveView(text)
			return nil
		}}))
}

// saveView saves a view under the typed number and name. It asks before it replaces a
// view.
func (m *Model) saveView(text string) {
	number, name, ok := parseViewName(text)
	i := slices.IndexFunc(m.filter.views, func(v config.View) bool { return v.Number == number })
	switch {
	case !ok:
	case i < 0:
		m.putView(number, name, "")
	default:
		old := strconv.Itoa(number) + " " + m.filter.views[i].Name
		m.o.Host.Open(dialog.NewQuestion(m.o.Host.DialogBase(), dialog.QuestionOptions{Title: "Replace view " + old + "?",
			Text: []string{"It lists: " + cmp.Or(m.filter.views[i].Filter, "no filter"), "Undo does not bring it back."},
			Buttons: []dialog.Button{{Label: "Replace", Press: func() tea.Cmd {
				m.putView(number, name, ", in place of "+old)
				return nil
			}}}}))
	}
}

// freeView is the first number without a view.
func (m *Model) freeView() string {
	for n := 1; n <= 9; n++ {
		if !slices.ContainsFunc(m.filter.views, func(v config.View) bool { return v.Number == n }) {
			return strconv.Itoa(n)
		}
	}
	return "9"
}

func parseViewName(s string) (number int, name string, ok bool) {
	n, name, _ := strings.Cut(strings.TrimSpace(s), " ")
	number, err := strconv.Atoi(n)
	name = strings.TrimSpace(name)
	return number, name, err == nil && number >= 1 && number <= 9 && name != ""
}

// putView saves the filter and the columns as a view, and says so.
func (m *Model) putView(number int, name, replaced string) {
	v := config.View{Number: number, Name: oneLine(strings.TrimSpace(name)), Filter: m.filter.text}
	for _, c := range m.Columns() {
		v.Columns = append(v.Columns, c.Name)
	}
	m.filter.ownViews = config.PutView(m.filter.ownViews, v)
	m.filter.putView(v, m.now)
	m.ownColumns = m.columnsOutsideViews()
	m.filter.view = m.filter.viewNamed(v.Name)
	m.o.Host.Say("saved as view " + strconv.Itoa(number) + ", " + v.Name + replaced)
}

// ViewNames lists the names of the views.
func (m *Model) ViewNames() (names []string) {
	for _, v := range m.filter.views {
		names = append(names, v.Name)
	}
	return names
}

// View shows a view by its number or name.
func (m *Model) View(name string) {
	v, ok := ViewCalled(m.filter.views, name)
	if !ok {
		m.o.Host.Complain("there is no view " + name + ": " + m.o.Keys.Label(keymap.Filter) + " then " + m.o.Keys.Label(keymap.SaveView) + " saves one")
		return
	}
	from := m.currentListing()
	m.useView(v)
	m.apply(v.Filter)
	m.rememberStep(from)
	m.o.Host.FocusList()
}

// ViewCalled finds a saved view by its number, or else by its name.
func ViewCalled(views []config.View, name string) (v config.View, ok bool) {
	i := slices.IndexFunc(views, func(v config.View) bool { return strconv.Itoa(v.Number) == name })
	if i < 0 {
		i = slices.IndexFunc(views, func(v config.View) bool { return strings.EqualFold(v.Name, name) })
	}
	if i < 0 {
		return v, false
	}
	return views[i], true
}
