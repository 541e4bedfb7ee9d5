package dialog

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
)

func plainLook() Base {
	return Base{Theme: theme.New(theme.Options{Profile: colorprofile.ASCII, ASCII: true}), Keys: defaults, Account: "acme-prod", Live: true, Run: tellsOf[keymap.Action]("Run")}
}

func colourLook() Base {
	return Base{Theme: theme.New(theme.Options{Profile: colorprofile.TrueColor, Dark: true}), Keys: defaults, Account: "acme-prod", Live: true}
}

const sampleID = "9f2c41d0-5a0e-4c1b-9d21-2f0c88ab77b1"

func sampleNow() time.Time { return time.Date(2026, 8, 24, 14, 2, 0, 0, time.UTC) }

func ids(n int) []string {
	all := make([]string, 0, n)
	for i := range n {
		all = append(all, fmt.Sprintf("00000000-0000-4000-8000-%012d", i))
	}
	return all
}

// samplePatch is what a conflict about name and status sends, with an expiration that
// only the person changed.
func samplePatch(mine []string) client.UpdateSession {
	name, status, expires := "Acme - billing", client.StatusCompleted, int64(144000)
	p := client.UpdateSession{ExpirationSeconds: &expires}
	if slices.Contains(mine, "name") {
		p.Name = &name
	}
	if slices.Contains(mine, "status") {
		p.Status = &status
	}
	return p
}

func sampleDelete() DeleteOptions {
	return DeleteOptions{ID: sampleID, Name: "Acme - billing dispute",
		Facts: []string{"6 turns", "$0.021", "created 2m ago"}, Active: true, UndoWindow: 10 * time.Second, TrashKeep: 7 * 24 * time.Hour,
		Delete: tells("Delete"), DryRun: tells("Dry run")}
}

func sampleBulk() BulkDeleteOptions {
	return BulkDeleteOptions{SessionSet: SessionSet{IDs: ids(212), InView: 18,
		Sample: []string{"load-test 0412-001    sandbox      9d   0 turns", "load-test 0412-002    sandbox      9d   0 turns"}},
		Matching: "status:expired age:>7d", Facts: []string{"cost $1.94", "oldest 41 d"}, Changed: []string{"sms +44 7***-***310  updated 3m ago"},
		Duration: 150 * time.Second, Rate: 1.4, UndoWindow: 10 * time.Second, TrashKeep: 7 * 24 * time.Hour,
		Delete: tells("Delete"), DryRun: tells("Dry run"), Export: tells("Export first"), ListAll: tells("List all")}
}

func sampleEdit() EditOptions {
	return EditOptions{ID: sampleID, Name: "Acme - billing dispute", Status: client.StatusActive, Expires: 86400, Messages: 6, Now: sampleNow(),
		Save:   tellsOf[client.UpdateSession]("Save"),
		Editor: func(p client.UpdateSession, typed FormValues) tea.Cmd { return did("Editor", p, typed) },
		DryRun: tellsOf[client.UpdateSession]("Dry run"), ShowChanges: tells("See changes")}
}

func sampleEditMany(s SessionSet) EditManyOptions {
	return EditManyOptions{Sessions: s, Save: tellsOf[client.UpdateSession]("Save to 12 sessions"), DryRun: tellsOf[client.UpdateSession]("Dry run")}
}

func sampleCreate() CreateOptions {
	return CreateOptions{Now: sampleNow(), DryRun: tellsOf[client.CreateSession]("Dry run"),
		Create: func(body client.CreateSession, typed FormValues) tea.Cmd { return did("Create", body, typed) }}
}

func sampleClone() CloneOptions {
	return CloneOptions{ID: sampleID, Name: "Acme - billing dispute", Messages: 6, Create: tellsOf[CloneChoice]("Create"), DryRun: tellsOf[CloneChoice]("Dry run")}
}

func sampleMenu() MenuOptions {
	return MenuOptions{Title: "Copy", Items: []Item{
		{Key: "y", Label: "the ID", Note: "9f2c41d0", Press: tells("y")}, {Key: "n", Label: "the name", Press: tells("n")},
		{Key: "j", Label: "JSON", Note: "secrets masked", Press: tells("j")},
		{Key: "t", Label: "the transcript", DisabledReason: "no messages", Press: tells("t")}, {Key: "c", Label: "as curl", Press: tells("c")}}}
}

