package config

import "testing"

func TestCommands(t *testing.T) {
	s, problems := Read("c", []byte("[[commands]]\nname = \"jira\"\nkey = \"X\"\nrun = [\"jira\", \"{id}\"]\nbackground = true\n"))
	if len(problems) > 0 || len(s.Commands) != 1 || s.Commands[0].Name != "jira" || !s.Commands[0].Background || s.Commands[0].Run[1] != "{id}" {
		t.Errorf("%+v %v", s.Commands, problems)
	}
	for text, want := range map[string]string{
		"[[commands]]\nrun = [\"x\"]\n":                     "c:1:3: commands[0] name is missing; it is left out",
		"[[commands]]\nname = \"x\"\n":                      "c:1:3: commands[0] run is missing; it is left out",
		"[[commands]]\nname = \"x\"\nrun = [\"{agent}\"]\n": "c:3:1: commands[0].run has {agent}; {id}, {name}, {customer} and {json} are known; it is left out",
	} {
		s, problems := Read("c", []byte(text))
		if len(s.Commands) != 0 || len(problems) != 1 || problems[0].Error() != want {
			t.Errorf("%q: %v", text, problems)
		}
	}
}
