package client

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// bigPage is a page of n sessions of some 16 kB each, the same for the same n.
func bigPage(n int) []byte {
	rnd := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the order was sent on monday and I would like to change \"it\" please call me back tomorrow größer 日本 naïve thanks")
	text := func(n int) string {
		var b strings.Builder
		for b.Len() < n {
			b.WriteString(words[rnd.IntN(len(words))] + " ")
		}
		q, _ := json.Marshal(b.String())
		return string(q)
	}
	rows := make([]string, n)
	for i := range rows {
		var messages []string
		for j := range 30 {
			role := []string{"user", "assistant", "tool"}[j%3]
			messages = append(messages, fmt.Sprintf(`{"role":%q,"content":%s,"metadata":{"seq":%d,"ok":true}}`, role, text(200), j))
		}
		rows[i] = row(fmt.Sprintf("%08x-1111-4111-8111-%012x", rnd.Uint32(), i), `"name":`+text(10), `"status":"active"`,
			`"assistantId":"aaaaaaaa-1111-4111-8111-00000000000`+fmt.Sprint(i%10)+`"`, `"expirationSeconds":86400`, `"cost":0.0123`,
			`"customer":{"number":"+1555000`+fmt.Sprintf("%04d", i)+`"}`,
			`"assistant":{"name":"Front desk","model":{"provider":"openai","model":"gpt","messages":[{"role":"system","content":`+text(6000)+`}],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{}}},"server":{"url":"https://example.org/hook"}}]}}`,
			`"costs":[{"type":"model","promptTokens":10,"completionTokens":20,"cost":0.01}]`,
			`"messages":[`+strings.Join(messages, ",")+"]")
	}
	return []byte(pageOf(rows...))
}

// fullSession is what a plain client decodes into.
type fullSession struct {
	ID                string         `json:"id"`
	OrgID             string         `json:"orgId"`
	CreatedAt         string         `json:"createdAt"`
	UpdatedAt         string         `json:"updatedAt"`
	Name              string         `json:"name"`
	Status            string         `json:"status"`
	ExpirationSeconds float64        `json:"expirationSeconds"`
	Cost              float64        `json:"cost"`
	AssistantID       string         `json:"assistantId"`
	Customer          map[string]any `json:"customer"`
	Assistant         struct {
		Name  string `json:"name"`
		Model struct {
			Provider string `json:"provider"`
			Model    string `json:"model"`
			Messages []struct {
				Role    string `json:"role"`
				Content string `json:"content"`
			} `json:"messages"`
			Tools []map[string]any `json:"tools"`
		} `json:"model"`
	} `json:"assistant"`
	Costs    []map[string]any `json:"costs"`
	Messages []struct {
		Role     string         `json:"role"`
		Content  string         `json:"content"`
		Metadata map[string]any `json:"metadata"`
	} `json:"messages"`
}