func sampleColumns() MenuOptions {
	o := MenuOptions{Title: "Columns", Text: []string{"space shows or hides, shift-up and shift-down move"}, Changed: func(all []Item) tea.Cmd {
		shown := ""
		for _, x := range all {
			if x.On {
				shown += x.Key
			}
		}
		return did("Changed", shown)
	}}
	for i, c := range []string{"name", "assistant", "age", "idle", "expires", "turns", "cost", "customer", "squad", "phone", "created", "id"} {
		o.Items = append(o.Items, Item{Key: string(rune('a' + i)), Label: c, Checkbox: true, On: i < 7})
	}
	return o
}

func sampleHelp() HelpOptions {
	return HelpOptions{Place: "session list", Scopes: []keymap.Scope{keymap.ScopeList, keymap.ScopeGlobal}, Preset: "default",
		Commands: samplePalette().Commands, Type: tellsOf[string]("Type")}
}

func samplePalette() PaletteOptions {
	return PaletteOptions{Commands: []Command{
		{Name: "goto", Usage: "N%", Help: "go to that part of the list", WithoutName: func(s string) string {
			if strings.HasSuffix(s, "%") {
				return "go to " + s
			}
			return ""
		}, Run: tellsOf[string]("goto")},
		{Name: "mark", Usage: "mark FILTER", Help: "mark what matches", Run: tellsOf[string]("mark")},
		{Name: "export", Usage: "export [FILE]", Help: "write the marked ones to a file", Run: tellsOf[string]("export")},
		{Name: "view", Usage: "view NAME", Help: "list a saved view", Completions: []string{"Active", "Expired"}, Run: tellsOf[string]("view")},
	}, Disabled: map[keymap.Action]string{keymap.Delete: "read-only"}}
}

func sampleFilter(l Base, text string) *FilterForm {
	known := filter.Known{Assistants: []filter.Named{{ID: sampleID, Name: "support-v4"}}}
	return NewFilterForm(l, filter.NewInputs(text, sampleNow()), known, func(in filter.Intent) tea.Cmd {
		switch in := in.(type) {
		case filter.Apply:
			return did("Apply", in.Text)
		case filter.SaveView:
			return did("Save as a view", in.Text)
		case filter.Close:
			return did("Cancel", in.Text)
		}
		return did("Changed", in.(filter.Changed).Text)
	})
}

func sampleCleanUp(l Base, p Plan) (d *CleanUp) {
	d = NewCleanUp(l, CleanUpOptions{Plan: p, DryRun: tellsOf[PlanChoice]("Dry run"), Export: tellsOf[PlanChoice]("Export first"), Delete: tellsOf[PlanChoice]("Delete..."),
		Recount: func() tea.Cmd { return did("Recount", d.Choice()) }, LoadAll: tells("Count all")})
	return d
}

func samplePlan() Plan {
	return Plan{Choice: PlanChoice{Parts: []string{"expired"}},
		Parts: []PlanCount{{"expired", 212}, {"maybe expired", 9}, {"completed", 640}, {"unnamed with no messages", 31}}, Total: 212, Facts: []string{"cost $1.94", "oldest 41 d"},
		ByAssistant: []PlanCount{{"sandbox", 180}, {"sms-intake", 21}, {"(inline)", 11}}, ByAge: []PlanCount{{"over 30 d", 12}, {"7 to 30 d", 200}},
		Duration: 150 * time.Second, Rate: 1.4, CountedPart: "300 of 1,284"}
}

func sampleTrash() TrashOptions {
	rows := []TrashRow{{ID: sampleID, Name: "Acme - billing dispute", When: "2m ago", Note: "support-v4"}}
	for i, id := range ids(30) {
		rows = append(rows, TrashRow{ID: id, Name: fmt.Sprintf("load-test 0412-%03d", i), When: "3h ago", Note: "sandbox"})
	}
	return TrashOptions{Rows: rows, Show: tellsOf[string]("Show"), Export: tellsOf[string]("Export"), Recreate: tellsOf[string]("Re-create as a new session")}
}

