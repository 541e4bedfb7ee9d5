package dialog

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"vapi-sessions/client"
)

// Every rule for what may be typed into a form is here. Each check gives what is
// wrong, with the rule, or nothing.

// checkName holds the API's longest name.
func checkName(s string) string {
	if n := utf8.RuneCountInString(s); n > client.MaxNameLength {
		return fmt.Sprintf("%d characters too long: at most %d", n-client.MaxNameLength, client.MaxNameLength)
	}
	return ""
}

// checkName says how long a name is, and what is wrong with it.
func (c *control) checkName() {
	c.note = strconv.Itoa(utf8.RuneCountInString(c.field.Value())) + "/" + strconv.Itoa(client.MaxNameLength)
	c.fault = checkName(c.field.Value())
}

// ParseExpires reads "36h", "2d", "1d12h", "90m" or a number of seconds.
// Nothing is 0 seconds, which means that none is given.
func ParseExpires(s string) (seconds int64, fault string) {
	s = strings.ToLower(strings.ReplaceAll(s, " ", ""))
	if s == "" {
		return 0, ""
	}
	total, rest := int64(0), s
	for rest != "" {
		i := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
		unit := byte('s')
		digits := rest
		if i >= 0 {
			digits, unit, rest = rest[:i], rest[i], rest[i+1:]
		} else {
			rest = ""
		}
		n, err := strconv.ParseInt(digits, 10, 32)
		per := map[byte]int64{'s': 1, 'm': 60, 'h': 3600, 'd': 86400}[unit]
		if err != nil || per == 0 {
			return 0, "write 36h, 2d, 1d12h, 90m or a number of seconds"
		}
		total += n * per
	}
	if total < client.MinExpirationSeconds || total > client.MaxExpirationSeconds {
		return 0, "from 60 s to 30 d"
	}
	return total, ""
}

// writeExpires writes seconds as ParseExpires reads them, in the largest unit
// that is exact.
func writeExpires(seconds int64) string {
	for _, u := range []struct {
		per  int64
		name string
	}{{86400, "d"}, {3600, "h"}, {60, "m"}} {
		if seconds >= u.per && seconds%u.per == 0 {
			return strconv.FormatInt(seconds/u.per, 10) + u.name
		}
	}
	return strconv.FormatInt(seconds, 10)
}

// resolved says what a typed limit means: "= 129600 s, expires Tue 02:00".
func resolved(seconds int64, from time.Time, zone *time.Location) string {
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

// checkID holds that an ID is a UUID, as all of the API's are.
func checkID(s string) string {
	if s == "" {
		return ""
	}
	for i, r := range s {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		hex := r >= '0' && r <= '9' || r >= 'a' && r <= 'f' || r >= 'A' && r <= 'F'
		if dash != (r == '-') || !dash && !hex {
			return "an ID looks like 9f2c41d0-5a0e-4c1b-9d21-2f0c88ab77b1"
		}
	}
	if len(s) != 36 {
		return fmt.Sprintf("an ID has 36 characters, this has %d", utf8.RuneCountInString(s))
	}
	return ""
}

// checkNumber holds that a number is written as E.164 has it.
func checkNumber(s string) string {
	if s == "" {
		return ""
	}
	digits, ok := strings.CutPrefix(s, "+")
	for _, r := range digits {
		ok = ok && r >= '0' && r <= '9'
	}
	if !ok || len(digits) < 7 || len(digits) > 15 {
		return "a number is + and 7 to 15 digits, such as +14155550107"
	}
	return ""
}

// maxMessage is the API's longest message, in code points.
const maxMessage = 10000

// checkMessage holds the API's longest message.
func checkMessage(s string) string {
	if n := utf8.RuneCountInString(s); n > maxMessage {
		return fmt.Sprintf("%d characters too long: at most %d", n-maxMessage, maxMessage)
	}
	return ""
}