func BenchmarkPage(b *testing.B) {
	raw := bigPage(1000)
	b.Run("summaries", func(b *testing.B) {
		b.SetBytes(int64(len(raw)))
		b.ReportAllocs()
		for b.Loop() {
			page, err := readAnswer(bytes.NewReader(raw), newPicker(Pick{}).summaryRow)
			if err != nil || len(page.Rows) != 1000 {
				b.Fatal(err)
			}
		}
	})
	b.Run("screen", func(b *testing.B) {
		const rows = 38
		raw := bigPage(rows)
		b.SetBytes(int64(len(raw)))
		b.ReportAllocs()
		for b.Loop() {
			if page, err := readAnswer(bytes.NewReader(raw), newPicker(Pick{}).summaryRow); err != nil || len(page.Rows) != rows {
				b.Fatal(err)
			}
		}
	})
	b.Run("search", func(b *testing.B) {
		b.SetBytes(int64(len(raw)))
		for b.Loop() {
			if _, err := readAnswer(bytes.NewReader(raw), newPicker(Pick{Text: "nowhere"}).summaryRow); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("sessions", func(b *testing.B) {
		b.SetBytes(int64(len(raw)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := readAnswer(bytes.NewReader(raw), decodeSessionRow); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.SetBytes(int64(len(raw)))
		b.ReportAllocs()
		for b.Loop() {
			var page struct {
				Results []fullSession `json:"results"`
			}
			if err := json.Unmarshal(raw, &page); err != nil || len(page.Results) != 1000 {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkSession reads a session of some 50 MB whole.
func BenchmarkSession(b *testing.B) {
	message := `{"role":"user","content":"` + strings.Repeat(`the order "it" größer `, 20) + `","metadata":{"seq":1}}`
	message = strings.ReplaceAll(message, `"it"`, `\"it\"`)
	raw := []byte(row(idA, `"messages":[`+strings.Repeat(message+",", 50<<20/len(message))+message+"]"))
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeSession(raw); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFetch is a screen of rows over a connection; a server that does
// nothing but write is in its figures.
func BenchmarkFetch(b *testing.B) {
	const rows = 38
	raw := bigPage(rows)
	c := serve(b, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(raw) })
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if page, err := c.Summaries(b.Context(), ListParams{Limit: rows}, Pick{}); err != nil || len(page.Rows) != rows {
			b.Fatal(err)
		}
	}
	c.Close()
}

func BenchmarkRedact(b *testing.B) {
	for name, raw := range map[string][]byte{
		"page":    bigPage(200),
		"secrets": []byte("[" + strings.Repeat(`{"apiKey":"0123456789","a":1,"headers":{"X-Key":"abc"},"url":"https://u:p@example.org/?token=x"},`, 2000) + "1]"),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				Redact(raw)
			}
		})
	}
}

func BenchmarkClean(b *testing.B) {
	for name, s := range map[string]string{
		"plain":    strings.Repeat("the order was sent on monday. ", 1000),
		"mixed":    strings.Repeat("größer, naïve, 日本語のテキスト, Привет мир. ", 1000),
		"hostile":  strings.Repeat("a\x1b[31mb\u202ec\u200bd\te\r\n", 1000),
		"shortrow": "Front desk, monday",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				Clean(s)
			}
		})
	}
}

// measure reports what f allocates and what of it is kept.
func measure(f func() any) (keptBytes, keptObjects, allocated float64) {
	var before, after, end runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&before)
	kept := f()
	runtime.ReadMemStats(&after)
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&end)
	runtime.KeepAlive(kept)
	return float64(end.HeapAlloc) - float64(before.HeapAlloc), float64(end.HeapObjects) - float64(before.HeapObjects),
		float64(after.TotalAlloc - before.TotalAlloc)
}

// BenchmarkMemoryOfAPage tells what a row costs: kept with its page, and passing
// through for each further row of some 16 kB.
func BenchmarkMemoryOfAPage(b *testing.B) {
	small, large := bigPage(250), bigPage(1000)
	var bytesKept, objects, transient float64
	for b.Loop() {
		_, _, few := measure(func() any { return mustRead(b, small, 250) })
		kept, n, many := measure(func() any { return mustRead(b, large, 1000) })
		bytesKept, objects, transient = kept/1000, n/1000, (many-few)/750
	}
	b.ReportMetric(bytesKept, "B-kept/row")
	b.ReportMetric(objects, "objects-kept/row")
	b.ReportMetric(transient, "B-allocated/row")
}

func mustRead(t testing.TB, raw []byte, rows int) *Page[Summary] {
	t.Helper()
	page, err := readAnswer(bytes.NewReader(raw), newPicker(Pick{}).summaryRow)
	if err != nil || len(page.Rows) != rows {
		t.Fatalf("%v", err)
	}
	return page
}

// What is kept of a row shares no memory with the answer that it came in.
func TestARowKeepsNothingOfItsAnswer(t *testing.T) {
	read := newPicker(Pick{Paths: []string{".messages[0]"}, Text: "a"}).summaryRow
	var before []string
	overwritten := func(raw jsontext.Value) (Summary, bool) {
		raw = bytes.Clone(raw)
		row, named := read(raw)
		before = append(before, fmt.Sprintf("%+v", row))
		for i := range raw {
			raw[i] = 'x'
		}
		return row, named
	}
	page, err := readAnswer(bytes.NewReader(bigPage(20)), overwritten)
	if err != nil || len(page.Rows) != 20 {
		t.Fatalf("%v", err)
	}
	for i, row := range page.Rows {
		if after := fmt.Sprintf("%+v", row); after != before[i] {
			t.Errorf("row %d changed with the answer: %s", i, after)
		}
	}
}

func TestRowsComeAsTheyArrive(t *testing.T) {
	r, w := io.Pipe()
	got := make(chan string)
	tell := func(raw jsontext.Value) (SessionRow, bool) {
		row, named := decodeSessionRow(raw)
		got <- row.ID
		return row, named
	}
	go func() {
		_, _ = readAnswer(r, tell)
		close(got)
	}()
	_, _ = io.WriteString(w, `{"results":[`+row(idA, `"name":"`+strings.Repeat("x", 4096)+`"`)+`,`)
	if id := <-got; id != idA {
		t.Errorf("first %s", id)
	}
	_, _ = io.WriteString(w, row(idB)+`]}`)
	_ = w.Close()
	if id := <-got; id != idB {
		t.Errorf("then %s", id)
	}
	<-got
}
