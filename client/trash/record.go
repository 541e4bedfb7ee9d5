package trash

import (
	"bytes"
	"encoding/json"
	"time"
)

// What a record says about the deletes of its sessions: record.effect. Records that
// are neither receipts nor copies have it as their Op.
const (
	opPlan    = "plan"
	opUnplan  = "unplan"
	opHold    = "hold"  // the copy is on disk, or copies are off; the delete is not sent yet
	opLeave   = "leave" // the held delete is sent now
	opPut     = "put"   // opHold and opLeave at once
	opStay    = "unput" // the delete is not sent now: its copy could not be written, or the server limits the rate
	opAgain   = "again" // the delete was sent and did not arrive: it is planned again
	opOutcome = "outcome"
)

// The kinds of writes: Receipt.Op.
const (
	OpCreate = "create"
	OpUpdate = "update"
	OpDelete = "delete"
)

// How a write ended: Receipt.Outcome. Other texts can be used too. Any outcome of a
// delete is final, except none, Unknown, RateLimited and NotArrived.
const (
	Done        = "done"
	Gone        = "gone"         // the session did not exist any more
	Refused     = "refused"      // the server refused, and nothing changed
	RateLimited = "rate limited" // the server limits the rate; the write is sent again
	NotArrived  = "not arrived"  // sent, and the session still exists; the write is sent again
	Unknown     = "unknown"      // sent, and no answer came
	NotSent     = "not sent"     // planned, and the run ended before sending it
)

// Receipt is the record of one write.
type Receipt struct {
	// Time is when the write ended; zero stands for now.
	Time      time.Time `json:"time,omitzero"`
	Account   string    `json:"account,omitempty"`
	ID        string    `json:"id,omitempty"`
	Op        string    `json:"op,omitempty"`
	Changes   []Change  `json:"changes,omitempty"`
	Outcome   string    `json:"outcome,omitempty"`
	RequestID string    `json:"requestId,omitempty"`
	Error     string    `json:"error,omitempty"`
}

// Change is one field of a write. Its values are written as they are given:
// Options.Mask is for copies alone.
type Change struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// record is one line of the journal: a receipt, a copy of a session, or what a
// run is about to do with its IDs.
type record struct {
	Receipt
	Run string `json:"run,omitempty"`
	N   int64  `json:"n"`
	// Reported marks what a later run wrote down for a run that ended.
	Reported bool `json:"told,omitempty"`

	// Only for records that are neither copies nor receipts. Versions are, for each ID
	// of a plan, the updatedAt of the session that is to be deleted; they can be absent.
	IDs      []string    `json:"ids,omitempty"`
	Versions []time.Time `json:"seen,omitempty"`

	// Only for copies. Held says that the delete is not sent yet.
	Name string          `json:"name,omitempty"`
	Held bool            `json:"held,omitempty"`
	JSON json.RawMessage `json:"json,omitempty"`
}

func (r *record) isReceipt() bool {
	return r.Outcome != "" || r.Op != "" && r.ID != ""
}

func (r *record) isCopy() bool { return r.Op == "" && r.Outcome == "" && r.ID != "" }

// isDeletion reports whether the record confirms that the session no longer
// exists.
func (r *record) isDeletion() bool {
	return r.Op == OpDelete && (r.Outcome == Done || r.Outcome == Gone)
}

// isFinal reports whether the outcome of a delete will not change.
func (r *record) isFinal() bool { return r.Reported || r.Outcome != "" && r.Outcome != Unknown }

// effect is what the record says about a delete.
func (r *record) effect() string {
	switch {
	case r.isCopy() && r.Held:
		return opHold
	case r.isCopy():
		return opPut
	case r.Op == OpDelete && r.Outcome == RateLimited:
		return opStay
	case r.Op == OpDelete && r.Outcome == NotArrived:
		return opAgain
	case r.Op == OpDelete:
		return opOutcome
	default:
		return r.Op
	}
}

// ids are the IDs of the sessions that the record is about.
func (r *record) ids() []string {
	if r.ID != "" {
		return []string{r.ID}
	}
	return r.IDs
}

// withoutCopy is the record that replaces an expired copy.
func (r *record) withoutCopy() record {
	return record{Receipt: Receipt{Time: r.Time, Account: r.Account, Op: r.effect()}, Run: r.Run, N: r.N, IDs: r.ids()}
}

// encode makes one line of v, its newline included.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}
