package demo

import (
	"embed"
	"encoding/json"
	"strings"
	"sync"
)

// organisation is all that is said and named in generated sessions.
type organisation struct {
	Assistants    []role
	HouseRules    []string
	SummaryPrompt string
	Interjections []string // of any caller
	Fillers       []string // of any assistant
	Lookups       []string // of any assistant before it uses a tool
	ToolResults   []string
	Artifact      json.RawMessage // further members of every artifact
	Squads        []string
	Workflows     []string
	Phones        []struct{ Name, Number string }
	Numbers       []string // of customers; each # stands for a digit
	Topics        []string // of the assistants that have none of their own
	Givens        []string
	// Families are family names for the given names up to an index; the last given
	// names are whole by themselves.
	Families []struct {
		UpTo  int
		Names []string
	}
	OddNames     []string // long, emoji, whole sentences
	HostileNames []string // what a terminal must not be shown

	odd    bool
	form   []byte   // of an assistant's JSON
	topics []string // Topics, then those of each assistant
	// lowerNames are the names of sessions in lower case, by their numbers; made when
	// they are first filtered by.
	lowerNames func() []string
}

// role is what an assistant of the organisation does.
type role struct {
	Name, Greeting, Provider, Model, Language string
	Duty                                      string
	Tools                                     [2]string
	Caller, Speaker                           []string // said in any of its conversations
	Topics                                    []struct {
		Name  string
		Lines []string // the caller's and the assistant's in turn
	}

	firstTopic, topicCount int // its topics among the organisation's
}

//go:embed organisation.json odd.json assistant.json
var files embed.FS

// The organisations are read when they are first needed.
var (
	ordinaryOrganisation = sync.OnceValue(func() *organisation { return readOrganisation("organisation.json") })
	oddOrganisation      = sync.OnceValue(func() *organisation {
		o := readOrganisation("odd.json")
		o.odd = true
		return o
	})
)

func readOrganisation(file string) *organisation {
	o := new(organisation)
	text, err := files.ReadFile(file)
	o.form, _ = files.ReadFile("assistant.json") // what is embedded is there
	if err == nil {
		err = json.Unmarshal(text, o)
	}
	if err != nil {
		panic("demo: reading the organisation: " + err.Error())
	}
	o.lowerNames = sync.OnceValue(func() []string {
		names := make([]string, o.nameCount())
		for n := range names {
			names[n] = strings.ToLower(o.nameText(n))
		}
		return names
	})
	o.topics = o.Topics
	for i := range o.Assistants {
		r := &o.Assistants[i]
		r.topicCount = len(o.Topics)
		if len(r.Topics) > 0 {
			r.firstTopic, r.topicCount = len(o.topics), len(r.Topics)
		}
		for _, t := range r.Topics {
			o.topics = append(o.topics, t.Name)
		}
	}
	return o
}

// prompt is the assistant's system prompt: a page of rules.
func (o *organisation) prompt(r *role) string {
	var b strings.Builder
	b.WriteString("# Role\nYou are \"" + r.Name + "\". You answer questions about " + r.Duty + ".\n\n# Rules\n")
	for _, rule := range o.HouseRules {
		b.WriteString("- " + rule + "\n")
	}
	b.WriteString("\n# Examples\n")
	for _, line := range r.Speaker {
		b.WriteString("> " + line + "\n")
	}
	for _, t := range r.Topics {
		b.WriteString("> " + t.Lines[1] + "\n")
	}
	b.WriteString("\n# Tools\nUse " + r.Tools[0] + " before you promise anything. Use " + r.Tools[1] +
		" only after the caller has agreed, and say what it did.\n\n# Ending\nSum up in one sentence, ask whether anything is left, then say goodbye.")
	return b.String()
}

// script is how a conversation of one assistant goes: lines already escaped as
// the inside of JSON strings.
type script struct {
	prompt, greeting []byte
	exchanges        [][2][]byte // of its topics, one after the other: what the caller says and the answer
	starts           []int       // of each topic in exchanges
	caller, speaker  [][]byte    // to draw from when there are no exchanges, or no more
	lookups          [][]byte    // before a tool is used
	tools            [2]string
	toolResults      [][]byte
	artifact         []byte // members of an artifact, each with a leading comma
}

func (o *organisation) script(r *role) script {
	s := script{
		prompt: escape(o.prompt(r)), greeting: escape(r.Greeting), tools: r.Tools, toolResults: escaped(o.ToolResults),
		caller: escaped(r.Caller, o.Interjections), speaker: escaped(r.Speaker, o.Fillers),
	}
	if len(o.Artifact) > 0 {
		inside := encode(o.Artifact)
		s.artifact = append([]byte{','}, inside[1:len(inside)-1]...)
	}
	if s.lookups = escaped(o.Lookups); s.lookups == nil {
		s.lookups = s.speaker
	}
	for _, t := range r.Topics {
		s.starts = append(s.starts, len(s.exchanges))
		for lines := escaped(t.Lines, []string{"You are welcome. Goodbye."}); len(lines) > 1; lines = lines[2:] {
			s.exchanges = append(s.exchanges, [2][]byte(lines[:2]))
		}
	}
	return s
}

// call is what the caller says in exchange n of a conversation that began at one
// of the exchanges.
func (s *script) call(d *dice, start, n int) []byte {
	if n < len(s.exchanges) {
		return s.exchanges[(start+n)%len(s.exchanges)][0]
	}
	return pick(d, s.caller)
}

// answer is what the assistant answers to call n; its greeting comes before the
// first.
func (s *script) answer(d *dice, start, n int) []byte {
	switch {
	case n < 0 && len(s.exchanges) > 0:
		return s.greeting
	case n >= 0 && n < len(s.exchanges):
		return s.exchanges[(start+n)%len(s.exchanges)][1]
	}
	return pick(d, s.speaker)
}

// escaped are texts as the inside of JSON strings.
func escaped(lists ...[]string) (all [][]byte) {
	for _, list := range lists {
		for _, text := range list {
			all = append(all, escape(text))
		}
	}
	return all
}
