package dialog

import (
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
)

func pointer[T any](v T) *T { return &v }

func shows(t *testing.T, d Dialog, parts ...string) {
	t.Helper()
	box := strings.Join(trimmed(d.Box(100, 40)), "\n")
	for _, p := range parts {
		if !strings.Contains(box, p) {
			t.Errorf("the box does not show %q:\n%s", p, box)
		}
	}
}

func wants(t *testing.T, got, want Intent) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %#v, want %#v", got, want)
	}
}

func TestDeleteOfOne(t *testing.T) {
	yes := ConfirmDelete{[]string{sampleID}}
	fresh := func() Dialog { return NewDelete(plainLook(), sampleDelete()) }
	wants(t, keys(fresh(), "enter"), Cancel{})
	wants(t, keys(fresh(), "esc"), Cancel{})
	wants(t, keys(fresh(), "q"), Cancel{})
	wants(t, keys(fresh(), "y"), yes)
	wants(t, keys(fresh(), "tab", "enter"), yes)
	wants(t, keys(fresh(), "right", "left", "enter"), Cancel{})
	for _, k := range []string{"d", "Y", "delete", "space", "x", "D"} {
		wants(t, keys(fresh(), k), nil)
	}
	d := fresh()
	d.Paste("y\n")
	shows(t, d, "[>Cancel<]")
}

func TestHeldKeysNeverConsent(t *testing.T) {
	held := func(k string) tea.KeyPressMsg {
		m := press(k)
		m.IsRepeat = true
		return m
	}
	for _, c := range []struct {
		name string
		d    Dialog
		keys []string
	}{
		{"y on delete", sampleNamed("delete"), []string{"y"}},
		{"enter on the delete button", func() Dialog { d := sampleNamed("delete"); keys(d, "tab"); return d }(), []string{"enter"}},
		{"enter after the phrase", sampleNamed("bulk-agreed"), []string{"enter"}},
		{"ctrl-s in a form", typed(sampleNamed("edit"), "!"), []string{"ctrl+s", "enter"}},
		{"a menu's letter", sampleNamed("menu"), []string{"y", "enter"}},
		{"enter in the palette", sampleNamed("palette"), []string{"enter"}},
	} {
		for _, k := range c.keys {
			if got := open(c.d).Press(defaults, held(k)); got != nil {
				t.Errorf("%s: a held %s gives %#v", c.name, k, got)
			}
		}
	}
	d := sampleNamed("edit")
	open(d).Press(defaults, held("backspace"))
	shows(t, d, "Acme - billing disput ")
}

func TestDeleteSaysWhatHappens(t *testing.T) {
	o := sampleDelete()
	o.Undo, o.Keep, o.Active, o.Name, o.Changed = 0, 0, false, "", "name"
	d := NewDelete(plainLook(), o)
	shows(t, d, "(no name)", "Sent at once: there is no undo.", "The trash is off", "Changed since you looked: name")
	if box := strings.Join(d.Box(80, 24), ""); strings.Contains(box, "Still active") {
		t.Error("a session that is not active is said to be")
	}
}

func TestBulkDeleteNeedsThePhrase(t *testing.T) {
	fresh := func() Dialog { return NewBulk(plainLook(), sampleBulk()) }
	wants(t, keys(fresh(), "enter"), Cancel{})
	wants(t, keys(fresh(), "y"), nil)
	d := typed(fresh(), "delete 21")
	shows(t, d, "[>Cancel<]", "( Delete )")
	wants(t, keys(typed(fresh(), "delete 21"), "enter"), Cancel{})
	typed(d, "2")
	shows(t, d, "[>Delete<]")
	wants(t, keys(d, "backspace"), nil)
	shows(t, d, "[>Cancel<]", "( Delete )")
	wants(t, keys(typed(d, "2"), "enter"), ConfirmDelete{ids(212)})
	pasted := fresh()
	pasted.Paste("delete 212")
	shows(t, pasted, "[>Cancel<]", "( Delete )", "[                  ]")
	wants(t, keys(fresh(), "tab", "enter"), DryRun{ids(212)})
	wants(t, keys(fresh(), "tab", "tab", "enter"), ExportFirst{ids(212)})
	wants(t, keys(fresh(), "tab", "tab", "tab", "enter"), ListIDs{ids(212)})
	wants(t, keys(fresh(), "tab", "tab", "tab", "tab", "enter"), Cancel{}) // Delete is off and passed over
	wants(t, keys(typed(fresh(), "delete 212"), "esc"), Cancel{})
	none := NewBulk(plainLook(), BulkOptions{})
	wants(t, keys(typed(none, "delete 0"), "enter"), Cancel{})
}

