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

// text shows a text of the row, in a role.
func text(role theme.Role, of func(*store.Row) string) cellText {
	return func(_ *drawing, r *store.Row) (string, theme.Role) { return of(r), role }
}

// hidden shows a text that private mode masks.
func hidden(of func(*store.Row) string) cellText {
	return func(d *drawing, r *store.Row) (string, theme.Role) { return d.hide(of(r)), theme.Plain }
}

// since shows how long ago an instant is.
func since(of func(*store.Row) time.Time) cellText {
	return func(d *drawing, r *store.Row) (string, theme.Role) { return words.Ago(d.now, of(r)), theme.Plain }
}

// instant shows the time of day, too.
func instant(of func(*store.Row) time.Time) cellText {
	return func(d *drawing, r *store.Row) (string, theme.Role) {
		return of(r).In(d.zone).Format("2006-01-02 15:04"), theme.Plain
	}
}

// nameOf shows the name behind an ID.
func nameOf(kind client.NameKind, of func(*store.Row) string) cellText {
	return func(d *drawing, r *store.Row) (string, theme.Role) {
		if of(r) == "" {
			return "", theme.Dim
		}
		return d.named(filter.Ref{Kind: kind, ID: of(r)})
	}
}

func created(r *store.Row) time.Time { return r.CreatedAt }
func updated(r *store.Row) time.Time { return r.UpdatedAt }

func nameText(d *drawing, r *store.Row) (string, theme.Role) {
	if r.Bad != nil {
		return "could not be read: " + oneLine(r.Bad.Err.Error()), theme.Bad
	}
	if r.Name == "" {
		if r.Customer != "" {
			return d.hide(r.Customer), theme.Dim
		}
		return "untitled", theme.Dim
	}
	return d.hide(r.Name), theme.Plain
}

func assistantText(d *drawing, r *store.Row) (string, theme.Role) {
	text, ref := filter.AssistantOf(&r.Summary)
	switch {
	case ref.ID != "":
		return d.named(ref)
	case r.AssistantName != "":
		return d.hide(text), theme.Plain
	}
	return text, theme.Dim
}

func expiresText(d *drawing, r *store.Row) (string, theme.Role) {
	if !r.DeleteAt.IsZero() {
		left := max(0, int(math.Ceil(r.DeleteAt.Sub(d.now).Seconds())))
		return "del " + strconv.Itoa(left) + "s", theme.Warn
	}
	if r.Deleting {
		return "leaving", theme.Warn
	}
	switch e, at := r.Expiry(d.now); e {
	case client.Done:
		return "done", theme.Dim
	case client.Expired:
		return "expired", theme.Bad
	case client.MaybeExpired:
		return "maybe", theme.Warn
	default:
		return words.TimeLeft(at.Sub(d.now)), theme.Plain
	}
}

func costText(_ *drawing, r *store.Row) (string, theme.Role) {
	if math.IsNaN(r.Cost) {
		return "-", theme.Dim
	}
	return strconv.FormatFloat(r.Cost, 'f', 3, 64), theme.Plain
}

// flagsText shows who is waiting and what needs a look; signs, not colours.
func flagsText(_ *drawing, r *store.Row) (string, theme.Role) {
	look := r.ToolErrors > 0 || r.Flags&(client.FlagRefusal|client.FlagFiltered|client.FlagThreat) != 0
	switch {
	case r.Waiting() && look:
		return "<-!", theme.Warn
	case r.Waiting():
		return "<-", theme.Info
	case look:
		return "!", theme.Warn
	}
	return "", theme.Plain
}

// waitingText is for how long a caller has waited for an answer.
func waitingText(d *drawing, r *store.Row) (string, theme.Role) {
	if !r.Waiting() {
		return "", theme.Plain
	}
	return words.Ago(d.now, r.LastSpokeAt), theme.Info
}

func errorsText(_ *drawing, r *store.Row) (string, theme.Role) {
	if r.ToolErrors == 0 {
		return "", theme.Plain
	}
	return strconv.Itoa(int(r.ToolErrors)), theme.Warn
}

// outputsText shows structured outputs, the name of each and its result, as far
// as their JSON goes.
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
