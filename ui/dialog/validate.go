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

// Every rule for what may be typed into a form is here. Each check gives what is
// wrong, with the rule, or nothing.

// lengthFault holds a longest text, in code points.
func lengthFault(s string, most int) string {
	if n := utf8.RuneCountInString(s) - most; n > 0 {
		return fmt.Sprintf("%s too long: at most %d", words.Plural(n, "character"), most)
	}
	return ""
}

// NameFault holds the API's longest name.
func NameFault(s string) string { return lengthFault(s, client.MaxNameLength) }

// validateName says how long a name is, and what is wrong with it.
func validateName(s string) (note, fault string) {
	return fmt.Sprintf("%d/%d", utf8.RuneCountInString(s), client.MaxNameLength), NameFault(s)
}

// ParseExpires reads a length of time in whole seconds. Nothing is 0 seconds, which
// means that none is given.
func ParseExpires(s string) (seconds int64, fault string) {
	d, ok := words.ParseLength(s)
	seconds = int64(d / time.Second)
	switch {
	case strings.TrimSpace(s) == "":
		return 0, ""
	case !ok:
		return 0, "write " + words.Lengths
	}
	if fault = CheckExpires(seconds); fault != "" {
		return 0, fault
	}
	return seconds, ""
}

// CheckExpires holds the API's bounds for a length of time in seconds.
func CheckExpires(seconds int64) string {
	if seconds < client.MinExpirationSeconds || seconds > client.MaxExpirationSeconds {
		return "from 60 s to 30 d"
	}
	return ""
}

// writeExpires writes seconds as ParseExpires reads them.
func writeExpires(seconds int64) string {
	return words.FormatLength(time.Duration(seconds) * time.Second)
}

// expiryNote says what a typed limit means: "= 129600 s, expires Tue 02:00".
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

// idFault holds that an ID is a UUID, as all of the API's are.
func idFault(s string) string {
	switch {
	case s == "" || client.IsUUID(s):
		return ""
	case len(s) != 36 && partOfID(s):
		return fmt.Sprintf("an ID has 36 characters, this has %d", len(s))
	}
	return "an ID looks like 9f2c41d0-5a0e-4c1b-9d21-2f0c88ab77b1"
}

// partOfID reports whether an ID may be begun so.
func partOfID(s string) bool { return strings.Trim(s, "0123456789abcdefABCDEF-") == "" }

var e164 = regexp.MustCompile(`^\+[0-9]{7,15}$`)

// numberFault holds that a number is written as E.164 has it.
func numberFault(s string) string {
	if s == "" || e164.MatchString(s) {
		return ""
	}
	return "a number is + and 7 to 15 digits, such as +14155550107"
}

// maxMessageLength is the API's longest message, in code points.
const maxMessageLength = 10000

// messageFault holds the API's longest message.
func messageFault(s string) string { return lengthFault(s, maxMessageLength) }
