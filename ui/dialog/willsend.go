package dialog

import (
	"encoding/json"
	"strconv"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/theme"
)

// CompletingCosts is said wherever a session is completed.
const CompletingCosts = "Completing can start analysis that is paid for, and fires a webhook."

func (s *sheet) warnOfCompleting(p client.UpdateSession) {
	if p.Status != nil && *p.Status == client.StatusCompleted {
		s.hang(theme.Warn, "! ", CompletingCosts)
	}
}

// willSend shows the body of the PATCH.
func willSend(valid bool, p client.UpdateSession) string {
	if !valid {
		return "nothing, until what is marked is right"
	}
	if p.Empty() {
		return "nothing, nothing is changed"
	}
	var parts []string
	add := func(key string, v any) {
		if data, err := json.Marshal(v); err == nil {
			parts = append(parts, strconv.Quote(key)+":"+string(data))
		}
	}
	if p.Name != nil {
		add("name", *p.Name)
	}
	if p.Status != nil {
		add("status", *p.Status)
	}
	if p.ExpirationSeconds != nil {
		add("expirationSeconds", *p.ExpirationSeconds)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
