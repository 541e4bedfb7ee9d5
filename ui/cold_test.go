package ui

import (
	"testing"
	"time"
)

// BenchmarkKeyCold is a key as a person presses it: from the message to the
// view, after a pause in which other programs have used the processor's caches.
func BenchmarkKeyCold(b *testing.B) {
	m := newBench(b, 1_000_000)
	m.update(b, keyPress('p'))
	others := make([]byte, 8<<20)
	keys := []rune{'j', 'k'}
	for range 60 {
		m.update(b, keyPress('j'))
		m.View()
	}
	var took time.Duration
	for i := 0; b.Loop(); i++ {
		for k := 0; k < len(others); k += 64 {
			others[k]++
		}
		start := time.Now()
		k := keys[i/30%2]
		m.Update(keyPress(k))
		m.View()
		took += time.Since(start)
	}
	b.ReportMetric(float64(took.Nanoseconds())/float64(b.N), "ns/key")
}
