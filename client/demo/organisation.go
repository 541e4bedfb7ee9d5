package demo

import (
	"embed"
	"encoding/json"
	"strings"
	"sync"
)

// organisation is all texts and names of generated sessions, read from an
// embedded JSON file. The exported fields are that file's members.
type organisation struct {
	Assistants    []persona
	HouseRules    []string
	SummaryPrompt string
	Interjections []string // lines of any caller
	Fillers       []string // lines of any assistant
	Lookups       []string // lines of any assistant before it uses a tool
	ToolResults   []string
	Artifact      json.RawMessage // further members of every artifact
	Squads        []string
	Workflows     []string
	Phones        []struct{ Name, Number string }
	Numbers       []string // of customers; each trailing # stands for a digit
	Topics        []string // for the assistants that have none of their own
	Givens        []string
	// Families are family names for the given names up to an index. The given names
	// after the last such index stand alone.
	Families []struct {
		UpTo  int
		Names []string
	}
	OddNames     []string // long, emoji, whole sentences
	HostileNames []string // what a terminal must not be shown

	odd           bool     // see Options.Odd
	assistantForm []byte   // assistant.json, the template of an assistant
	topics        []string // Topics, then those of each assistant
}

// persona is the part that one assistant plays in conversations.
type persona struct {
	Name, Greeting, Provider, Model, Language string
	Duty                                      string
	Tools                                     [2]string
	Caller, Speaker                           []string // lines of any of its conversations
	Topics                                    []struct {
		Name  string
		Lines []string // the caller's and the assistant's, in turn
	}

	firstTopic, topicCount int // its topics are organisation.topics[firstTopic:firstTopic+topicCount]
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
	o.assistantForm, _ = files.ReadFile("assistant.json") // an embedded file exists
	if err == nil {
		err = json.Unmarshal(text, o)
	}
	if err != nil {
		panic("demo: reading the organisation: " + err.Error())
	}
	o.topics = o.Topics
	for i := range o.Assistants {
		p := &o.Assistants[i]
		p.topicCount = len(o.Topics)
		if len(p.Topics) > 0 {
			p.firstTopic, p.topicCount = len(o.topics), len(p.Topics)
		}
		for _, t := range p.Topics {
			o.topics = append(o.topics, t.Name)
		}
	}
	return o
}

// prompt is the assistant's system prompt, a page of rules in Markdown.
func (o *organisation) prompt(p *persona) string {
	var b strings.Builder
	b.WriteString("# Role\nYou are \"" + p.Name + "\". You answer questions about " + p.Duty + ".\n\n# Rules\n")
	for _, rule := range o.HouseRules {
		b.WriteString("- " + rule + "\n")
	}
	b.WriteString("\n# Examples\n")
	for _, line := range p.Speaker {
		b.WriteString("> " + line + "\n")
	}
	for _, t := range p.Topics {
		b.WriteString("> " + t.Lines[1] + "\n")
	}
	b.WriteString("\n# Tools\nUse " + p.Tools[0] + " before you promise anything. Use " + p.Tools[1] +
		" only after the caller has agreed, and say what it did.\n\n# Ending\nSum up in one sentence, ask whether anything is left, then say goodbye.")
	return b.String()
}

// script holds the lines of one assistant's conversations, each escaped as the
// inside of a JSON string.
type script struct {
	prompt, greeting          []byte
	exchanges                 [][2][]byte // of all topics, in order: the caller's line and the answer
	starts                    []int       // index in exchanges where each topic begins
	callerLines, speakerLines [][]byte    // drawn from when there are no exchanges, or all were used
	lookups                   [][]byte    // said before a tool is used
	tools                     [2]string
	toolResults               [][]byte
	artifact                  []byte // members of an artifact, each with a leading comma
}

func (o *organisation) script(p *persona) script {
	s := script{
		prompt: escape(o.prompt(p)), greeting: escape(p.Greeting), tools: p.Tools, toolResults: escapeAll(o.ToolResults),
		callerLines: escapeAll(p.Caller, o.Interjections), speakerLines: escapeAll(p.Speaker, o.Fillers), lookups: escapeAll(o.Lookups),
	}
	if len(o.Artifact) > 0 {
		inside := encode(o.Artifact)
		s.artifact = append([]byte{','}, inside[1:len(inside)-1]...)
	}
	if s.lookups == nil {
		s.lookups = s.speakerLines
	}
	for _, t := range p.Topics {
		s.starts = append(s.starts, len(s.exchanges))
		for lines := escapeAll(t.Lines, []string{"You are welcome. Goodbye."}); len(lines) > 1; lines = lines[2:] {
			s.exchanges = append(s.exchanges, [2][]byte(lines[:2]))
		}
	}
	return s
}

// callerLine is what the caller says in exchange n of a conversation that began
// with exchange start.
func (s *script) callerLine(rnd *rng, start, n int) []byte {
	if n < len(s.exchanges) {
		return s.exchanges[(start+n)%len(s.exchanges)][0]
	}
	return pick(rnd, s.callerLines)
}

// speakerLine is the assistant's answer in exchange n. A negative n is the
// greeting.
func (s *script) speakerLine(rnd *rng, start, n int) []byte {
	switch {
	case n < 0 && len(s.exchanges) > 0:
		return s.greeting
	case n >= 0 && n < len(s.exchanges):
		return s.exchanges[(start+n)%len(s.exchanges)][1]
	}
	return pick(rnd, s.speakerLines)
}

func escapeAll(lists ...[]string) (all [][]byte) {
	for _, list := range lists {
		for _, text := range list {
			all = append(all, escape(text))
		}
	}
	return all
}