func TestEditSendsOnlyWhatChanged(t *testing.T) {
	fresh := func() *Edit { return NewEdit(plainLook(), sampleEdit()) }
	wants(t, keys(fresh(), "ctrl+s"), nil) // nothing changed
	wants(t, keys(fresh(), "esc"), Cancel{})

	d := fresh()
	got := keys(typed(d, " 2"), "ctrl+s").(SaveEdit)
	if got.ID != sampleID || !reflect.DeepEqual(got.Patch, client.UpdateSession{Name: pointer("Acme - billing dispute 2")}) {
		t.Errorf("a new name sends %+v", got.Patch)
	}
	if got.Typed.Name != "Acme - billing dispute 2" || got.Typed.Expires != "1d" {
		t.Errorf("typed %+v", got.Typed)
	}

	d = fresh()
	keys(d, "tab", "space")
	shows(t, d, "(o) completed", `{"status":"completed"}`)
	got = keys(d, "ctrl+s").(SaveEdit)
	if !reflect.DeepEqual(got.Patch, client.UpdateSession{Status: pointer(client.StatusCompleted)}) {
		t.Errorf("a new status sends %+v", got.Patch)
	}

	d = fresh()
	keys(d, "tab", "tab", "ctrl+u")
	shows(t, d, "empty: not sent, stays 1d")
	typed(d, "36h")
	shows(t, d, "= 129600 s, expires Wed 02:02", `{"expirationSeconds":129600}`)
	got = keys(d, "tab", "enter").(SaveEdit)
	if !reflect.DeepEqual(got.Patch, client.UpdateSession{ExpirationSeconds: pointer(int64(129600))}) {
		t.Errorf("a new limit sends %+v", got.Patch)
	}
}

func TestEditOfTheSameLimitInOtherWordsChangesNothing(t *testing.T) {
	d := NewEdit(plainLook(), sampleEdit())
	keys(d, "tab", "tab", "ctrl+u")
	wants(t, keys(typed(d, "24h"), "ctrl+s"), nil)
	wants(t, keys(d, "esc"), Cancel{})
}

func TestEditRefusesWhatBreaksARule(t *testing.T) {
	d := sampleNamed("edit-long")
	shows(t, d, "55/40", "15 characters too long: at most 40", "( Save")
	wants(t, keys(d, "ctrl+s"), nil)
	e := NewEdit(plainLook(), sampleEdit())
	keys(e, "tab", "tab", "ctrl+u")
	typed(e, "soon")
	shows(t, e, "write 36h, 2d, 1d12h, 90m or a number of seconds")
	wants(t, keys(e, "ctrl+s"), nil)
}

func TestEditAsksBeforeItThrowsAway(t *testing.T) {
	d := typed(NewEdit(plainLook(), sampleEdit()), "!")
	wants(t, keys(d, "esc"), nil)
	shows(t, d, "Throw away what you typed?", "[>Keep editing<]")
	wants(t, keys(d, "enter"), nil)
	shows(t, d, "> Name", "Acme - billing dispute!")
	keys(d, "esc")
	wants(t, keys(d, "esc"), nil) // esc keeps, too
	shows(t, d, "> Name")
	keys(d, "esc")
	wants(t, keys(d, "ctrl+s"), nil) // no save behind the question's back
	wants(t, keys(d, "tab", "enter"), Cancel{})
	d = typed(NewEdit(plainLook(), sampleEdit()), "!")
	keys(d, "backspace")
	wants(t, keys(d, "esc"), Cancel{})
}

