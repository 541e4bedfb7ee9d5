package paint

import (
	"io"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// Who gets the terminal finds no answer in it that somebody else asked for.
func TestTheTerminalIsLentWhenItHasAnswered(t *testing.T) {
	for name, c := range map[string]struct {
		answers int
		after   time.Duration
	}{
		"answers to all":   {2, 0},
		"answers to one":   {1, queryTimeout},
		"no answer at all": {0, queryTimeout},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				sent := make(chan tea.Msg, 9)
				p := &program{keys: &keyInput{}, painter: newPainter(io.Discard, nil), send: func(m tea.Msg) { sent <- m }, stop: func(error) {}}
				defer func() { _ = p.painter.close(nil) }()
				p.queryFeatures()
				p.query("\x1b]11;?\x1b\\")
				for _, msg := range []tea.Msg{Exec(nil, nil)(), tea.SuspendMsg{}, tea.QuitMsg{}} {
					if now := p.filter(nil, msg); now != nil {
						t.Errorf("%T is handled before the terminal has answered", msg)
					}
				}
				for range c.answers {
					p.filter(nil, uv.PrimaryDeviceAttributesEvent{})
				}
				began := time.Now()
				for range 3 {
					msg := <-sent
					for _, over := msg.(queryTimeoutMsg); over; _, over = msg.(queryTimeoutMsg) {
						p.filter(nil, msg)
						msg = <-sent
					}
					if waited := time.Since(began); waited != c.after {
						t.Errorf("%T is handled after %v, want %v", msg, waited, c.after)
					}
				}
				time.Sleep(2 * queryTimeout)
				if now := p.filter(nil, Exec(nil, nil)()); now == nil {
					t.Error("the terminal is not lent although no answer is to come")
				}
			})
		})
	}
}
