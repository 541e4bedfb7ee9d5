package sessions

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// textCell shows a text of the row, in a role.
func textCell(role theme.Role, of func(*store.Row) string) cellRenderer {
	return func(_ *drawContext, r *store.Row) (string, theme.Role) { return of(r), role }
}

// maskedCell shows a text that private mode masks.
func maskedCell(of func(*store.Row) string) cellRenderer {
	return func(d *drawContext, r *store.Row) (string, theme.Role) { return d.mask(of(r)), theme.Plain }
}

// ageCell shows how long ago an instant is.
func ageCell(of func(*store.Row) time.Time) cellRenderer {
	return func(d *drawContext, r *store.Row) (string, theme.Role) {
		return words.Ago(d.second(), of(r)), theme.Plain
	}
}

// timeCell shows an instant as date and time of day.
func timeCell(of func(*store.Row) time.Time) cellRenderer {
	return func(d *drawContext, r *store.Row) (string, theme.Role) {
		return of(r).In(d.zone).Format("2006-01-02 15:04"), theme.Plain
	}
}

// nameCell shows the name behind an ID.
func nameCell(kind client.NameKind, of func(*store.Row) string) cellRenderer {
	return func(d *drawContext, r *store.Row) (string, theme.Role) {
		if of(r) == "" {
			return "", theme.Dim
		}
		return d.nameText(filter.Ref{Kind: kind, ID: of(r)})
	}
}

func createdAt(r *store.Row) time.Time { return r.CreatedAt }
func updatedAt(r *store.Row) time.Time { return r.UpdatedAt }

func nameText(d *drawContext, r *store.Row) (string, theme.Role) {
	if r.Bad != nil {
		return "could not be read: " + oneLine(r.Bad.Err.Error()), theme.Bad
	}
	if r.Name == "" {
		if r.Customer != "" {
			return d.mask(r.Customer), theme.Dim
		}
		return "untitled", theme.Dim
	}
	return d.mask(r.Name), theme.Plain
}

func assistantText(d *drawContext, r *store.Row) (string, theme.Role) {
	text, ref := filter.AssistantOf(&r.Summary)
	switch {
	case ref.ID != "":
		return d.nameText(ref)
	case r.AssistantName != "":
		return d.mask(text), theme.Plain
	}
	return text, theme.Dim
}

func expiresText(d *drawContext, r *store.Row) (string, theme.Role) {
	if !r.DeleteAt.IsZero() {
		left := max(0, int(math.Ceil(r.DeleteAt.Sub(d.now).Seconds())))
		return "del " + strconv.Itoa(left) + "s", theme.Warn
	}
	if r.Deleting {
		return "leaving", theme.Warn
	}
	switch e, at := r.Expiry(d.second()); e {
	case client.Done:
		return "done", theme.Dim
	case client.Expired:
		return "expired", theme.Bad
	case client.MaybeExpired:
		return "maybe", theme.Warn
	default:
		return words.TimeLeft(at.Sub(d.second())), theme.Plain
	}
}

func costText(_ *drawContext, r *store.Row) (string, theme.Role) {
	if math.IsNaN(r.Cost) {
		return "-", theme.Dim
	}
	return strconv.FormatFloat(r.Cost, 'f', 3, 64), theme.Plain
}

// flagsText shows by signs, not only colours, whether the caller is waiting (<-) and
// whether something went wrong (!).
func flagsText(_ *drawContext, r *store.Row) (string, theme.Role) {
	needsLook := r.ToolErrors > 0 || r.Flags&(client.FlagRefusal|client.FlagFiltered|client.FlagThreat) != 0
	switch {
	case r.Waiting() && needsLook:
		return "<-!", theme.Warn
	case r.Waiting():
		return "<-", theme.Info
	case needsLook:
		return "!", theme.Warn
	}
	return "", theme.Plain
}

// waitingText is for how long a caller has waited for an answer.
func waitingText(d *drawContext, r *store.Row) (string, theme.Role) {
	if !r.Waiting() {
		return "", theme.Plain
	}
	return words.Ago(d.second(), r.LastSpokeAt), theme.Info
}

func errorsText(_ *drawContext, r *store.Row) (string, theme.Role) {
	if r.ToolErrors == 0 {
		return "", theme.Plain
	}
	return strconv.Itoa(int(r.ToolErrors)), theme.Warn
}

// outputsText shows the name and the result of each structured output. JSON that ends
// early shows the outputs before its end.
func outputsText(value string) string {
	var all []string
	for id, raw := range client.Members([]byte(value)) {
		var out struct {
			Name   string         `json:"name"`
			Result jsontext.Value `json:"result"`
		}
		if id == "" || json.Unmarshal(raw, &out) != nil {
			break
		}
		result := strings.NewReplacer("{", "", "}", "", `"`, "").Replace(string(out.Result))
		all = append(all, strings.TrimSpace(oneLine(out.Name+" "+result)))
	}
	if len(all) == 0 {
		return value
	}
	return strings.Join(all, "; ")
}

func oneLine(s string) string {
	clean, _ := client.Clean(s)
	return clean
}
