package ui

import (
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
)

// newBench is a program over generated sessions whose first page has come.
func newBench(b *testing.B, sessions int) *Model {
	b.Helper()
	srv := demotest.New(demo.Options{Sessions: sessions, Seed: 1, Token: "demo", Odd: true})
	b.Cleanup(func() { _ = srv.Close() })
	c, err := client.New(client.Options{BaseURL: "http://127.0.0.1", Token: "demo", HTTP: srv.Transport()})
	if err != nil {
		b.Fatal(err)
	}
	o := Options{Server: Server{API: c, Account: "demo"}, Settings: config.Default(), Keys: keymap.Default(),
		Now: time.Now, Zone: time.UTC}
	m := New(b.Context(), o)
	pump(m, m.Init())
	m.update(b, tea.WindowSizeMsg{Width: 120, Height: 40})
	return m
}

// update gives the model a message, and then all answers that it leads to.
func (m *Model) update(b *testing.B, msg tea.Msg) {
	b.Helper()
	_, cmd := m.Update(msg)
	pump(m, cmd)
}

// pump runs commands until none is left, but those that wait for a moment.
func pump(m *Model, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	done := make(chan tea.Msg, 1)
	go func() { done <- cmd() }()
	select {
	case msg := <-done:
		if all, ok := msg.(tea.BatchMsg); ok {
			for _, c := range all {
				pump(m, c)
			}
			return
		}
		if msg != nil {
			_, next := m.Update(msg)
			pump(m, next)
		}
	case <-time.After(20 * time.Millisecond):
	}
}

// BenchmarkKey is a key and the frame that follows it, rows loaded.
func BenchmarkKey(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000, 10_000_000} {
		for name, keys := range map[string][2]rune{"jk": {'j', 'k'}} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				m := newBench(b, n)
				for i := 0; b.Loop(); i++ {
					m.Update(keyPress(keys[i%2]))
					m.View()
				}
			})
		}
		b.Run(fmt.Sprintf("page/%d", n), func(b *testing.B) {
			m := newBench(b, n)
			codes := []rune{tea.KeyPgDown, tea.KeyPgUp}
			for i := 0; b.Loop(); i++ {
				m.Update(tea.KeyPressMsg{Code: codes[i%2]})
				m.View()
			}
		})
	}
}
