package dialog

import (
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/theme"
)

// CompletingCosts is shown wherever a session is completed.
const CompletingCosts = "Completing can start analysis that is paid for, and fires a webhook."

func (box *boxBuilder) addCompletingWarning(p client.UpdateSession) {
	if p.Status != nil && *p.Status == client.StatusCompleted {
		box.addHangingText(theme.Warn, "! ", CompletingCosts)
	}
}

// patchText returns the body of the PATCH that would be sent, or why there is none.
// Messages, which can be long, are only named.
func patchText(valid bool, p client.UpdateSession) string {
	if !valid {
		return "nothing, until what is marked is right"
	}
	if p.Empty() {
		return "nothing, nothing is changed"
	}
	messages := ""
	if p.Messages != nil {
		if p.Messages = nil; p.Empty() {
			return "the messages"
		}
		messages = " and the messages"
	}
	body, err := client.Encode(p)
	if err == nil {
		err = (*jsontext.Value)(&body).Format(jsontext.SpaceAfterComma(true))
	}
	if err != nil {
		return err.Error()
	}
	return string(body) + messages
}
