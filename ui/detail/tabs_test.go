package detail

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/filter"
)

// shows fails unless a tab shows these texts.
func shows(t *testing.T, p *Pane, tab Tab, want ...string) {
	t.Helper()
	p.SetTab(tab)
	got := ansi.Strip(strings.Join(p.Lines(), "\n"))
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("%v shows no %q:\n%s", tab, w, got)
		}
	}
}

func TestTheOverviewTellsWhatTheArtifactHolds(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 100, 80)
	p.Show(decode(t, `{"id":"x","createdAt":"2026-08-03T12:00:00Z","artifact":{
 "structuredOutputs":{"u1":{"name":"sentiment","result":"annoyed"},"u2":7,"u3":null},
 "skippedStructuredOutputs":{"u4":{"name":"csat","reason":"the call was too short"},"u5":"no messages"},
 "scorecards":{"s1":{"name":"Politeness","score":80}},"variableValues":{"plan":"gold","password":"hunter2"}}}`))
	shows(t, p, TabInfo, "Structured outputs", "sentiment    annoyed", "Skipped outputs", "csat         the call was too short", "u5           no messages",
		"Scorecards", "Politeness   80", "Variables", "plan         gold", "password     [hidden]")
}

func TestTheOverviewHasLinks(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 100, 80)
	p.Show(decode(t, dispute()))
	shows(t, p, TabInfo, "https://dashboard.example/sessions ", "https://dashboard.example/assistants/7a7a7a7a-0000-4000-8000-00000000beef ")
}

func TestTheCostTabTellsWhatEachStructuredOutputCost(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 80, 40)
	p.Show(decode(t, `{"id":"x","artifact":{"structuredOutputs":{"u2":{"name":"Outcome"}}},"costs":[{"type":"analysis","analysisType":"structuredOutput","cost":0.03,
 "structuredOutputBreakdown":[{"structuredOutputId":"u1","name":"sentiment","cost":0.02,"promptTokens":10,"completionTokens":2},{"structuredOutputId":"u2","cost":0.01}]}]}`))
	shows(t, p, TabCost, "By structured output", "sentiment", "$0.0200", "10 tokens in, 2 out", "Outcome", "$0.0100")
}

func TestATurnOfASquadNamesItsAssistant(t *testing.T) {
	s := decode(t, `{"id":"x","squad":{"members":[{"assistant":{"name":"Front Desk"}},{"assistantId":"a2","assistantOverrides":{"name":"Billing Desk"}}]},"messages":[
 {"role":"assistant","content":"one"},{"role":"assistant","content":"two","tool_calls":[{"id":"c","function":{"name":"handoff_to_Billing_Desk","arguments":"{}"}}]},
 {"role":"user","content":"three"},{"role":"assistant","content":"four"},{"role":"assistant","content":"five","assistantName":"Night Desk"},
 {"role":"assistant","content":"six","assistantId":"a2"},
 {"role":"assistant","content":null,"tool_calls":[{"id":"d","function":{"name":"transferCall","arguments":"{\"destination\":\"Front Desk\"}"}}]},{"role":"assistant","content":"seven"}]}`)
	p := newPane(colorprofile.NoTTY, 60, 60)
	p.Show(s)
	var got []string
	for line := range strings.Lines(ansi.Strip(strings.Join(p.Lines(), "\n"))) {
		if who := strings.TrimLeft(line, " >"); strings.HasPrefix(who, "assistant") {
			got = append(got, strings.Join(strings.Fields(strings.TrimPrefix(who, "assistant")), " "))
		}
	}
	if want := "Front Desk, Front Desk, Billing Desk, Night Desk, Billing Desk, Front Desk"; strings.Join(got, ", ") != want {
		t.Errorf("the turns are of %q", got)
	}
	if text := string(Exporter{}.Transcript(s)); !strings.Contains(text, "assistant Billing Desk\n  four") {
		t.Errorf("an export does not name them:\n%s", text)
	}
	p.SetPrivate(true)
	if text := screen(p); strings.Contains(text, "Billing Desk") {
		t.Errorf("private mode shows names:\n%s", text)
	}
}

// What changed since the last visit stays in sight when the session changes
// once more while it is read.
func TestTheDiffBeginsAtTheLastVisit(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 100, 40)
	p.Show(decode(t, `{"id":"x","name":"one","status":"active"}`))
	p.Show(decode(t, `{"id":"y"}`))
	p.Show(decode(t, `{"id":"x","name":"one","status":"completed"}`))
	p.Show(decode(t, `{"id":"x","name":"two","status":"completed"}`))
	shows(t, p, TabDiff, "since you last looked", "- active", "+ completed", "- one", "+ two")
}

