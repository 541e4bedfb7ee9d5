package writes

import (
	"strings"
	"testing"

	"vapi-sessions/client"
)

// A name that was removed in the form before stays removed in the editor.
func TestTheTextForTheEditorHasAllFields(t *testing.T) {
	empty := ""
	m := Model{leftForms: map[string]leftForm{"a": {patch: client.UpdateSession{Name: &empty}}}}
	want := "{\n  \"name\": \"\",\n  \"status\": \"active\",\n  \"expirationSeconds\": 86400,\n  \"messages\": []\n}\n"
	if got := string(m.EditText(&client.Session{ID: "a", Name: "Dana", Raw: []byte(`{"id":"a","name":"Dana"}`)})); got != want {
		t.Errorf("the text is\n%s\nwant\n%s", got, want)
	}
}

// What the API would refuse of an edited text is said as in the form.
func TestWhatIsRefusedOfAnEditedText(t *testing.T) {
	for text, want := range map[string]string{
		`{"name":"` + strings.Repeat("é", 40) + `","status":"completed","expirationSeconds":60,"messages":[]}`: "",
		`{"name":"` + strings.Repeat("x", 41) + `"}`:                                                           "name: 1 character too long: at most 40",
		`{"expirationSeconds":59}`:      "expirationSeconds: from 60 s to 30 d",
		`{"expirationSeconds":2592001}`: "expirationSeconds: from 60 s to 30 d",
		`{"status":"ended"}`:            "status: must be active or completed",
		`{"messages":{}}`:               "messages: must be a list",
		"{\n\"cost\":1}":                `line 2, column 1: "cost" cannot be edited`,
	} {
		got := ""
		if _, err := readEdited([]byte(text)); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