func TestEditReopensWhereItWasRefused(t *testing.T) {
	d := sampleNamed("edit-refused").(*Edit)
	shows(t, d, "Not saved: 400: the server said no", "> Name", "refused: name must be unique", "(o) completed", "[36h ", "Changed on the server: status, 3 s ago")
	if got := d.Typed(); got != (Typed{Name: "Acme - billing dispute (2231)", Status: client.StatusCompleted, Expires: "36h"}) {
		t.Errorf("typed %+v", got)
	}
	typed(d, "x")
	if strings.Contains(strings.Join(d.Box(100, 40), ""), "refused:") {
		t.Error("the refusal stays although the field was edited")
	}
	if d.ID() != sampleID {
		t.Error(d.ID())
	}
}

func TestEditOfAnUnknownOrMissingStatusKeepsIt(t *testing.T) {
	o := sampleEdit()
	o.Status = "paused\x1b"
	d := NewEdit(plainLook(), o)
	if p := d.Patch(); !p.Empty() {
		t.Errorf("opening sends %+v", p)
	}
	o.Status = ""
	d = NewEdit(plainLook(), o)
	if p := d.Patch(); !p.Empty() {
		t.Errorf("opening sends %+v", p)
	}
	keys(d, "tab", "space")
	if p := d.Patch(); p.Status == nil || *p.Status != client.StatusCompleted {
		t.Errorf("choosing completed sends %+v", p)
	}
}

func TestEditHandsOverToTheEditor(t *testing.T) {
	d := typed(NewEdit(plainLook(), sampleEdit()), "!")
	got := keys(d, "ctrl+o").(OpenEditor)
	if got.ID != sampleID || got.Typed.Name != "Acme - billing dispute!" {
		t.Errorf("%+v", got)
	}
	d.(*Edit).SetNow(sampleNow().Add(time.Hour))
	shows(t, d, "expires Tue 15:02")
}

func TestEditIsToldOfAChangeWhileItIsOpen(t *testing.T) {
	d := typed(NewEdit(plainLook(), sampleEdit()), "!").(*Edit)
	d.SetChanged("name, just now")
	shows(t, d, "Changed on the server: name, just now", "[ See changes ]", "> Name", "dispute!")
	wants(t, keys(d, "shift+tab", "enter"), ShowChanges{sampleID})
	keys(d, "esc") // asks, with the focus remembered on a button that goes away
	d.SetChanged("name and status")
	d.SetChanged("")
	keys(d, "enter", "tab")
	shows(t, d, "[ Cancel")
	if strings.Contains(strings.Join(d.Box(100, 40), ""), "See changes") {
		t.Error("the note stays")
	}
}

func TestEditMany(t *testing.T) {
	d := sampleNamed("edit-many")
	wants(t, keys(d, "ctrl+s"), nil)
	keys(d, "right", "right", "tab")
	typed(d, "2d")
	shows(t, d, "= 172800 s", `{"status":"completed", "expirationSeconds":172800}`)
	wants(t, keys(d, "ctrl+s"), SaveEditMany{ids(12), client.UpdateSession{Status: pointer(client.StatusCompleted), ExpirationSeconds: pointer(int64(172800))}})
	wants(t, keys(d, "esc"), nil)
	shows(t, d, "Throw away")
}

func TestConflict(t *testing.T) {
	d := sampleNamed("conflict")
	wants(t, keys(d, "enter"), Cancel{})
	wants(t, keys(sampleNamed("conflict"), "ctrl+s"), Resolve{sampleID, nil})
	d = sampleNamed("conflict")
	wants(t, keys(d, "up", "space", "tab", "tab", "enter"), Resolve{sampleID, []string{"status"}})
}