func TestThePreviousUserTurn(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 60)
	p.Show(decode(t, `{"id":"x","messages":[{"role":"user","content":"one"},{"role":"assistant","content":"two"},{"role":"user","content":"three"},{"role":"assistant","content":"four"}]}`))
	p.Do(keymap.End)
	for i, want := range []string{"", "", "from the end again"} {
		if got := doing(p, keymap.PreviousUser); got.said != want {
			t.Errorf("step %d: %v, want %v", i, got, want)
		}
	}
	if v := p.view(); v.cursor.block != 4 {
		t.Errorf("it goes to block %d", v.cursor.block)
	}
	if got := doing(p, keymap.NextUser); got.said != "from the top again" {
		t.Errorf("and on: %v", got)
	}
}

// Digits choose a tab only where the pane has the keyboard.
func TestDigitsAreShownWhereTheyWork(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 30)
	p.SetFocus(false)
	for width, want := range map[int]string{70: "[Transcript] Info JSON Cost Diff Chats", 14: " [T] I J C D C"} {
		if got := ansi.Strip(p.TabLine(width)); !strings.Contains(" "+got, want) {
			t.Errorf("%q does not hold %q", got, want)
		}
	}
}

// An assistant that a session carries along has its name in the list, also where
// the session refers to another; the detail has the same.
func TestAnInlineAssistantIsNamedAsInTheList(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 80, 40)
	p.SetNames(func(filter.Ref) filter.Name { return filter.Name{Text: "Stored Desk"} })
	p.Show(decode(t, `{"id":"x","createdAt":"2026-08-03T12:00:00Z","assistantId":"a1","assistant":{"name":"Night Desk"}}`))
	text, _ := filter.AssistantOf(&p.summary)
	if text != "Night Desk" {
		t.Fatalf("the list has %q", text)
	}
	shows(t, p, TabInfo, "id x  Night Desk", "assistant    Night Desk", "assistant id a1")
	p.SetNames(nil)
	shows(t, p, TabInfo, "id x  Night Desk", "assistant    Night Desk", "assistant id a1")
}

// A document says of status, assistant and squad what the pane says.
func TestMarkdownTellsWhatThePaneTells(t *testing.T) {
	s := decode(t, `{"id":"x","status":"active","expirationSeconds":60,"createdAt":"2026-08-03T11:54:00Z","updatedAt":"2026-08-03T11:56:00Z","assistantId":"a1","squadId":"s1"}`)
	names := func(ref filter.Ref) filter.Name {
		return filter.Name{Text: map[client.NameKind]string{client.AssistantName: "Front Desk"}[ref.Kind], Gone: ref.Kind == client.SquadName}
	}
	p := newPane(colorprofile.NoTTY, 80, 40)
	p.SetNames(names)
	p.Show(s)
	shows(t, p, TabInfo, "active, expired", "id x  Front Desk", "squad        gone s1")
	got := string(Exporter{Now: at0, Names: names}.Markdown(s))
	for _, want := range []string{"- Status: active, expired\n", "- Assistant: Front Desk, ID a1\n", "- Squad: gone s1\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if got := string(Exporter{Names: names, Private: true}.Markdown(s)); !strings.Contains(got, "- Assistant: ***** ****, ID a1\n") {
		t.Errorf("private:\n%s", got)
	}
}

// The age and the idle time are the list's, whatever the width and the status.
func TestTheHeadTellsAgeAndIdleTime(t *testing.T) {
	for _, status := range []string{"active", "completed"} {
		for _, w := range []int{38, 60, 120} {
			p := newPane(colorprofile.NoTTY, w, 20)
			p.Show(decode(t, `{"id":"x","status":"`+status+`","createdAt":"2026-08-03T11:54:00Z","updatedAt":"2026-08-03T11:56:00Z"}`))
			shows(t, p, TabInfo, " age 8m  idle 6m  ")
		}
	}
}

// What private mode hides keeps its shape: the stars are no emphasis of Markdown.
func TestPrivateModeKeepsTheShapeOfWords(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 30)
	p.Show(decode(t, `{"id":"x","messages":[{"role":"user","content":"I was **billed** a lot, in 2 parts"},{"role":"system","content":"`+strings.Repeat("be brief ", 40)+`"}]}`))
	p.SetPrivate(true)
	shows(t, p, TabTranscript, "* *** ********** * ***, ** * *****", "** ***** ** *****")
}

// hides fails where a tab shows one of these texts.
func hides(t *testing.T, p *Pane, tab Tab, texts ...string) {
	t.Helper()
	p.SetTab(tab)
	for _, text := range texts {
		if got := screen(p); strings.Contains(got, text) {
			t.Errorf("%v shows %q:\n%s", tab, text, got)
		}
	}
}

// The parts of an emoji that are not drawn are no control characters in any tab.
func TestAnEmojiIsNoControlCharacter(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 30)
	p.Show(decode(t, `{"id":"x","name":"☎️ callback","messages":[{"role":"user","content":"👍🏽"}]}`))
	shows(t, p, TabJSON, `"☎ callback"`, `"👍"`)
	hides(t, p, TabJSON, "removed")
	hides(t, p, TabTranscript, "removed")
}