func activityOf(l Base, shown ActivityContent) *Activity {
	return NewActivity(l, ActivityOptions{Shown: shown, CopyLine: tellsOf[int]("Copy the line"), Pause: tells("Pause"), Stop: tells("Stop"), Retry: tells("Retry failed")})
}

func sampleActivity() ActivityContent {
	o := ActivityContent{Head: []string{"Deleting 87/212  ok 85  gone already 1  failed 1  1 min 29 s left"}, Running: true, Failed: 1}
	for i := range 20 {
		line := ActivityLine{Time: fmt.Sprintf("14:02:%02d", 59-i), Method: "DELETE", Result: "done", Took: "84 ms", What: "Refund  /session/9f2c41d0-1b0f-4d0a-9c0d-000000000000"}
		if i == 3 {
			line = ActivityLine{Time: "14:02:56", What: "deleting session 77aa01bc: rate limited, try 2 in 3 s", Role: theme.Warn}
		}
		o.Lines = append(o.Lines, line)
	}
	return o
}

// sample is a dialog as it is opened, or after some use.
type sample struct {
	name string
	make func(Base) Dialog
}

func samples() []sample {
	refused := sampleEdit()
	refused.Typed = &FormValues{Name: "Acme - billing dispute (2231)", Status: client.StatusCompleted, Expires: "36h"}
	refused.Refused, refused.Faults = "Not saved: 400: the server said no", []string{"name must be unique", "messages: none"}
	refused.ServerChange = "status, 3 s ago"
	return []sample{
		{"delete", func(l Base) Dialog { return NewDelete(l, sampleDelete()) }},
		{"bulk", func(l Base) Dialog { return NewBulkDelete(l, sampleBulk()) }},
		{"bulk-agreed", func(l Base) Dialog { return typed(NewBulkDelete(l, sampleBulk()), "delete 212") }},
		{"edit", func(l Base) Dialog { return NewEdit(l, sampleEdit()) }},
		{"edit-long", func(l Base) Dialog { return typed(NewEdit(l, sampleEdit()), " and a name that is much too long") }},
		{"edit-refused", func(l Base) Dialog { return NewEdit(l, refused) }},
		{"edit-asking", func(l Base) Dialog {
			d := typed(NewEdit(l, sampleEdit()), "!")
			open(d).Do(keymap.Cancel)
			return d
		}},
		{"edit-many-asking", func(l Base) Dialog {
			d := NewEditMany(l, sampleEditMany(SessionSet{IDs: ids(12), Sample: ids(3)}))
			keys(d, "right", "right", "esc")
			return d
		}},
		{"create-asking", func(l Base) Dialog {
			d := typed(NewCreate(l, sampleCreate()), "x")
			open(d).Do(keymap.Cancel)
			return d
		}},
		{"clone-asking", func(l Base) Dialog {
			o := sampleClone()
			o.Name = "Acme"
			d := typed(NewClone(l, o), "x")
			open(d).Do(keymap.Cancel)
			return d
		}},
		{"trash-empty", func(l Base) Dialog { return NewTrash(l, TrashOptions{}) }},
		{"activity-idle", func(l Base) Dialog { return activityOf(l, ActivityContent{}) }},
		{"quit", func(l Base) Dialog {
			return NewMenu(l, MenuOptions{Title: "Quit?", Text: []string{"3 deletes not sent yet."}, Items: []Item{
				{Key: "c", Label: "Cancel", Note: "stay here"}, {Key: "s", Label: "Send now, then quit"},
				{Key: "w", Label: "Keep the sessions, then quit", Note: "nothing more is sent"}}})
		}},
		{"edit-many", func(l Base) Dialog {
			return NewEditMany(l, sampleEditMany(SessionSet{IDs: ids(12), Active: 3, Sample: []string{"Acme - refund", "load-test 0412-001"}}))
		}},
		{"conflict", func(l Base) Dialog {
			return NewConflict(l, ConflictOptions{ID: sampleID, Patch: samplePatch, Resolve: tellsOf[[]string]("Save the choice"), DryRun: tellsOf[[]string]("Dry run"), Fields: []ConflictField{
				{"name", "Acme - billing", "Acme - refund #2231", "Acme"}, {"status", "completed", "active", "active"}}})
		}},
		{"create", func(l Base) Dialog { return NewCreate(l, sampleCreate()) }},
		{"create-wrong", func(l Base) Dialog {
			o := sampleCreate()
			o.Refused, o.Typed = "Not created: 400: Couldn't get assistant", FormValues{Name: "New one", Assistant: "9f2c", Squad: sampleID, Expires: "45d", Customer: "555"}
			return NewCreate(l, o)
		}},
		{"clone", func(l Base) Dialog {
			o := sampleClone()
			o.Secrets, o.Unsupported = []string{"assistant.model.headers.Authorization"}, []string{"metadata"}
			return NewClone(l, o)
		}},
		{"menu", func(l Base) Dialog { return NewMenu(l, sampleMenu()) }},
		{"columns", func(l Base) Dialog { return NewMenu(l, sampleColumns()) }},
		{"prompt", func(l Base) Dialog {
			return NewPrompt(l, PromptOptions{Title: "Export 4 sessions", Label: "File", Text: "sessions.json", Help: "NDJSON, secrets masked. An existing file is never overwritten.", Submit: tellsOf[string]("OK"),
				Check: func(s string) string {
					if s == "" {
						return "a file is needed"
					}
					return ""
				}})
		}},
		{"help", func(l Base) Dialog { return NewHelp(l, sampleHelp()) }},
		{"help-search", func(l Base) Dialog { return typed(NewHelp(l, sampleHelp()), "copy") }},
		{"palette", func(l Base) Dialog { return NewPalette(l, samplePalette()) }},
		{"palette-search", func(l Base) Dialog { return typed(NewPalette(l, samplePalette()), "del") }},
		{"filter", func(l Base) Dialog { return sampleFilter(l, "") }},
		{"filter-filled", func(l Base) Dialog {
			d := sampleFilter(l, `-refund assistant:"front desk",support-v4 created:>=2026-08-01T14:00 age:>7d status:expired,maybe sort:-cost limit:50 name:引き落とし`)
			keys(d, "tab", "tab", "tab", "tab", "tab", "tab", "tab", "tab", "tab", "tab")
			return d
		}},
		{"filter-end", func(l Base) Dialog {
			d := sampleFilter(l, "order:asc")
			keys(d, "shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab")
			return d
		}},
		{"filter-wrong", func(l Base) Dialog {
			d := sampleFilter(l, "")
			keys(d, "tab", "tab")
			typed(d, "supp")
			keys(d, "down", "down", "down", "down", "down", "down", "down", "down", "down", "down")
			return typed(d, "7d")
		}},
		{"filter-suggestion", func(l Base) Dialog {
			d := sampleFilter(l, "created:>7d")
			keys(d, "tab", "tab")
			return typed(d, "supp")
		}},
		{"clean-up", func(l Base) Dialog { return sampleCleanUp(l, samplePlan()) }},
		{"trash", func(l Base) Dialog { return NewTrash(l, sampleTrash()) }},
		{"activity", func(l Base) Dialog { return activityOf(l, sampleActivity()) }},
		{"status-of-many", func(l Base) Dialog {
			return NewQuestion(l, QuestionOptions{Title: "Complete?", Text: []string{"11 of 12 sessions will be completed, the rest already is."},
				Warnings: []string{CompletingCosts}, DryRun: tells("Dry run"), Buttons: []Button{{Label: "Complete", Press: tells("Complete")}}})
		}},
		{"error", func(l Base) Dialog {
			return NewQuestion(l, QuestionOptions{Title: "401 Unauthorized", MessageOnly: true, Text: []string{"GET /session"}, Warnings: []string{"The key from $VAPI_API_KEY was refused."}})
		}},
	}
}

func sampleNamed(name string) Dialog {
	all := append(samples(), samplesForHelp()...)
	return all[slices.IndexFunc(all, func(s sample) bool { return s.name == name })].make(plainLook())
}