func TestCreate(t *testing.T) {
	d := NewCreate(plainLook(), CreateOptions{Now: sampleNow()})
	wants(t, keys(d, "esc"), Cancel{})
	typed(d, "New one")
	keys(d, "tab")
	d.Paste(sampleID + "\n")
	keys(d, "tab", "tab", "tab")
	typed(d, "2d")
	keys(d, "tab")
	typed(d, "+14155550107")
	keys(d, "tab")
	typed(d, `Say "hi"`)
	got := keys(d, "ctrl+s").(CreateSession)
	want := client.CreateSession{Name: "New one", Status: client.StatusActive, ExpirationSeconds: 172800, AssistantID: sampleID,
		Customer: &client.Customer{Number: "+14155550107"}, Messages: []byte(`[{"content":"Say \"hi\"","role":"assistant"}]`)}
	if !reflect.DeepEqual(got.Body, want) {
		t.Errorf("got  %+v\nwant %+v", got.Body, want)
	}
	again := NewCreate(plainLook(), CreateOptions{Now: sampleNow(), Typed: &got.Typed, Refused: "400: no"})
	if again.Typed() != got.Typed {
		t.Errorf("reopened with %+v", again.Typed())
	}
	shows(t, again, "Not created: 400: no")
	wants(t, keys(d, "esc"), nil)
	shows(t, d, "Throw away")
	wrong := sampleNamed("create-wrong")
	wants(t, keys(wrong, "ctrl+s"), nil)
}

func TestClone(t *testing.T) {
	d := sampleNamed("clone")
	wants(t, keys(d, "ctrl+s"), CloneSession{sampleID, "Acme - billing dispute", []string{AlongAssistant, AlongPhone, AlongCustomer, AlongExpiration}})
	keys(d, "tab", "space", "up")
	wants(t, keys(d, "tab", "tab", "tab", "tab", "tab", "space", "ctrl+s"), CloneSession{sampleID, "Acme - billing dispute", []string{AlongPhone, AlongCustomer, AlongExpiration, AlongMessages}})
	plain := NewClone(plainLook(), CloneOptions{ID: sampleID})
	if box := strings.Join(plain.Box(80, 24), ""); strings.Contains(box, "secrets") || strings.Contains(box, "messages") {
		t.Error("what the session does not have is offered")
	}
}

func TestMenu(t *testing.T) {
	wants(t, keys(sampleNamed("menu"), "j"), Choose{"copy", "j"})
	wants(t, keys(sampleNamed("menu"), "t"), nil) // off
	wants(t, keys(sampleNamed("menu"), "z"), nil)
	wants(t, keys(sampleNamed("menu"), "end", "enter"), Choose{"copy", "c"})
	wants(t, keys(sampleNamed("menu"), "end", "home", "ctrl+n", "enter"), Choose{"copy", "n"})
	wants(t, keys(sampleNamed("menu"), "esc"), Cancel{})
	d := sampleNamed("columns")
	wants(t, keys(d, "space"), Toggle{"columns", "a", false})
	wants(t, keys(d, "enter"), Toggle{"columns", "a", true})
	wants(t, keys(d, "h"), Toggle{"columns", "h", true})
	wants(t, keys(d, "shift+up"), Move{"columns", "h", -1})
	wants(t, keys(d, "home", "shift+up"), nil)
	wants(t, keys(NewMenu(plainLook(), MenuOptions{}), "enter"), nil)
}

func TestPrompt(t *testing.T) {
	d := sampleNamed("prompt")
	wants(t, keys(typed(d, "x"), "enter"), Submit{"export", "sessions.jsonx"})
	keys(d, "ctrl+u")
	shows(t, d, "a file is needed", "( OK")
	wants(t, keys(d, "enter"), nil)
	wants(t, keys(d, "tab", "enter"), Cancel{})
}

func TestHelpSearchesAndRuns(t *testing.T) {
	d := sampleNamed("help")
	typed(d, "del")
	wants(t, keys(d, "enter"), RunAction{keymap.Delete})
	wants(t, keys(d, "esc"), nil) // clears the search first
	shows(t, d, "MOVE")
	wants(t, keys(d, "esc"), Cancel{})
	wants(t, keys(typed(sampleNamed("help"), "yj"), "enter"), RunAction{keymap.CopyJSON})
	none := typed(sampleNamed("help"), "qqqq")
	shows(t, none, "No action matches")
	wants(t, keys(none, "enter"), nil)
}

