package send

import (
	"fmt"
	"strconv"
	"strings"

	"vapi-sessions/client/trash"
	"vapi-sessions/ui/words"
)

// maxNamed is how many IDs a text names before it counts the rest.
const maxNamed = 5

// ReportText is what ended runs left pending, in plain words; "" when that is nothing.
func ReportText(r trash.Report) string {
	var sentences []string
	switch n := len(r.NotSent); n {
	case 0:
	case 1:
		sentences = append(sentences, "1 delete was not sent: that session is still there.")
	default:
		sentences = append(sentences, words.Count(n)+" deletes were not sent: those sessions are still there.")
	}
	switch n := len(r.Unsure); n {
	case 0:
	case 1:
		sentences = append(sentences, fmt.Sprintf("1 delete may have been sent when the program was killed: check it (ID %s).", printable(r.Unsure[0])))
	default:
		sentences = append(sentences, fmt.Sprintf("%s deletes may have been sent when the program was killed: check them (IDs %s).", words.Count(n), listIDs(r.Unsure)))
	}
	return strings.Join(sentences, " ")
}

func listIDs(ids []string) string {
	var named []string
	for _, id := range ids[:min(len(ids), maxNamed)] {
		named = append(named, printable(id))
	}
	if more := len(ids) - maxNamed; more > 0 {
		return strings.Join(named, ", ") + " and " + words.Count(more) + " more"
	}
	return strings.Join(named, ", ")
}

// printable quotes an ID that contains anything but visible ASCII characters.
func printable(id string) string {
	for _, c := range id {
		if c <= ' ' || c > '~' {
			return strconv.QuoteToASCII(id)
		}
	}
	return id
}
