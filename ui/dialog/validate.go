package dialog

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// The rules for what may be typed into forms. A function that is called fault
// returns what is wrong, with the rule, or "".

// lengthFault allows at most so many code points.
func lengthFault(s string, most int) string {
	if n := utf8.RuneCountInString(s) - most; n > 0 {
		return fmt.Sprintf("%s too long: at most %d", words.Plural(n, "character"), most)
	}
	return ""
}

// NameFault checks a session's name.
func NameFault(s string) string { return lengthFault(s, client.MaxNameLength) }

// CheckName returns the length of a name, such as "12/40", and its fault.
func CheckName(s string) (note, fault string) {
	return fmt.Sprintf("%d/%d", utf8.RuneCountInString(s), client.MaxNameLength), NameFault(s)
}

// parseExpires parses a length of time into whole seconds. An empty text is 0 seconds.
func parseExpires(s string) (seconds int64, fault string) {
	d, ok := words.ParseDuration(s)
	seconds = int64(d / time.Second)
	switch {
	case strings.TrimSpace(s) == "":
		return 0, ""
	case !ok:
		return 0, "write " + words.DurationExamples
	}
	if fault = CheckExpires(seconds); fault != "" {
		return 0, fault
	}
	return seconds, ""
}

// CheckExpires checks a length of time in seconds against the API's bounds.
func CheckExpires(seconds int64) string {
	if seconds < client.MinExpirationSeconds || seconds > client.MaxExpirationSeconds {
		return "from 60 s to 30 d"
	}
	return ""
}

// writeExpires spells seconds so that parseExpires can read them.
func writeExpires(seconds int64) string {
	return words.FormatDuration(time.Duration(seconds) * time.Second)
}

// expiryNote says what a length of time means: "= 129600 s, expires Tue 02:00".
func expiryNote(seconds int64, from time.Time, zone *time.Location) string {
	if seconds == 0 {
		return ""
	}
	at := from.Add(time.Duration(seconds) * time.Second).In(zone)
	when := at.Format("Mon 15:04")
	if at.Sub(from) >= 6*24*time.Hour {
		when = at.Format("2 Jan 15:04")
	}
	return fmt.Sprintf("= %d s, expires %s", seconds, when)
}

// idFault checks that an ID is a UUID, as all IDs of the API are.
func idFault(s string) string {
	switch {
	case s == "" || client.IsUUID(s):
		return ""
	case len(s) != 36 && partOfID(s):
		return fmt.Sprintf("an ID has 36 characters, this has %d", len(s))
	}
	return "an ID looks like 9f2c41d0-5a0e-4c1b-9d21-2f0c88ab77b1"
}

// partOfID reports whether a text has only characters of an ID.
func partOfID(s string) bool { return strings.Trim(s, "0123456789abcdefABCDEF-") == "" }

var e164 = regexp.MustCompile(`^\+[0-9]{7,15}$`)

// numberFault checks that a telephone number is written in E.164 format.
func numberFault(s string) string {
	if s == "" || e164.MatchString(s) {
		return ""
	}
	return "a number is + and 7 to 15 digits, such as +14155550107"
}

// maxMessageLength is the API's limit for a message, in code points.
const maxMessageLength = 10000

// messageFault checks the length of a message.
func messageFault(s string) string { return lengthFault(s, maxMessageLength) }