func TestHelpShowsOnlyKeysThatReachTheirAction(t *testing.T) {
	m, _ := defaults.Override(map[string][]string{"open": {"o"}})
	d := NewHelp(Look{plainLook().Theme, m}, sampleHelp())
	for _, b := range d.all {
		for _, k := range b.Keys {
			if a, _ := m.Resolve(sampleHelp().Scopes, k); a != b.Action {
				t.Errorf("%s is listed for %s but does %s", k, b.Action, a)
			}
		}
		if b.Action == keymap.OpenWeb {
			t.Error("open-in-browser has lost its key but is listed")
		}
	}
}

func TestPalette(t *testing.T) {
	fresh := func() Dialog { return sampleNamed("palette") }
	wants(t, keys(typed(fresh(), "50%"), "enter"), RunCommand{"50%"})
	wants(t, keys(typed(fresh(), "mark age:>7d"), "enter"), RunCommand{"mark age:>7d"})
	wants(t, keys(typed(fresh(), ":load all"), "enter"), RunCommand{"load all"})
	wants(t, keys(typed(fresh(), "export json a/b.json"), "enter"), RunCommand{"export json a/b.json"})
	wants(t, keys(typed(fresh(), "sort-r"), "enter"), RunAction{keymap.SortReverse})
	wants(t, keys(typed(fresh(), "reopen"), "enter"), RunAction{keymap.Toggle})
	wants(t, keys(typed(fresh(), "delete"), "enter"), nil) // off: read-only
	wants(t, keys(typed(fresh(), "fca"), "enter"), RunAction{keymap.FoldCloseAll})
	d := typed(fresh(), "exp")
	keys(d, "tab")
	shows(t, d, ": export json ")
	wants(t, keys(d, "enter"), nil) // its argument is missing
	wants(t, keys(typed(d, "x.json"), "enter"), RunCommand{"export json x.json"})
	none := typed(fresh(), "zzzz")
	shows(t, none, "No action or command matches")
	wants(t, keys(none, "enter"), nil)
	wants(t, keys(none, "esc"), Cancel{})
}

func TestCleanUp(t *testing.T) {
	d := sampleNamed("clean-up").(*CleanUp)
	wants(t, keys(d, "down", "space"), PlanChanged{PlanChoice{Expired: true, Maybe: true}})
	keys(d, "tab", "tab", "tab")
	wants(t, typedLast(d, "7"), nil) // half typed
	wants(t, typedLast(d, "d"), PlanChanged{PlanChoice{Expired: true, Maybe: true, Older: 7 * 24 * time.Hour}})
	choice := d.Choice()
	wants(t, keys(d, "tab", "enter"), Cancel{})
	wants(t, keys(d, "tab", "enter"), PlanDryRun{choice})
	wants(t, keys(d, "tab", "enter"), PlanExport{choice})
	wants(t, keys(d, "tab", "enter"), PlanDelete{choice})
	d.SetPlan(Plan{Expired: 0, Maybe: -1})
	shows(t, d, "[>Cancel", "( Delete... )", "0 sessions")
}

func typedLast(d Dialog, k string) Intent { return keys(d, k) }

func TestTrash(t *testing.T) {
	d := sampleNamed("trash")
	wants(t, keys(d, "enter"), TrashShow{sampleID})
	wants(t, keys(d, "down", "tab", "enter"), TrashExport{ids(1)[0]})
	typed(d, "billing")
	wants(t, keys(d, "tab", "enter"), TrashRecreate{sampleID})
	typed(d, "zzz")
	shows(t, d, "Nothing here.", "[>Close")
	wants(t, keys(d, "enter"), Cancel{})
	wants(t, keys(NewTrash(plainLook(), nil), "enter"), Cancel{})
}

