package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Command is an external program that the person can run on a session.
type Command struct {
	Name       string   // name in the palette and in the help
	Key        string   // key in both panes; empty for none
	Run        []string // program and arguments, with placeholders
	Background bool     // it runs without the terminal

	tableKey string // its key in the file
}

func commandFields() []field[Command] {
	return []field[Command]{
		entry("name", "what the palette and the help call it", text(), func(c *Command) *string { return &c.Name }),
		entry("key", "its key in the list and in the detail pane", text(), func(c *Command) *string { return &c.Key }),
		entry("run", "the program with its arguments, run without a shell; {id}, {name} and {customer} stand for the session's, {json} for a file with the session, secrets hidden", list(), func(c *Command) *[]string { return &c.Run }),
		entry("background", "let it run beside the program; else it has the terminal, as the editor has", boolean(), func(c *Command) *bool { return &c.Background }),
	}
}

// placeholder matches a placeholder in an argument of a command.
var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// addCommandTable adds the ith [[commands]] table, unless it has a fault.
func addCommandTable(s *Settings, i int, c Command, faults []fault) []fault {
	index := fmt.Sprintf("[%d]", i)
	if len(faults) > 0 {
		return nil
	}
	if why := nameFault(c.Name); why != "" {
		return []fault{{index, "name " + why}}
	}
	if len(c.Run) == 0 || c.Run[0] == "" {
		return []fault{{index, "run is missing"}}
	}
	for _, p := range placeholder.FindAllString(strings.Join(c.Run, " "), -1) {
		if !slices.Contains([]string{"{id}", "{name}", "{customer}", "{json}"}, p) {
			return []fault{{index + ".run", "has " + p + "; {id}, {name}, {customer} and {json} are known"}}
		}
	}
	c.tableKey = "commands" + index
	s.Commands = append(s.Commands, c)
	return nil
}
