package detail

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
)

// huge is a session with as many bytes of JSON, 5 kB to a message.
func huge(b testing.TB, size int) *client.Session {
	b.Helper()
	var raw strings.Builder
	raw.WriteString(`{"id":"33333333-2222-4333-8444-555555555555","createdAt":"2026-08-03T12:00:00Z","updatedAt":"2026-08-03T12:00:00Z","status":"active","assistant":{"name":"a","credentials":[{"apiKey":"x"}]},"messages":[`)
	text := strings.Repeat("the quick brown fox jumps over the lazy dog\\n", 110)
	for i := 0; raw.Len() < size; i++ {
		if i > 0 {
			raw.WriteByte(',')
		}
		fmt.Fprintf(&raw, `{"role":"%s","content":"Message %d\n%s"}`, []string{"user", "assistant"}[i%2], i, text)
	}
	raw.WriteString(`]}`)
	return decode(b, raw.String())
}

func sizes(b *testing.B, run func(b *testing.B, s *client.Session)) {
	for _, n := range []int{10, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { run(b, large(b, n)) })
	}
	b.Run("50MB", func(b *testing.B) { run(b, huge(b, 50<<20)) })
}

// BenchmarkOpen is from the session to its first screen.
func BenchmarkOpen(b *testing.B) {
	for _, tab := range []Tab{TabTranscript, TabInfo, TabJSON} {
		b.Run(tab.String(), func(b *testing.B) {
			sizes(b, func(b *testing.B, s *client.Session) {
				p := newPane(colorprofile.TrueColor, 60, 30)
				p.SetTab(tab)
				b.ReportAllocs()
				for b.Loop() {
					p.Clear()
					p.memory = memory{}
					p.Show(s)
					p.Lines()
				}
			})
		})
	}
}

// BenchmarkScroll is a key and its frame, down and around.
func BenchmarkScroll(b *testing.B) {
	for _, tab := range []Tab{TabTranscript, TabJSON} {
		for _, a := range []keymap.Action{keymap.Down, keymap.PageDown} {
			b.Run(tab.String()+"/"+string(a), func(b *testing.B) {
				sizes(b, func(b *testing.B, s *client.Session) {
					p := newPane(colorprofile.TrueColor, 60, 30)
					p.Show(s)
					p.SetTab(tab)
					for p.Work() {
					}
					b.ReportAllocs()
					for b.Loop() {
						before := p.view().cursor
						p.Do(a)
						p.Lines()
						if p.view().cursor == before {
							p.Do(keymap.Top)
						}
					}
				})
			})
		}
	}
}

// BenchmarkFind goes through all of a session once.
func BenchmarkFind(b *testing.B) {
	for _, tab := range []Tab{TabTranscript, TabJSON} {
		for _, want := range []string{"not there", "lazy dog"} {
			b.Run(tab.String()+"/"+strings.ReplaceAll(want, " ", "-"), func(b *testing.B) {
				sizes(b, func(b *testing.B, s *client.Session) {
					p := newPane(colorprofile.TrueColor, 60, 30)
					p.Show(s)
					p.SetTab(tab)
					for p.Work() {
					}
					b.SetBytes(int64(len(s.Raw)))
					for b.Loop() {
						p.search(want, position{}, false)
						for p.Work() {
						}
					}
				})
			})
		}
	}
}

// BenchmarkFold closes and opens all folds, each with its frame.
func BenchmarkFold(b *testing.B) {
	for _, tab := range []Tab{TabTranscript, TabJSON} {
		b.Run(tab.String(), func(b *testing.B) {
			sizes(b, func(b *testing.B, s *client.Session) {
				p := newPane(colorprofile.TrueColor, 60, 30)
				p.Show(s)
				p.SetTab(tab)
				for p.Work() {
				}
				b.ReportAllocs()
				for b.Loop() {
					p.Do(keymap.FoldCloseAll)
					p.Lines()
					p.Do(keymap.FoldOpenAll)
					p.Lines()
				}
			})
		})
	}
}

// BenchmarkIndex reads the lines of a document to its end.
func BenchmarkIndex(b *testing.B) {
	s := huge(b, 50<<20)
	b.SetBytes(int64(len(s.Raw)))
	for b.Loop() {
		read(s.Raw, indexStepBytes)
	}
}

// BenchmarkFrame draws the same screen again.
func BenchmarkFrame(b *testing.B) {
	p := newPane(colorprofile.TrueColor, 120, 40)
	p.Show(large(b, 1000))
	b.ReportAllocs()
	for b.Loop() {
		p.Lines()
	}
}
