package trash

import (
	"bytes"
	"encoding/json"
	"strconv"
	"time"
)

// encode makes one line of v, its newline included.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// decode reads one line into v; false when it is torn or something else.
func decode(line []byte, v any) bool { return json.Unmarshal(line, v) == nil }

// Lines that are written by the thousand are put together by hand, as encode
// would have them; what is not plain is left to it.

// appendRecord appends the line of a receipt.
func appendRecord(line []byte, r record) ([]byte, error) {
	if len(r.Changes) > 0 || r.Told || !asItIs(r.Account, r.ID, r.Op, r.Outcome, r.RequestID, r.Error, r.Run) || !usual(r.Time) {
		encoded, err := encode(r)
		return append(line, encoded...), err
	}
	line = appendTime(line, r.Time)
	line = appendSome(line, "account", r.Account)
	line = appendMember(line, "id", r.ID)
	line = appendMember(line, "op", r.Op)
	line = appendMember(line, "outcome", r.Outcome)
	line = appendSome(line, "requestId", r.RequestID)
	line = appendSome(line, "error", r.Error)
	line = appendMember(line, "run", r.Run)
	line = append(line, `,"n":`...)
	line = strconv.AppendInt(line, r.N, 10)
	return append(line, "}\n"...), nil
}

// appendHead appends the line of a copy up to the session, without a closing
// bracket.
func appendHead(line []byte, s stored) ([]byte, error) {
	if !asItIs(s.Run, s.Account, s.ID, s.Name) || !usual(s.Time) {
		s.JSON, s.Raw = nil, nil
		encoded, err := encode(s)
		return append(line, bytes.TrimSuffix(encoded, []byte("}\n"))...), err
	}
	line = appendTime(line, s.Time)
	line = appendMember(line, "run", s.Run)
	line = append(line, `,"n":`...)
	line = strconv.AppendInt(line, s.N, 10)
	line = appendMember(line, "account", s.Account)
	line = appendMember(line, "id", s.ID)
	line = appendSome(line, "name", s.Name)
	if s.Held {
		line = append(line, `,"held":true`...)
	}
	return line, nil
}

func appendTime(line []byte, at time.Time) []byte {
	line = append(line, `{"time":"`...)
	line = at.AppendFormat(line, time.RFC3339Nano)
	return append(line, '"')
}

// usual reports whether a time is written without the checks that encode makes.
func usual(at time.Time) bool {
	at = at.UTC()
	return at.Year() >= 1 && at.Year() < 9999
}

func appendMember(line []byte, name, text string) []byte {
	line = append(line, ',', '"')
	line = append(line, name...)
	line = append(line, `":"`...)
	line = append(line, text...)
	return append(line, '"')
}

func appendSome(line []byte, name, text string) []byte {
	if text == "" {
		return line
	}
	return appendMember(line, name, text)
}

// asItIs reports whether all texts can stand in JSON as they are.
func asItIs(texts ...string) bool {
	for _, text := range texts {
		for i := range len(text) {
			if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
				return false
			}
		}
	}
	return true
}
