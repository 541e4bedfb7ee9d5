package browse

import (
	"math"
	"strconv"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
)

// Column is one column of the list as a person may choose it.
type Column struct {
	Name  string // a name of [ColumnNames], or a JSON path such as ".customer.number"
	Width int    // cells; 0 for the column's own width
}

// stretches reports whether the column takes what the others leave.
func (c Column) stretches() bool { return c.Name == "name" && c.Width == 0 }

// kind is how a column is drawn and when it gives way.
type kind struct {
	title string
	width int
	right bool
	drop  int // the highest goes first when the width shrinks; 0 stays
	text  func(c *drawing, r *store.Row) (string, theme.Role)
}

// hitColumn is the column of the words around what was searched for.
const hitColumn = "hit"

// kinds are the columns that can be chosen, by name.
func kinds() map[string]kind {
	return map[string]kind{
		"name":      {"NAME", 0, false, 0, nameText},
		"assistant": {"ASSISTANT", 12, false, 2, assistantText},
		"age":       {"AGE", 6, true, 0, ageText},
		"idle":      {"IDLE", 6, true, 5, idleText},
		"expires":   {"EXPIRES", 7, true, 1, expiresText},
		"turns":     {"TRN", 4, true, 6, turnsText},
		"cost":      {"COST$", 7, true, 4, costText},
		"flags":     {"", 3, false, 7, flagsText},
		"status":    {"STATUS", 9, false, 8, statusText},
		"customer":  {"CUSTOMER", 16, false, 9, customerText},
		"squad":     {"SQUAD", 12, false, 10, squadText},
		"phone":     {"PHONE", 12, false, 11, phoneText},
		"created":   {"CREATED", 16, false, 12, createdText},
		"updated":   {"UPDATED", 16, false, 13, updatedText},
		"size":      {"SIZE", 7, true, 14, sizeText},
		hitColumn:   {"SAID", 36, false, 3, hitText},
		"id":        {"ID", 36, false, 15, idText},
	}
}

// ColumnNames lists the columns that can be chosen, the usual ones first. A
// JSON path that begins with a dot is a column too.
func ColumnNames() []string {
	return []string{"name", "assistant", "age", "idle", "expires", "turns", "cost", "flags",
		"status", "customer", "squad", "phone", "created", "updated", "size", "hit", "id"}
}

// IsColumn reports whether a column can be chosen by this name.
func IsColumn(name string) bool {
	_, known := kinds()[name]
	return known || strings.HasPrefix(name, ".") && len(name) > 1
}

// DefaultColumns is the choice of a person who has not chosen.
func DefaultColumns() []Column {
	var cols []Column
	for _, n := range ColumnNames()[:8] {
		cols = append(cols, Column{Name: n})
	}
	return cols
}

// Paths returns the JSON paths among the columns, in order: what Summary.Extra
// must hold for them.
func Paths(cols []Column) []string {
	var paths []string
	for _, c := range cols {
		if strings.HasPrefix(c.Name, ".") {
			paths = append(paths, c.Name)
		}
	}
	return paths
}

// planned is a column with its place on the screen.
type planned struct {
	Column
	kind
	x     int // from the left edge of the pane's text, before sideways scrolling
	width int
	extra int // index into Summary.Extra, or -1
}

// nameMin is what the name keeps while others give way.
const nameMin = 14

// gutter is the width of cursor, mark, status and their blanks.
const gutter = 4

// plan chooses which columns fit the width, and gives what is left to the name.
func plan(cols []Column, skip, width int) []planned {
	all, known, extra := make([]planned, 0, len(cols)), kinds(), 0
	for i, c := range cols {
		p := planned{Column: c, extra: -1}
		if strings.HasPrefix(c.Name, ".") {
			p.kind = kind{title: strings.ToUpper(c.Name[strings.LastIndexByte(c.Name, '.')+1:]), width: 16, drop: 20 + extra}
			p.extra = extra
			extra++
		} else if k, ok := known[c.Name]; ok {
			p.kind = k
		} else {
			continue
		}
		p.width = p.kind.width
		if c.Width > 0 {
			p.width = c.Width
		}
		if i == 0 || i > skip { // fields are numbered whether they are scrolled away or not
			all = append(all, p)
		}
	}
	for needed(all) > width-gutter {
		at := -1
		for i, p := range all {
			if p.drop > 0 && (at < 0 || p.drop > all[at].drop) {
				at = i
			}
		}
		if at < 0 {
			break
		}
		all = append(all[:at], all[at+1:]...)
	}
	return place(all, width-gutter)
}

// needed is the narrowest the columns can be, with a blank between them.
func needed(cols []planned) int {
	n := 0
	for _, c := range cols {
		w := c.width
		if c.stretches() {
			w = nameMin
		}
		n += w + 1
	}
	return max(0, n-1)
}

// place gives the name what is left over, and each column its x.
func place(cols []planned, width int) []planned {
	left := max(0, width-needed(cols))
	x := 0
	for i := range cols {
		if cols[i].stretches() {
			cols[i].width = max(0, min(nameMin+left, width))
			left = 0
		}
		cols[i].x = x
		x += cols[i].width + 1
	}
	return cols
}

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
