package client

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
)

// A page is the same in whatever pieces it comes.
func TestPiecesMakeNoDifference(t *testing.T) {
	text := `"name":"` + strings.Repeat(`a\n \"\u00e9`, 500) + `"`
	deep := strings.Repeat("[", 300) + strings.Repeat("]", 300)
	rows := []string{
		row(idA, text), `{"id":"x","messages":[{"role":"tool","content":"error"},{"role":"tool","content":{"error":1}}]}`, "null", row(idB, `"metadata":`+deep),
		"\r\n{\t\"id\" : \"z\" , \"cost\" : -1.5e-3 }",
	}
	for _, last := range []string{row(idC, text), `{"id":"y","name":"\x"}`, `{"id":"u","messages":[{"role":"tool","content":"e`} {
		raw := []byte(`{"a":[1],"results":[` + strings.Join(append(rows, last), ",") + `],"metadata":{"totalItems":7}}`)
		want, wantErr := readAnswer(bytes.NewReader(raw), newPicker(Pick{}).summaryRow)
		if len(want.Rows) < len(rows) {
			t.Fatal(want, wantErr)
		}
		for piece := 1; piece < len(raw); piece += 1 + piece/3 {
			got, err := readAnswer(&pieces{raw, piece}, newPicker(Pick{}).summaryRow)
			if fmt.Sprint(err) != fmt.Sprint(wantErr) || !sameSummaries(got, want) {
				t.Errorf("in pieces of %d: %v, %v\nwant %v, %v", piece, got, err, want, wantErr)
			}
		}
	}
}

// pieces gives no more than size bytes at a time.
type pieces struct {
	rest []byte
	size int
}

func (p *pieces) Read(to []byte) (int, error) {
	if len(p.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(to[:min(len(to), p.size)], p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

// sameSummaries compares what is printed of rows: a cost may be no number.
func sameSummaries(a, b *Page[Summary]) bool {
	if a == nil || b == nil || len(a.Rows) != len(b.Rows) || !reflect.DeepEqual(a.Meta, b.Meta) {
		return a == b
	}
	for i := range a.Rows {
		x, y := a.Rows[i], b.Rows[i]
		if (x.Bad == nil) != (y.Bad == nil) || x.Bad != nil && !reflect.DeepEqual(x.Bad, y.Bad) {
			return false
		}
		x.Bad, y.Bad = nil, nil
		if fmt.Sprintf("%+v", x) != fmt.Sprintf("%+v", y) {
			return false
		}
	}
	return true
}
