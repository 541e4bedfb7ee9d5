package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Command is a program that the person runs on a session.
type Command struct {
	Name       string   // in the palette and in the help
	Key        string   // in both panes; empty for none
	Run        []string // the program with its arguments, which hold placeholders
	Background bool     // it does not need the terminal

	table string // its key in the file
}

// commandFields are what a [[commands]] table holds.
func commandFields() []field[Command] {
	return []field[Command]{
		entry("name", "what the palette and the help call it", text(), func(c *Command) *string { return &c.Name }),
		entry("key", "its key in the list and in the detail pane", text(), func(c *Command) *string { return &c.Key }),
		entry("run", "the program with its arguments, run without a shell; {id}, {name} and {customer} stand for the session's, {json} for a file with the session, secrets hidden", list(), func(c *Command) *[]string { return &c.Run }),
		entry("background", "let it run beside the program; else it has the terminal, as the editor has", yesNo(), func(c *Command) *bool { return &c.Background }),
	}
}

// placeholder is what a command's arguments can hold.
var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// putCommand takes a command of the file.
func putCommand(s *Settings, i int, c Command, faults []wrong) []wrong {
	at := fmt.Sprintf("[%d]", i)
	if len(faults) > 0 {
		return nil
	}
	if why := faultyName(c.Name); why != "" {
		return []wrong{{at, "name " + why}}
	}
	if len(c.Run) == 0 || c.Run[0] == "" {
		return []wrong{{at, "run is missing"}}
	}
	for _, p := range placeholder.FindAllString(strings.Join(c.Run, " "), -1) {
		if !slices.Contains([]string{"{id}", "{name}", "{customer}", "{json}"}, p) {
			return []wrong{{at + ".run", "has " + p + "; {id}, {name}, {customer} and {json} are known"}}
		}
	}
	c.table = "commands" + at
	s.Commands = append(s.Commands, c)
	return nil
}
