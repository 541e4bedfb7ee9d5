package dialog

import (
	"slices"
	"strings"
	"testing"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/filter"
)

func TestEditSendsOnlyWhatChanged(t *testing.T) {
	fresh := func() *Edit { return NewEdit(plainLook(), sampleEdit()) }
	wants(t, keys(fresh(), "ctrl+s"), nothing) // nothing changed
	wants(t, keys(fresh(), "esc"), closed)

	d := fresh()
	wants(t, keys(typed(d, " 2"), "ctrl+s"), closes("Save", client.UpdateSession{Name: pointer("Acme - billing dispute 2")}))

	d = fresh()
	keys(d, "tab", "space")
	shows(t, d, "(o) completed", `{"status":"completed"}`)
	completed := client.UpdateSession{Status: pointer(client.StatusCompleted)}
	wants(t, keys(d, "alt+c"), stays("Dry run", completed))
	wants(t, keys(d, "ctrl+s"), closes("Save", completed))

	d = fresh()
	keys(d, "tab", "tab", "ctrl+u")
	shows(t, d, "empty: not sent, stays 1d")
	typed(d, "36h")
	shows(t, d, "= 129600 s, expires Wed 02:02", `{"expirationSeconds":129600}`)
	wants(t, keys(d, "tab", "enter"), closes("Save", client.UpdateSession{ExpirationSeconds: pointer(int64(129600))}))
}

// A key is called after its button also while the button is off.
func TestTheFooterCallsAKeyAlwaysTheSame(t *testing.T) {
	for _, name := range []string{"create", "create-wrong"} {
		d := sampleNamed(name)
		if save, dry := open(d).ActionLabel(keymap.Save), open(d).ActionLabel(keymap.ShowCurl); save != "Create" || dry != "Dry run" {
			t.Errorf("%s: the footer says %q and %q", name, save, dry)
		}
	}
}

