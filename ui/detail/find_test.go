package detail

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
)

func TestTheFindFieldIsATextFieldAsAnyOther(t *testing.T) {
	s, err := client.DecodeSession([]byte(`{"id":"x","messages":[{"role":"user","content":"a refund, please"},{"role":"user","content":"end"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	p := newPane(colorprofile.Ascii, 60, 20)
	p.Show(s)
	p.Do(keymap.Find)
	for _, r := range "reund" {
		p.Key(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	if len(p.find.hits) != 0 {
		t.Fatalf("%d matches of reund", len(p.find.hits))
	}
	for range 3 {
		p.Key(tea.KeyPressMsg{Code: tea.KeyLeft})
	}
	p.Key(tea.KeyPressMsg{Code: 'f', Text: "f"})
	if len(p.find.hits) != 1 {
		t.Errorf("%d matches of refund, 1 is wanted", len(p.find.hits))
	}
	if lines := ansi.Strip(strings.Join(p.Lines(), "\n")); !strings.Contains(lines, "/refund") {
		t.Errorf("the field is not drawn:\n%s", lines)
	}
	p.Key(tea.KeyPressMsg{Code: 'k', Mod: tea.ModCtrl})
	if p.find.text != "ref" {
		t.Errorf("it looks for %q after ctrl-k", p.find.text)
	}
}
