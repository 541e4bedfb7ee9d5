package writes

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
)

// EditText is a session as text for the editor, with the values typed in the form before.
// Missing values are shown as the defaults.
func (m *Model) EditText(s *client.Session) []byte {
	all, typed := store.ValuesOf(s), m.leftForms[s.ID].patch
	all.Name, all.Status = cmp.Or(typed.Name, all.Name), cmp.Or(typed.Status, all.Status)
	all.ExpirationSeconds = cmp.Or(typed.ExpirationSeconds, all.ExpirationSeconds)
	text, err := json.Marshal(all, jsontext.WithIndent("  "), jsontext.AllowDuplicateNames(true),
		jsontext.AllowInvalidUTF8(true), jsontext.PreserveRawStrings(true))
	if err != nil {
		return nil
	}
	return append(text, '\n')
}

// readEdited reads the text that came back from the editor. An error names the line and
// the column, or the field.
func readEdited(text []byte) (client.UpdateSession, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	var patch client.UpdateSession
	if err := json.Unmarshal(text, &patch, json.RejectUnknownMembers(true), jsontext.AllowInvalidUTF8(true)); err != nil {
		at, what := describeJSONError(err)
		before := text[:min(at, len(text))]
		line := bytes.Count(before, []byte("\n")) + 1
		column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
		return client.UpdateSession{}, fmt.Errorf("line %d, column %d: %s", line, column, what)
	}
	return patch, checkLimits(patch)
}

// describeJSONError says what is wrong with the text, and at which byte.
func describeJSONError(err error) (at int, what string) {
	var broken *jsontext.SyntacticError
	var wrong *json.SemanticError
	switch {
	case errors.As(err, &broken):
		switch {
		case errors.Is(err, io.ErrUnexpectedEOF):
			what = "the text ends too early"
		case errors.Is(err, jsontext.ErrDuplicateName):
			what = broken.JSONPointer.LastToken() + " is there twice"
		default:
			what = broken.Err.Error()
		}
		return int(broken.ByteOffset), what
	case errors.As(err, &wrong):
		field := wrong.JSONPointer.LastToken()
		switch {
		case errors.Is(err, json.ErrUnknownName):
			what = fmt.Sprintf("%q cannot be edited", field)
		case field == "":
			what = "the text must be one JSON object"
		case field == store.FieldExpires:
			what = field + " must be a whole number"
		default:
			what = field + " must be a string"
		}
		return int(wrong.ByteOffset), what
	}
	return 0, strings.TrimPrefix(err.Error(), "json: ")
}

// checkLimits applies the API's rules to an edited text.
func checkLimits(p client.UpdateSession) error {
	switch {
	case p.Name != nil && dialog.NameFault(*p.Name) != "":
		return errors.New("name: " + dialog.NameFault(*p.Name))
	case p.ExpirationSeconds != nil && dialog.CheckExpires(*p.ExpirationSeconds) != "":
		return errors.New("expirationSeconds: " + dialog.CheckExpires(*p.ExpirationSeconds))
	case p.Status != nil && *p.Status != client.StatusActive && *p.Status != client.StatusCompleted:
		return errors.New("status: must be active or completed")
	case p.Messages != nil && p.Messages.Kind() != '[':
		return errors.New("messages: must be a list")
	}
	return nil
}