func TestActivity(t *testing.T) {
	d := sampleNamed("activity").(*Activity)
	wants(t, keys(d, "enter"), Cancel{})
	wants(t, keys(d, "down", "down", "tab", "enter"), CopyRequest{2})
	wants(t, keys(d, "tab", "enter"), Pass{keymap.Pause})
	wants(t, keys(d, "tab", "enter"), Pass{keymap.Stop})
	o := sampleActivity()
	o.Lines = append([]ActivityLine{{Text: "newer"}}, o.Lines...)
	o.Paused = true
	d.Set(o)
	shows(t, d, "[ Resume ]", "> 14:02:57") // the same request is chosen
	d.Set(ActivityOptions{})
	shows(t, d, "No request yet.", "[>Close")
}

func TestQuestion(t *testing.T) {
	wants(t, keys(sampleNamed("first-run"), "enter"), Cancel{})
	wants(t, keys(sampleNamed("first-run"), "tab", "enter"), Choose{"first-run", "demo"})
	wants(t, keys(sampleNamed("first-run"), "y"), nil)
}

func TestStays(t *testing.T) {
	for _, i := range []Intent{nil, DryRun{}, ExportFirst{}, ListIDs{}, ShowChanges{}, Pass{}, Toggle{}, Move{}, PlanChanged{}, PlanDryRun{}, PlanExport{}, TrashShow{}, TrashExport{}, TrashRecreate{}, CopyRequest{}} {
		if !Stays(i) {
			t.Errorf("%T closes", i)
		}
	}
	for _, i := range []Intent{Cancel{}, ConfirmDelete{}, SaveEdit{}, SaveEditMany{}, OpenEditor{}, Resolve{}, CreateSession{}, CloneSession{}, RunAction{}, RunCommand{}, Choose{}, Submit{}, PlanDelete{}} {
		if Stays(i) {
			t.Errorf("%T stays", i)
		}
	}
}

func TestHostileTextIsCleaned(t *testing.T) {
	bad := "evil\x1b]52;c;AAAA\x07\u202e\u009b2J\nname"
	o, b := sampleDelete(), sampleBulk()
	o.Name, b.Matching, b.Sample, b.Changed = bad, bad, []string{bad}, []string{bad}
	for _, d := range []Dialog{NewDelete(plainLook(), o), NewBulk(plainLook(), b),
		NewEdit(plainLook(), EditOptions{ID: sampleID, Name: bad, Refused: bad, Changed: bad}),
		NewTrash(plainLook(), []TrashRow{{ID: sampleID, Name: bad, Note: bad}}),
		NewConflict(plainLook(), ConflictOptions{ID: sampleID, Fields: []ConflictField{{"name", bad, bad, bad}}}),
		NewQuestion(plainLook(), QuestionOptions{Text: []string{bad}, Warn: []string{bad}}),
		NewActivity(plainLook(), ActivityOptions{Head: []string{bad}, Lines: []ActivityLine{{Text: bad}}})} {
		for _, l := range d.Box(80, 24) {
			if strings.Contains(l, "]52") && strings.Contains(l, "\x1b]") || strings.ContainsAny(l, "\x07\u202e\u009b\n") {
				t.Errorf("%T lets %q through", d, l)
			}
		}
	}
}

// TestEverythingCanBeReadOnASmallScreen pages through the questions at the
// smallest size: what does not fit at first can be reached.
func TestEverythingCanBeReadOnASmallScreen(t *testing.T) {
	for name, last := range map[string]string{"delete": "in the trash for 7 d.", "bulk": "in the trash for 7 d.", "conflict": "expirationSeconds"} {
		d := sampleNamed(name)
		all := ""
		for range 5 {
			all += strings.Join(trimmed(d.Box(40, 10)), "\n")
			keys(d, "pgdown")
		}
		words := strings.Join(strings.Fields(strings.ReplaceAll(all, "|", " ")), " ")
		if !strings.Contains(words, last) {
			t.Errorf("%s never shows %q:\n%s", name, last, all)
		}
		keys(d, "pgup", "pgup", "pgup", "pgup")
		if got := strings.Join(d.Box(40, 10), ""); got != strings.Join(sampleNamed(name).Box(40, 10), "") {
			t.Errorf("%s does not page back", name)
		}
	}
}
