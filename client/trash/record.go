package trash

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"
)

// What a record of this package's own says about its sessions: record.does. A
// receipt has the Op of its write instead, and a copy has none.
const (
	opPlan   = "plan"
	opUnplan = "unplan"
	opHold   = "hold"  // a copy is on disk (or copies are off): the delete does not leave yet
	opLeave  = "leave" // what was held leaves now
	opPut    = "put"   // both: the delete may leave
	opUnput  = "unput" // the copy could not be written, or the server wants to be asked later: the delete does not leave
	opAgain  = "again" // what was sent did not arrive: it is planned as before
	opOut    = "outcome"
)

// What a write does: Receipt.Op.
const (
	OpCreate = "create"
	OpUpdate = "update"
	OpDelete = "delete"
)

// How a write ended: Receipt.Outcome. Others can be used; for a delete all but
// Unknown (and none), Limited and Again say that it has come to an end.
const (
	Done    = "done"
	Gone    = "gone"         // the session was not there any more
	Refused = "refused"      // the server said no, and nothing changed
	Limited = "rate limited" // the server said not now, and it is sent again
	Again   = "not arrived"  // sent, and the session is there still: it is sent again
	Unknown = "unknown"      // sent, and no answer came
	NotSent = "not sent"     // planned, and the run ended before sending it
)

// Receipt is what is kept of one write.
type Receipt struct {
	// Time is when the write ended; the present when zero.
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
	// Told marks what a later run wrote down for one that ended.
	Told bool `json:"told,omitempty"`

	// Of a record that is neither copy nor receipt. Seen is, for each ID of a
	// plan, the version that is to be deleted; it can be left out.
	IDs  []string    `json:"ids,omitempty"`
	Seen []time.Time `json:"seen,omitempty"`

	// Of a copy. Held says that the delete did not leave yet.
	Name string          `json:"name,omitempty"`
	Held bool            `json:"held,omitempty"`
	JSON json.RawMessage `json:"json,omitempty"`
}

func (r *record) isReceipt() bool {
	return r.Outcome != "" || r.Op != "" && r.ID != ""
}

func (r *record) isCopy() bool { return r.Op == "" && r.Outcome == "" && r.ID != "" }

// deleted says that the session is no more.
func (r *record) deleted() bool {
	return r.Op == OpDelete && (r.Outcome == Done || r.Outcome == Gone)
}

// settled says that a delete has come to an end.
func (r *record) settled() bool { return r.Told || r.Outcome != "" && r.Outcome != Unknown }

// does is what the record says about a delete.
func (r *record) does() string {
	switch {
	case r.isCopy() && r.Held:
		return opHold
	case r.isCopy():
		return opPut
	case r.Op == OpDelete && r.Outcome == Limited:
		return opUnput
	case r.Op == OpDelete && r.Outcome == Again:
		return opAgain
	case r.Op == OpDelete:
		return opOut
	default:
		return r.Op
	}
}

// ids are the sessions that the record is about.
func (r *record) ids() []string {
	if r.ID != "" {
		return []string{r.ID}
	}
	return r.IDs
}

// withoutCopy is what a copy still says when its session is taken out of it.
func (r *record) withoutCopy() record {
	return record{Receipt: Receipt{Time: r.Time, Account: r.Account, Op: r.does()}, Run: r.Run, N: r.N, IDs: r.ids()}
}

// line is the line of a record. The JSON of a session is most of it and known to
// be valid: it is taken as it is, since encoding it would read it twice more.
func (r *record) line() ([]byte, error) {
	head, body := *r, r.JSON
	head.JSON = nil
	line, err := encode(&head)
	if err != nil || body == nil {
		return line, err
	}
	if bytes.IndexByte(body, '\n') >= 0 {
		var flat bytes.Buffer
		if err := json.Compact(&flat, body); err != nil {
			return nil, err
		}
		body = flat.Bytes()
	}
	return slices.Concat(bytes.TrimSuffix(line, []byte("}\n")), []byte(`,"json":`), body, []byte("}\n")), nil
}

// encode makes one line of v, its newline included.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}
