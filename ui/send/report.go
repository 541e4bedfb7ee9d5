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

// Unfinished is the deletes that ended runs of the program left pending.
type Unfinished struct {
	Own    trash.Report  // of this account
	Others trash.Report  // of other accounts, which is only shown
	Unsure UnsureDeletes // what is known by now of Own.Unsure
}

// UnfinishedOf divides a report by account.
func UnfinishedOf(r trash.Report, account string) (u Unfinished) {
	u.Own, u.Others = r.ForAccount(account)
	u.Unsure.Unread = u.Own.Unsure
	return u
}

// Words say what was not finished, as far as it is known.
func (u *Unfinished) Words() []string {
	var all []string
	add := func(n int, text string) {
		if n > 0 {
			all = append(all, text)
		}
	}
	add(len(u.Own.NotSent), ReportText(trash.Report{NotSent: u.Own.NotSent}))
	deleted, there := len(u.Unsure.Deleted), len(u.Unsure.StillThere)
	if read := u.ReadSoFar(); read != "" {
		add(1, words.Plural(len(u.Own.Unsure), "delete")+" may have been sent: reading "+read+".")
	} else {
		add(deleted, words.Plural(deleted, "delete")+" arrived: "+thoseSessions(deleted)+" deleted.")
		add(there, words.Plural(there, "delete")+" did not arrive: "+thoseSessions(there)+" still there.")
		if unknown := len(u.Own.Unsure) - deleted - there; unknown > 0 {
			all = append(all, fmt.Sprintf("%s may have been sent, and the sessions cannot be read now: %s.", words.Plural(unknown, "delete"), u.Unsure.ReadErr.Error()))
		}
	}
	if text := ReportText(u.Others); text != "" {
		all = append(all, "Of another account: "+text)
	}
	return all
}

// ReadSoFar is how many sessions of Unsure are read; "" when that is done.
func (u *Unfinished) ReadSoFar() string {
	n, all := len(u.Unsure.Unread), len(u.Own.Unsure)
	if n == 0 {
		return ""
	}
	return words.Count(all-n) + " of " + words.Count(all)
}

// thoseSessions is a subject for n sessions.
func thoseSessions(n int) string { return oneOrMany(n, "that session is", "those sessions are") }

// oneOrMany is the text for one, or that for many.
func oneOrMany(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// ReportText is what ended runs left pending, in plain words; "" when that is nothing.
func ReportText(r trash.Report) string {
	var sentences []string
	if n := len(r.NotSent); n > 0 {
		sentences = append(sentences, words.Plural(n, "delete")+oneOrMany(n, " was", " were")+" not sent: "+thoseSessions(n)+" still there.")
	}
	if n := len(r.Unsure); n > 0 {
		check := oneOrMany(n, "it (ID ", "them (IDs ") + listIDs(r.Unsure) + ")."
		sentences = append(sentences, words.Plural(n, "delete")+" may have been sent when the program was killed: check "+check)
	}
	return strings.Join(sentences, " ")
}

func listIDs(ids []string) string {
	var named []string
	for _, id := range ids[:min(len(ids), maxNamed)] {
		named = append(named, printable(id))
	}
	return strings.Join(words.AndMore(named, len(ids)), ", ")
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
