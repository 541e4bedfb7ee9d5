package dialog

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// PlanChoice is which sessions a clean-up deletes: those that any of the parts covers,
// if they are older than OlderThan.
type PlanChoice struct {
	Parts     []string
	OlderThan time.Duration // since their creation; 0 for any age
}

// PlanCount is a number of sessions with its label.
type PlanCount struct {
	Label    string
	Sessions int
}

// Plan is what a choice would delete, as far as the list is loaded.
type Plan struct {
	Choice             PlanChoice  // to which the counts belong
	Parts              []PlanCount // all that can be chosen, each counted by itself
	Total              int
	Facts              []string // their cost, and the age of the oldest
	ByAssistant, ByAge []PlanCount
	Duration           time.Duration // 0 when not known
	Rate               float64
	CountedPart        string // the part of the list that was counted, such as "300 of 1,284"; "" for all
	NothingRead        bool   // no session of the list was read, so that no count is known
}

// CleanUpOptions configure a CleanUp.
type CleanUpOptions struct {
	Plan                   Plan
	DryRun, Export, Delete func(PlanChoice) tea.Cmd
	Recount                Answer // sets the plan of another choice
	LoadAll                Answer // loads the whole list, so that all of it is counted
}

// CleanUp shows the plan of a clean-up and lets a person change it. It deletes nothing
// itself: Delete asks first.
type CleanUp struct {
	form
	plan    Plan
	recount Answer
}

// NewCleanUp returns the dialog.
func NewCleanUp(l Base, o CleanUpOptions) *CleanUp {
	p := o.Plan
	c := &CleanUp{form: form{Base: l, title: "Clean up: choose, then look", writes: true, maxWidth: 76}, plan: p, recount: o.Recount}
	for _, part := range p.Parts {
		c.controls = append(c.controls, check(part.Label, part.Label, slices.Contains(p.Choice.Parts, part.Label)))
	}
	c.begin(c,
		text("older", "Older than", "", 8).validatedBy(func(s string) (note, fault string) {
			_, fault = parseAge(s)
			return "optional, such as 7d", fault
		}),
		button("cancel", "Cancel", keymap.Cancel, c.cancel), button("dry", "Dry run", "", staying(with(o.DryRun, c.Choice))),
		button("export", "Export first", "", staying(with(o.Export, c.Choice))), button("delete", "Delete...", "", closing(with(o.Delete, c.Choice))),
		button("load", "Count all", "", staying(o.LoadAll)))
	c.control("load").hidden = p.CountedPart == ""
	c.SetPlan(p)
	return c
}

// SetPlan shows new counts of the same parts.
func (c *CleanUp) SetPlan(p Plan) {
	c.plan = p
	for _, part := range p.Parts {
		note := words.Count(part.Sessions)
		if p.NothingRead {
			note = ""
		}
		c.control(part.Label).note = note
	}
	c.revalidate()
}

// Choice returns what is chosen now.
func (c *CleanUp) Choice() (now PlanChoice) {
	for _, part := range c.plan.Parts {
		if c.control(part.Label).on {
			now.Parts = append(now.Parts, part.Label)
		}
	}
	now.OlderThan, _ = parseAge(c.value("older"))
	return now
}

// parseAge parses "7d" or "12h"; an empty text is 0.
func parseAge(s string) (time.Duration, string) {
	s = strings.TrimSpace(s)
	d, ok := words.ParseDuration(s)
	if ok = ok && d > 0 && strings.Trim(s[len(s)-1:], "0123456789sS") != ""; !ok && s != "" {
		return 0, "write 12h, 7d or 4w"
	}
	return d, ""
}

// afterChange asks for new counts if the choice was changed.
func (c *CleanUp) afterChange() outcome {
	older := c.control("older")
	nothing := c.plan.Total == 0 || older.fault != ""
	for _, name := range []string{"dry", "export", "delete"} {
		c.control(name).disabled = nothing
	}
	c.control("load").disabled = c.plan.CountedPart == ""
	now, counted := c.Choice(), c.plan.Choice
	if older.fault != "" || now.OlderThan == counted.OlderThan && slices.Equal(now.Parts, counted.Parts) {
		return outcome{}
	}
	return outcome{answer: c.recount}
}

func (c *CleanUp) body(box *boxBuilder) {
	if box.isLow {
		c.addCountedPart(box)
	}
	c.addControls(box)
	box.addSpace()
	total := words.Plural(c.plan.Total, "session")
	if c.plan.NothingRead {
		total = "an unknown number of sessions"
	}
	box.addText(theme.Strong, strings.Join(append([]string{total}, c.plan.Facts...), "   "))
	if !box.isLow {
		c.addCountedPart(box)
	}
	box.addSpace()
	c.addTables(box)
	if c.plan.Total > 0 {
		box.addText(theme.Dim, rereadNote+durationText(c.plan.Duration, c.plan.Rate)+" Webhooks: "+words.Count(c.plan.Total)+".")
	}
}

// addCountedPart says so where only a part of the list was counted, or nothing.
func (c *CleanUp) addCountedPart(box *boxBuilder) {
	switch {
	case c.plan.NothingRead:
		box.addHangingText(theme.Warn, "! ", "No session is loaded yet: Count all loads them.")
	case c.plan.CountedPart != "":
		box.addHangingText(theme.Warn, "! ", "Counted over "+c.plan.CountedPart+": Count all loads the rest.")
	}
}

// addTables adds both tables, side by side where they fit.
func (c *CleanUp) addTables(box *boxBuilder) {
	ages, wide := box.countTable("BY AGE", c.plan.ByAge)
	assistants, wider := box.countTable("BY ASSISTANT", c.plan.ByAssistant)
	if wide+2+wider <= box.width {
		box.addColumns(wide, ages, assistants)
		return
	}
	box.body = append(append(box.body, ages...), assistants...)
}

// countTable returns a table of counts, as wide as its longest label needs, without rows
// where there are no counts.
func (box *boxBuilder) countTable(title string, counts []PlanCount) (rows []row, wide int) {
	wide, most := theme.Width(title), 0
	for _, r := range counts {
		most = max(most, len(words.Count(r.Sessions)))
		wide = max(wide, 2+theme.Width(r.Label)+1+most)
	}
	wide = min(wide, box.width)
	for i, r := range counts {
		if i == 0 {
			rows = append(rows, row{text: box.Theme.Style(theme.Header).Render(box.fit(title, wide)), cursor: -1})
		}
		n := fmt.Sprintf(" %*s", most, words.Count(r.Sessions))
		rows = append(rows, row{text: box.fit("  "+r.Label, max(1, wide-len(n))) + n, cursor: -1})
	}
	return rows, wide
}
