package trash

import (
	"bytes"
	"encoding/json"
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

// appendRecord appends the line of a record. The JSON of a session is most of
// its line and known to be valid: it is taken as it is, since encoding it would
// read it twice more.
func appendRecord(lines []byte, r *record) ([]byte, error) {
	head := *r
	head.JSON = nil
	line, err := encode(&head)
	if err != nil || r.JSON == nil {
		return append(lines, line...), err
	}
	lines = append(lines, bytes.TrimSuffix(line, []byte("}\n"))...)
	lines = append(lines, `,"json":`...)
	if bytes.IndexByte(r.JSON, '\n') < 0 {
		return append(append(lines, r.JSON...), "}\n"...), nil
	}
	var flat bytes.Buffer
	if err := json.Compact(&flat, r.JSON); err != nil {
		return lines, err
	}
	return append(append(lines, flat.Bytes()...), "}\n"...), nil
}