// An ID of which nothing is left is told once.
func TestAnIDThatIsGoneIsToldOnce(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 80, 40)
	p.SetNames(func(ref filter.Ref) filter.Name {
		return filter.Name{Text: map[client.NameKind]string{client.AssistantName: "Front Desk"}[ref.Kind], Gone: ref.Kind == client.SquadName}
	})
	p.Show(decode(t, `{"id":"x","createdAt":"2026-08-03T12:00:00Z","assistantId":"a1","squadId":"s1"}`))
	shows(t, p, TabInfo, "assistant    Front Desk", "assistant id a1", "squad        gone s1")
	hides(t, p, TabInfo, "squad id")
}

// The heading shortens an ID also where nothing has it any more.
func TestTheHeadingShortensAnIDThatIsGone(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 80, 40)
	p.Show(decode(t, `{"id":"x","squadId":"6a174ef8-daf1-43fe-b47b-1e9861ec6530"}`))
	shows(t, p, TabInfo, "id x  6a174ef8…6530")
	p.SetNames(func(filter.Ref) filter.Name { return filter.Name{Gone: true} })
	shows(t, p, TabInfo, "id x  gone 6a174ef8…6530")
}

// An ID that stands for the name of a turn's assistant is as short as in the heading.
func TestAnAssistantWithoutANameHasAShortID(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 30)
	p.Show(decode(t, `{"id":"x","squadId":"s1","messages":[{"role":"assistant","content":"one","assistantId":"6a174ef8-daf1-43fe-b47b-1e9861ec6530"}]}`))
	shows(t, p, TabTranscript, "assistant 6a174ef8…6530")
}

// The values of a section stand below one another, however long its labels are.
func TestTheValuesOfASectionStandBelowOneAnother(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 60)
	p.Show(decode(t, `{"id":"x","createdAt":"2026-08-03T12:00:00Z","artifact":{"variableValues":{"plan":"gold","customerSegment":"b2b"}}}`))
	shows(t, p, TabInfo, "   plan            gold", "   customerSegment b2b", "   id           x")
}

// What only other tabs show is told apart from the links.
func TestTheOverviewNamesTheOtherTabs(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 100, 80)
	p.Show(decode(t, dispute()))
	shows(t, p, TabInfo, "  Other tabs", "   JSON         phoneNumber 105B", "   Cost         3 entries")
}

// What is wrong with a message stands at its turn, and not at the tools that it calls.
func TestAThreatIsToldOnce(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 80, 30)
	p.Show(decode(t, `{"id":"x","messages":[{"role":"assistant","content":"one","detectedThreats":["insult"],"toolCalls":[{"id":"c","function":{"name":"lookup","arguments":"{}"}}]}]}`))
	if got := screen(p); strings.Count(got, "insult") != 1 || !strings.Contains(got, "lookup") {
		t.Errorf("the threat is told %d times:\n%s", strings.Count(got, "insult"), got)
	}
}

// A message that says nothing has no speaker to tell beside its number.
func TestAMessageThatSaysNothingIsADifference(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 80, 30)
	p.Show(decode(t, `{"id":"x","messages":[{"odd":1}]}`))
	p.Compare(decode(t, `{"id":"x","messages":[]}`))
	shows(t, p, TabDiff, "message 1 ", `+ {"odd":1}`)
	hides(t, p, TabDiff, "message 1,")
}

// In private mode the list is filtered by no name that was looked up.
func TestAPrivateSessionIsFollowedByItsID(t *testing.T) {
	for private, want := range map[bool]filter.Criterion{false: {Key: "assistant", Value: "Front Desk"}, true: {Key: "assistant", Value: "a1", IsID: true}} {
		p := newPane(colorprofile.NoTTY, 80, 40)
		p.SetNames(func(filter.Ref) filter.Name { return filter.Name{Text: "Front Desk"} })
		p.Show(decode(t, `{"id":"x","assistantId":"a1"}`))
		p.SetPrivate(private)
		if got := doing(p, keymap.FilterByThis); got.by != want {
			t.Errorf("private %v: %+v", private, got.by)
		}
	}
}

// Nor by one that the session carries along, on any line of it.
func TestAPrivateSessionIsNotFollowedByTheNameThatItCarries(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 80, 40)
	p.Show(decode(t, `{"id":"x","assistantId":"a1","assistant":{"name":"Night Desk"}}`))
	p.SetPrivate(true)
	for _, tab := range []Tab{TabTranscript, TabInfo} {
		p.SetTab(tab)
		for range 8 {
			if got := doing(p, keymap.FilterByThis); strings.Contains(got.by.Value, "Desk") {
				t.Errorf("%v: filtered by %+v", tab, got.by)
			}
			p.Do(keymap.Down)
		}
	}
	p.SetTab(TabTranscript)
	if got := doing(p, keymap.FilterByThis); got.by != (filter.Criterion{Key: "assistant", Value: "a1", IsID: true}) {
		t.Errorf("filtered by %+v", got.by)
	}
}
