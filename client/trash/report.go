package trash

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxNamed is how many IDs a Report names before it counts the rest.
const maxNamed = 5

// Report is what runs that ended have left undone. IDs are sorted.
type Report struct {
	// NotSent were to be deleted and never sent: they are still there.
	NotSent []string
	// Unsure may have been deleted: their deletes were about to leave, and no
	// outcome is known.
	Unsure []string

	left map[string]entry
}

// Seen is the updatedAt of a session of the report that the person agreed to
// delete; zero when it is not known.
func (r Report) Seen(id string) time.Time { return r.left[id].seen }

// Of is what concerns the sessions of an account, and the rest.
func (r Report) Of(account string) (its, rest Report) {
	its.left, rest.left = r.left, r.left
	split := func(ids []string, its, rest *[]string) {
		for _, id := range ids {
			if r.left[id].account == account {
				*its = append(*its, id)
			} else {
				*rest = append(*rest, id)
			}
		}
	}
	split(r.NotSent, &its.NotSent, &rest.NotSent)
	split(r.Unsure, &its.Unsure, &rest.Unsure)
	return its, rest
}

// Empty says that there is nothing to tell.
func (r Report) Empty() bool { return len(r.NotSent)+len(r.Unsure) == 0 }

// String tells it to a person in plain words; "" when there is nothing to tell.
func (r Report) String() string {
	var said []string
	switch n := len(r.NotSent); n {
	case 0:
	case 1:
		said = append(said, "1 delete was not sent: that session is still there.")
	default:
		said = append(said, fmt.Sprintf("%d deletes were not sent: those sessions are still there.", n))
	}
	switch n := len(r.Unsure); n {
	case 0:
	case 1:
		said = append(said, fmt.Sprintf("1 delete may have been sent when the program was killed: check it (ID %s).", plain(r.Unsure[0])))
	default:
		said = append(said, fmt.Sprintf("%d deletes may have been sent when the program was killed: check them (IDs %s).", n, names(r.Unsure)))
	}
	return strings.Join(said, " ")
}

func names(ids []string) string {
	var named []string
	for _, id := range ids[:min(len(ids), maxNamed)] {
		named = append(named, plain(id))
	}
	if more := len(ids) - maxNamed; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(named, ", "), more)
	}
	return strings.Join(named, ", ")
}

// plain quotes an ID that holds anything a terminal might take for more than
// text.
func plain(id string) string {
	for _, c := range id {
		if c <= ' ' || c > '~' {
			return strconv.QuoteToASCII(id)
		}
	}
	return id
}

// add takes a delete that did not come to an end into the report, and gives
// the receipt that says so.
func (r *Report) add(id string, e entry, to record, now time.Time) *record {
	to.Receipt = Receipt{Time: now.UTC(), Account: e.account, ID: id, Op: OpDelete, Outcome: Unknown}
	to.Error = "the program ended before the outcome was known"
	if r.left == nil {
		r.left = map[string]entry{}
	}
	r.left[id] = e
	if e.stage == planned || e.stage == held {
		to.Outcome = NotSent
		to.Error = "the program ended before it was sent"
		r.NotSent = append(r.NotSent, id)
		return &to
	}
	r.Unsure = append(r.Unsure, id)
	return &to
}

// tidy sorts the IDs and names each once: what one run planned, another may
// have sent.
func (r *Report) tidy() {
	slices.Sort(r.Unsure)
	r.Unsure = slices.Compact(r.Unsure)
	slices.Sort(r.NotSent)
	r.NotSent = slices.DeleteFunc(slices.Compact(r.NotSent), func(id string) bool {
		_, unsure := slices.BinarySearch(r.Unsure, id)
		return unsure
	})
}
