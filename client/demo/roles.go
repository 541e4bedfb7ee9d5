package demo

import (
	_ "embed" // for the texts
	"encoding/json"
	"strings"
	"sync"
)

// texts are what the organisation consists of: all that is said and named in it.
type texts struct {
	Assistants    []role
	HouseRules    []string
	SummaryPrompt string
	Interjections []string // of any caller
	Fillers       []string // of any assistant
	ToolResults   []string
	Squads        []string
	Workflows     []string
	Phones        []struct{ Name, Number string }
	DialCodes     []string
	Topics        []string
	Givens        []string
	// Families are family names for the given names up to an index; the last given
	// names are whole by themselves.
	Families []struct {
		UpTo  int
		Names []string
	}
	OddNames     []string // long, emoji, whole sentences
	HostileNames []string // what a terminal must not be shown
}

// role is what an assistant of the organisation does.
type role struct {
	Name, Greeting, Provider, Model, Language string
	Duty                                      string
	Tools                                     [2]string
	Caller, Speaker                           []string // what is said in its conversations
}

//go:embed organisation.json
var organisationJSON []byte

// organisation reads the texts when they are first needed.
var organisation = sync.OnceValue(func() *texts {
	o := new(texts)
	if err := json.Unmarshal(organisationJSON, o); err != nil {
		panic("demo: reading the organisation: " + err.Error())
	}
	return o
})

// prompt is the assistant's system prompt: a page of rules.
func (r *role) prompt() string {
	var b strings.Builder
	b.WriteString("# Role\nYou are \"" + r.Name + "\". You answer questions about " + r.Duty + ".\n\n# Rules\n")
	for _, rule := range organisation().HouseRules {
		b.WriteString("- " + rule + "\n")
	}
	b.WriteString("\n# Examples\n")
	for _, line := range r.Speaker {
		b.WriteString("> " + line + "\n")
	}
	b.WriteString("\n# Tools\nUse " + r.Tools[0] + " before you promise anything. Use " + r.Tools[1] +
		" only after the caller has agreed, and say what it did.\n\n# Ending\nSum up in one sentence, ask whether anything is left, then say goodbye.")
	return b.String()
}

// tool is a function tool as an assistant declares it.
func (r *role) tool(i int) object {
	return object{
		"type": "function", "async": false,
		"function": object{
			"name": r.Tools[i], "description": "Used for " + r.Duty + ".",
			"parameters": object{
				"type":       "object",
				"properties": object{"reference": object{"type": "string"}, "note": object{"type": "string"}},
				"required":   []string{"reference"},
			},
		},
		"server": object{
			"url":     "https://tools.example.com/" + r.Tools[i] + "?token=" + fake("query-token"),
			"headers": object{"X-Api-Key": fake("tool-key")},
		},
	}
}
