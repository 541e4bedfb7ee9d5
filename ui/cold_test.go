package ui

import (
	"io"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/paint"
)

// BenchmarkKeyCold is a key as a person presses it: from the message to the
// bytes for the terminal, after a pause in which other programs have used the
// processor's caches. What is done once the frame has left is not counted.
func BenchmarkKeyCold(b *testing.B) {
	m := newBench(b, 1_000_000)
	m.update(b, tea.KeyPressMsg{Code: 'p', Text: "p"})
	written := 0
	p := paint.New(io.Discard, paint.Options{Gap: time.Nanosecond, Try: func(b []byte) (int, error) { written += len(b); return len(b), nil }})
	defer func() { _ = p.Close() }()
	others := make([]byte, 8<<20)
	keys := []rune{'j', 'k'}
	after := func() {
		m.Settle()
		if f, ok := m.Ahead(); ok {
			p.Expect(f)
		}
	}
	for range 60 {
		m.update(b, tea.KeyPressMsg{Code: 'j', Text: "j"})
		p.Paint(m.Frame())
	}
	written = 0
	var took time.Duration
	for i := 0; b.Loop(); i++ {
		for k := 0; k < len(others); k += 64 {
			others[k]++
		}
		start := time.Now()
		k := keys[i/30%2]
		m.React(tea.KeyPressMsg{Code: k, Text: string(k)})
		p.Paint(m.Frame())
		took += time.Since(start)
		after()
	}
	b.ReportMetric(float64(took.Nanoseconds())/float64(b.N), "ns/key")
	b.ReportMetric(float64(written)/float64(b.N), "B/key")
}