// Esc is called as the button that it presses, and tab is told of where there is
// something else to go to.
func TestTheFooterCallsEscAsItsButton(t *testing.T) {
	for name, want := range map[string]string{"edit": "", "trash": "close", "activity": "close", "error": "close", "status-of-many": "",
		"help": "close", "help-search": "clear the search", "columns": "close", "menu": "", "edit-asking": "keep editing"} {
		if got := open(sampleNamed(name)).ActionLabel(keymap.Cancel); got != want {
			t.Errorf("%s calls esc %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]bool{"error": false, "status-of-many": true, "edit": true} {
		if got := slices.Contains(open(sampleNamed(name)).Hints(), keymap.NextPane); got != want {
			t.Errorf("%s tells of tab: %t", name, got)
		}
	}
}

func TestEditOfTheSameLimitInOtherWordsChangesNothing(t *testing.T) {
	d := NewEdit(plainLook(), sampleEdit())
	keys(d, "tab", "tab", "ctrl+u")
	wants(t, keys(typed(d, "24h"), "ctrl+s"), nothing)
	wants(t, keys(d, "esc"), closed)
}

func TestEditRefusesWhatBreaksARule(t *testing.T) {
	d := sampleNamed("edit-long")
	shows(t, d, "55/40", "15 characters too long: at most 40", "- Save")
	wants(t, keys(d, "ctrl+s"), nothing)
	e := NewEdit(plainLook(), sampleEdit())
	keys(e, "tab", "tab", "ctrl+u")
	typed(e, "soon")
	shows(t, e, "write 36h, 2d, 1d12h, 90m or a number of seconds")
	wants(t, keys(e, "ctrl+s"), nothing)
}

func TestEditAsksBeforeItThrowsAway(t *testing.T) {
	d := typed(NewEdit(plainLook(), sampleEdit()), "!")
	wants(t, keys(d, "esc"), nothing)
	shows(t, d, "Throw away what you typed?", "[>Keep editing<]")
	wants(t, keys(d, "enter"), nothing)
	shows(t, d, "> Name", "Acme - billing dispute!")
	keys(d, "esc")
	wants(t, keys(d, "ctrl+s"), nothing) // no save behind the question's back
	wants(t, keys(d, "tab", "enter"), closed)
	d = typed(NewEdit(plainLook(), sampleEdit()), "!")
	keys(d, "backspace")
	wants(t, keys(d, "esc"), closed)
}

func TestEditReopensWhereItWasRefused(t *testing.T) {
	d := sampleNamed("edit-refused").(*Edit)
	shows(t, d, "Not saved: 400: the server said no", "> Name", "refused: name must be unique", "(o) completed", "[36h ", "Changed on the server: status, 3 s ago")
	if got := d.Typed(); got != (FormValues{Name: "Acme - billing dispute (2231)", Status: client.StatusCompleted, Expires: "36h"}) {
		t.Errorf("typed %+v", got)
	}
	typed(d, "x")
	if strings.Contains(strings.Join(open(d).Box(100, 40), ""), "refused:") {
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
	wants(t, keys(d, "ctrl+o"), closes("Editor", client.UpdateSession{Name: pointer("Acme - billing dispute!")},
		FormValues{Name: "Acme - billing dispute!", Status: client.StatusActive, Expires: "1d"}))
}

func TestEditIsToldOfAChangeWhileItIsOpen(t *testing.T) {
	d := typed(NewEdit(plainLook(), sampleEdit()), "!").(*Edit)
	d.SetServerChange("name, just now")
	shows(t, d, "Changed on the server: name, just now", "[ See changes ]", "> Name", "dispute!")
	wants(t, keys(d, "shift+tab", "shift+tab", "enter"), stays("See changes"))
	keys(d, "esc") // asks, with the focus remembered on a button that goes away
	d.SetServerChange("name and status")
	d.SetServerChange("")
	keys(d, "enter", "tab")
	shows(t, d, "[ Cancel")
	if strings.Contains(strings.Join(open(d).Box(100, 40), ""), "See changes") {
		t.Error("the note stays")
	}
}

func TestEditMany(t *testing.T) {
	d := sampleNamed("edit-many")
	wants(t, keys(d, "ctrl+s"), nothing)
	keys(d, "right", "right", "tab")
	typed(d, "2d")
	shows(t, d, "= 172800 s", `{"status":"completed", "expirationSeconds":172800}`)
	wants(t, keys(d, "ctrl+s"), closes("Save to 12 sessions", client.UpdateSession{Status: pointer(client.StatusCompleted), ExpirationSeconds: pointer(int64(172800))}))
	wants(t, keys(d, "esc"), nothing)
	shows(t, d, "Throw away")
}

func TestConflict(t *testing.T) {
	d := sampleNamed("conflict")
	wants(t, keys(d, "enter"), closed)
	wants(t, keys(sampleNamed("conflict"), "ctrl+s"), closes("Save the choice", []string(nil)))
	d = sampleNamed("conflict")
	wants(t, keys(d, "up", "space", "tab", "tab", "enter"), closes("Save the choice", []string{"status"}))
}

// created is the body that a form sends.
func created(t *testing.T, d *Create) client.CreateSession {
	t.Helper()
	got := keys(d, "ctrl+s")
	if wants(t, got, closes("Create", d.Body(), d.Typed())); t.Failed() {
		t.FailNow()
	}
	return got.args[0].(client.CreateSession)
}

func TestCreate(t *testing.T) {
	d := NewCreate(plainLook(), sampleCreate())
	wants(t, keys(d, "esc"), closed)
	typed(d, "New one")
	keys(d, "tab")
	open(d).Paste(sampleID + "\n")
	keys(d, "tab", "tab", "tab", "tab")
	typed(d, "2d")
	keys(d, "tab")
	typed(d, "+14155550107")
	keys(d, "tab")
	typed(d, `Say "hi"`)
	keys(d, "enter", "up", "end")
	typed(d, " to")
	keys(d, "down")
	typed(d, "me")
	got := keys(d, "ctrl+s")
	want := client.CreateSession{Name: "New one", Status: client.StatusActive, ExpirationSeconds: 172800, AssistantID: sampleID,
		Customer: []byte(`{"number":"+14155550107"}`), Messages: []byte(`[{"content":"Say \"hi\" to\nme","role":"assistant"}]`)}
	if wants(t, got, closes("Create", want, d.Typed())); t.Failed() {
		t.FailNow()
	}
	o := sampleCreate()
	o.Typed, o.Refused = got.args[1].(FormValues), "Not created: 400: no"
	again := NewCreate(plainLook(), o)
	wants(t, keys(again, "ctrl+s"), closes("Create", want, o.Typed))
	shows(t, again, "Not created: 400: no")
	wants(t, keys(d, "esc"), nothing)
	shows(t, d, "Throw away")
	known := filter.Known{
		Assistants:   []filter.Named{{ID: ids(9)[1], Name: "Front Desk"}, {ID: ids(9)[2], Name: "Twin"}, {ID: ids(9)[3], Name: "twin"}},
		PhoneNumbers: []filter.Named{{ID: ids(9)[4], Name: "Main line"}},
	}
	o = sampleCreate()
	o.Known = known
	named := NewCreate(plainLook(), o)
	keys(named, "tab")
	typed(named, "fro")
	shows(t, named, "[front Desk ")
	keys(named, "right")
	shows(t, named, "[Front Desk ", "= 00000000")
	keys(named, "tab", "tab")
	typed(named, "main line")
	if got := created(t, named); got.AssistantID != ids(9)[1] || got.PhoneNumberID != ids(9)[4] {
		t.Errorf("names are sent as %+v", got)
	}
	keys(named, "shift+tab")
	typed(named, "nobody")
	shows(t, named, "! no squad called so is known here: type its ID")
	keys(named, "ctrl+u", "shift+tab", "ctrl+u")
	typed(named, "twin")
	shows(t, named, "! several are called so: type the ID")
	wrong := sampleNamed("create-wrong")
	wants(t, keys(wrong, "ctrl+s"), nothing)
}

func TestClone(t *testing.T) {
	d := sampleNamed("clone")
	wants(t, keys(d, "ctrl+s"), closes("Create", CloneChoice{"Acme - billing dispute", []string{CloneAssistant, ClonePhone, CloneCustomer, CloneExpiration}}))
	keys(d, "tab", "space", "up")
	wants(t, keys(d, "tab", "tab", "tab", "tab", "tab", "space", "ctrl+s"), closes("Create", CloneChoice{"Acme - billing dispute", []string{ClonePhone, CloneCustomer, CloneExpiration, CloneMessages}}))
	twice := NewClone(plainLook(), CloneOptions{ID: sampleID, Secrets: []string{"a[].key", "b", "a[].key"}, Unsupported: []string{"metadata"}})
	shows(t, twice, "! Left out: a[].key, b, metadata ")
	o := sampleClone()
	o.Name, o.Messages, o.Missing = "", 0, []string{ClonePhone, CloneCustomer}
	plain := NewClone(plainLook(), o)
	box := strings.Join(open(plain).Box(80, 24), "")
	for _, part := range []string{"secrets", "messages", "phone number", "customer"} {
		if strings.Contains(box, part) {
			t.Errorf("what the session does not have is offered: %s", part)
		}
	}
	wants(t, keys(plain, "ctrl+s"), closes("Create", CloneChoice{"", []string{CloneAssistant, CloneExpiration}}))
}

func TestPrompt(t *testing.T) {
	d := sampleNamed("prompt")
	shows(t, d, "[ OK  enter ]")
	wants(t, keys(typed(d, "x"), "enter"), closes("OK", "sessions.jsonx"))
	keys(d, "tab")
	shows(t, d, "[>Cancel  esc<]", "[ OK ]")
	keys(d, "tab")
	shows(t, d, "[>OK  enter<]")
	keys(d, "tab")
	keys(d, "ctrl+u")
	shows(t, d, "a file is needed", "- OK")
	wants(t, keys(d, "enter"), nothing)
	wants(t, keys(d, "tab", "enter"), closed)
}

// TestEnterKeepsWhatIsTyped: in every form that asks before it throws away, enter
// takes the question back and nothing else, and Discard can be reached.
func TestEnterKeepsWhatIsTyped(t *testing.T) {
	for _, name := range []string{"edit-asking", "edit-many-asking", "create-asking", "clone-asking"} {
		for _, z := range sizes() {
			d := sampleNamed(name)
			if got := painted(d, z[0], z[1]); got != "button Keep editing" {
				t.Errorf("%s at %v: %q is painted as focused", name, z, got)
			}
			wants(t, keys(d, "enter"), nothing)
			if got := painted(d, z[0], z[1]); strings.HasPrefix(got, "button Keep") {
				t.Errorf("%s at %v: the question stays: %q", name, z, got)
			}
			wants(t, keys(d, "esc"), nothing)
			for _, way := range []string{"tab", "right", "down", "shift+tab"} {
				d := sampleNamed(name)
				keys(d, way)
				if got := painted(d, z[0], z[1]); got != "button Discard" {
					t.Errorf("%s at %v: %s goes to %q", name, z, way, got)
				}
				wants(t, keys(d, "enter"), closed)
			}
		}
	}
}

func TestALimitThatIsTheDefaultSaysSo(t *testing.T) {
	o := sampleEdit()
	o.Expires, o.ExpiresByDefault = 86400, true
	d := NewEdit(plainLook(), o)
	shows(t, d, "[1d        ] default, expires Tue 14:02")
	keys(d, "tab", "tab", "ctrl+u")
	typed(d, "1d1h")
	shows(t, d, "= 90000 s, expires")
}

// A name that is known need not be typed to its end: tab and enter take it as it is
// written, and how it begins is enough while no other begins so.
func TestTheBeginningOfAKnownNameIsEnough(t *testing.T) {
	known := filter.Known{Assistants: []filter.Named{{ID: ids(9)[1], Name: "Front Desk"}, {ID: ids(9)[2], Name: "Frankfurt"}}}
	at := func(text string) *Create {
		o := sampleCreate()
		o.Known = known
		d := NewCreate(plainLook(), o)
		keys(d, "tab")
		return typed(d, text).(*Create)
	}
	for _, key := range []string{"tab", "enter", "right"} {
		d := at("fron")
		if w := open(d).ActionLabel(keymap.NextPane); w != "complete" {
			t.Errorf("the footer calls tab %q", w)
		}
		keys(d, key, "tab")
		shows(t, d, "[Front Desk ", "= 00000000")
	}
	d := at("fron")
	keys(d, "up")
	shows(t, d, "[fron ", "= 00000000")
	if got := created(t, d); got.AssistantID != ids(9)[1] {
		t.Errorf("%q is sent", got.AssistantID)
	}
	d = at("fr")
	keys(d, "up")
	shows(t, d, "! several names begin so: type more of one")
	wants(t, keys(d, "ctrl+s"), nothing)
}

// Up and down move inside a message of several lines, and out of it at its ends.
func TestAMessageHasSeveralLines(t *testing.T) {
	d := NewCreate(plainLook(), CreateOptions{Now: sampleNow()})
	keys(d, "tab", "tab", "tab", "tab", "tab", "tab", "tab")
	open(d).Paste("one\ntwo\nthree\nfour")
	shows(t, d, "> Message", "[two ", "[three ", "[four ")
	keys(d, "up", "up", "up")
	shows(t, d, "> Message", "[one ", "[two ", "[three ")
	keys(d, "up")
	shows(t, d, "> Customer")
	keys(d, "down", "down", "down", "down", "down")
	shows(t, d, "[>Cancel  esc<]")
	if got := d.Typed().First; got != "one\ntwo\nthree\nfour" {
		t.Errorf("typed %q", got)
	}
}

// Every control with a text is typed into by its name, one of several lines, too.
func TestEditSetsEveryKindOfText(t *testing.T) {
	e := NewEdit(plainLook(), sampleEdit())
	e.controls = append(e.controls, area("notes", "Notes", "was"))
	for name, value := range map[string]string{"name": "Called anew", "notes": "two\nlines"} {
		if fault := e.Set(name, value); fault != "" || e.typed(name) != value {
			t.Errorf("%s: %q, %q", name, fault, e.typed(name))
		}
	}
	if fault := e.Set("status", "gone"); fault != "the status is one of active, completed" {
		t.Errorf("a status that there is not: %q", fault)
	}
}
