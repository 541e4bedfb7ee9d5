package sessions

import (
	"math"
	"strconv"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
)

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
		return d.name(string(ref.Kind), ref.ID)
	case r.AssistantName != "":
		return d.hide(text), theme.Plain
	}
	return text, theme.Dim
}

func squadText(d *drawing, r *store.Row) (string, theme.Role) {
	if r.SquadID == "" {
		return "", theme.Dim
	}
	return d.name("squad", r.SquadID)
}

func phoneText(d *drawing, r *store.Row) (string, theme.Role) {
	if r.PhoneNumberID == "" {
		return "", theme.Dim
	}
	return d.name("phone-number", r.PhoneNumberID)
}

func ageText(d *drawing, r *store.Row) (string, theme.Role) {
	return Span(d.now, r.CreatedAt), theme.Plain
}

func idleText(d *drawing, r *store.Row) (string, theme.Role) {
	return Span(d.now, r.UpdatedAt), theme.Plain
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
		return Left(at.Sub(d.now)), theme.Plain
	}
}

func turnsText(_ *drawing, r *store.Row) (string, theme.Role) {
	return strconv.Itoa(int(r.Turns)), theme.Plain
}

func costText(_ *drawing, r *store.Row) (string, theme.Role) {
	if math.IsNaN(r.Cost) {
		return "-", theme.Dim
	}
	return strconv.FormatFloat(r.Cost, 'f', 3, 64), theme.Plain
}

// flagsText shows who is waiting and what needs a look; signs, not colours.
func flagsText(_ *drawing, r *store.Row) (string, theme.Role) {
	look := r.Flags&(client.FlagToolError|client.FlagRefusal|client.FlagFiltered|client.FlagThreat) != 0
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

func statusText(_ *drawing, r *store.Row) (string, theme.Role) { return string(r.Status), theme.Plain }
func customerText(d *drawing, r *store.Row) (string, theme.Role) {
	return d.hide(r.Customer), theme.Plain
}
func createdText(d *drawing, r *store.Row) (string, theme.Role) {
	return r.CreatedAt.In(d.zone).Format("2006-01-02 15:04"), theme.Plain
}
func updatedText(d *drawing, r *store.Row) (string, theme.Role) {
	return r.UpdatedAt.In(d.zone).Format("2006-01-02 15:04"), theme.Plain
}
func sizeText(_ *drawing, r *store.Row) (string, theme.Role) { return Size(int64(r.Bytes)), theme.Dim }
func hitText(d *drawing, r *store.Row) (string, theme.Role)  { return d.hide(r.Hit), theme.Plain }
func idText(_ *drawing, r *store.Row) (string, theme.Role)   { return r.ID, theme.Dim }

// Span is how long ago an instant is, in at most five cells: 0s, 41m, 5h, 2d4h, 11d.
func Span(now, at time.Time) string {
	if at.IsZero() {
		return "?"
	}
	return short(max(0, now.Sub(at)))
}

func short(d time.Duration) string {
	days, hours := int(d.Hours())/24, int(d.Hours())%24
	switch {
	case d < time.Minute:
		return strconv.Itoa(int(d.Seconds())) + "s"
	case d < time.Hour:
		return strconv.Itoa(int(d.Minutes())) + "m"
	case d < 48*time.Hour:
		return strconv.Itoa(int(d.Hours())) + "h"
	case days < 10 && hours > 0:
		return strconv.Itoa(days) + "d" + strconv.Itoa(hours) + "h"
	case days < 1000:
		return strconv.Itoa(days) + "d"
	}
	return strconv.Itoa(days/365) + "y"
}

// Left is how much of a limit is left, in at most five cells: 45s, 12m, 23h58, 13d.
func Left(d time.Duration) string {
	h, m := int(d.Hours()), int(d.Minutes())%60
	switch {
	case d < time.Minute:
		return strconv.Itoa(int(d.Seconds())) + "s"
	case d < time.Hour:
		return strconv.Itoa(m) + "m"
	case h < 100:
		return strconv.Itoa(h) + "h" + strconv.Itoa(100 + m)[1:]
	}
	return strconv.Itoa(h/24) + "d"
}

// Size is a number of bytes in at most six cells, in units of 1000.
func Size(n int64) string {
	switch {
	case n < 1000:
		return strconv.FormatInt(n, 10) + "B"
	case n < 999_950: // what would be rounded to a thousand has the next unit
		return strconv.FormatFloat(float64(n)/1e3, 'f', 1, 64) + "k"
	case n < 999_950_000:
		return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + "M"
	}
	return strconv.FormatFloat(float64(n)/1e9, 'f', 1, 64) + "G"
}

func oneLine(s string) string {
	clean, _ := client.Clean(s)
	return clean
}
