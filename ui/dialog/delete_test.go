package dialog

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestDeleteOfOne(t *testing.T) {
	yes := closes("Delete")
	fresh := func() Dialog { return NewDelete(plainLook(), sampleDelete()) }
	wants(t, keys(fresh(), "enter"), closed)
	wants(t, keys(fresh(), "esc"), closed)
	wants(t, keys(fresh(), "q"), closed)
	wants(t, keys(fresh(), "y"), yes)
	wants(t, keys(fresh(), "tab", "enter"), yes)
	wants(t, keys(fresh(), "right", "left", "enter"), closed)
	wants(t, keys(fresh(), "c"), stays("Dry run"))
	for _, k := range []string{"d", "Y", "delete", "space", "x", "D"} {
		wants(t, keys(fresh(), k), nothing)
	}
	astray := typed(fresh(), "delete 366") // meant for the phrase of another dialog
	shows(t, astray, "[>Cancel<]")
	wants(t, keys(astray, "enter"), closed)
	d := fresh()
	open(d).Paste("y\n")
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
			s := open(c.d)
			if got := resultOf(s, func() tea.Cmd { return s.Press(held(k)) }); !got.isNothing() {
				t.Errorf("%s: a held %s gives %#v", c.name, k, got)
			}
		}
	}
	d := sampleNamed("edit")
	open(d).Press(held("backspace"))
	shows(t, d, "Acme - billing disput ")
}

func TestDeleteSaysWhatHappens(t *testing.T) {
	o := sampleDelete()
	o.UndoWindow, o.TrashKeep, o.Active, o.Name = 0, 0, false, ""
	d := NewDelete(plainLook(), o)
	shows(t, d, "(no name)", "Sent at once: there is no undo.", "The trash is off")
	if box := strings.Join(open(d).Box(80, 24), ""); strings.Contains(box, "Still active") {
		t.Error("a session that is not active is said to be")
	}
	o.Active, o.Maybe = true, true
	shows(t, NewDelete(plainLook(), o), "! May be still active, maybe expired: a caller")
	many := SessionSet{IDs: ids(9), Active: 1, Maybe: 2}
	for _, d := range []Dialog{NewBulkDelete(plainLook(), BulkDeleteOptions{SessionSet: many}), NewEditMany(plainLook(), EditManyOptions{Sessions: many})} {
		shows(t, d, "! 1 is still active", "! 2 may be still active, maybe expired")
	}
}

func TestBulkDeleteNeedsThePhrase(t *testing.T) {
	fresh := func() Dialog { return NewBulkDelete(plainLook(), sampleBulk()) }
	wants(t, keys(fresh(), "enter"), closed)
	wants(t, keys(fresh(), "y"), nothing)
	d := typed(fresh(), "delete 21")
	shows(t, d, "[>Cancel<]", "- Delete -")
	wrong := typed(fresh(), "delete 21")
	wants(t, keys(wrong, "enter"), nothing)
	shows(t, wrong, `! You typed "delete 21"; to delete these, type "delete 212".`)
	wants(t, keys(typed(wrong, "2"), "enter"), closes("Delete"))
	wants(t, keys(typed(fresh(), "delete 213"), "enter", "esc"), closed)
	wants(t, keys(typed(fresh(), "delete 21"), "tab", "shift+tab", "enter"), closed) // chosen, not left over
	typed(d, "2")
	shows(t, d, "[>Delete<]")
	wants(t, keys(d, "backspace"), nothing)
	shows(t, d, "[>Cancel<]", "- Delete -")
	wants(t, keys(typed(d, "2"), "enter"), closes("Delete"))
	pasted := fresh()
	open(pasted).Paste("delete 212")
	shows(t, pasted, "[>Cancel<]", "- Delete -", "[                  ]")
	wants(t, keys(fresh(), "tab", "enter"), stays("Dry run"))
	wants(t, keys(fresh(), "tab", "tab", "enter"), stays("Export first"))
	wants(t, keys(fresh(), "tab", "tab", "tab", "enter"), stays("List all"))
	wants(t, keys(fresh(), "tab", "tab", "tab", "tab", "enter"), closed) // Delete is off and passed over
	wants(t, keys(typed(fresh(), "delete 212"), "esc"), closed)
	none := NewBulkDelete(plainLook(), BulkDeleteOptions{})
	wants(t, keys(typed(none, "delete 0"), "enter"), closed)
}

// TestEverythingCanBeReadOnASmallScreen pages through the questions at the
// smallest size: what does not fit at first can be reached.
func TestEverythingCanBeReadOnASmallScreen(t *testing.T) {
	for name, last := range map[string]string{"delete": "in the trash for 7 d.", "bulk": "in the trash for 7 d.", "conflict": "before active"} {
		d := sampleNamed(name)
		all := ""
		for range 5 {
			all += strings.Join(trimmed(open(d).Box(40, 10)), "\n")
			keys(d, "pgdown")
		}
		words := strings.Join(strings.Fields(strings.ReplaceAll(all, "|", " ")), " ")
		if !strings.Contains(words, last) {
			t.Errorf("%s never shows %q:\n%s", name, last, all)
		}
		keys(d, "pgup", "pgup", "pgup", "pgup")
		if got := strings.Join(open(d).Box(40, 10), ""); got != strings.Join(open(sampleNamed(name)).Box(40, 10), "") {
			t.Errorf("%s does not page back", name)
		}
	}
}
