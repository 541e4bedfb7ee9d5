package paint

import (
	"reflect"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// queryTimeout is how long the terminal is given to answer. Somebody else may
// have the terminal only when no answer is to come, or it would read that.
const queryTimeout = time.Second

// unansweredMsg says that the time to answer is over.
type queryTimeoutMsg struct{ upTo int }

// canQuery reports whether a terminal can be asked: some print what they do not
// understand.
func canQuery(env func(string) string) bool {
	term := env("TERM")
	return term != "linux" && term != "dumb" && !strings.Contains(env("TERM_PROGRAM"), "Apple")
}

// queryFeatures asks a terminal what it can do, once it is taken.
func (p *program) queryFeatures() {
	queries := "\x1b[?u"
	if p.env("SSH_TTY") == "" || supportsSync(p.env) {
		queries += ansi.RequestModeSynchronizedOutput
	}
	p.query(queries)
}

// query sends queries to the terminal. The last one is answered by every terminal,
// and after all others.
func (p *program) query(queries string) {
	if !canQuery(p.env) {
		return
	}
	p.painter.write([]byte(queries + ansi.RequestPrimaryDeviceAttributes))
	p.queriesSent++
	upTo := p.queriesSent
	time.AfterFunc(queryTimeout, func() { p.send(queryTimeoutMsg{upTo}) })
}

// settleQueries takes note that the answers to a number of questions have come, or
// will not come.
func (p *program) settleQueries(upTo int) {
	p.queriesSettled = max(p.queriesSettled, min(upTo, p.queriesSent))
	if p.queriesSettled < p.queriesSent {
		return
	}
	msgs := p.postponed
	p.postponed = nil
	go func() {
		for _, msg := range msgs {
			p.send(msg)
		}
	}()
}

// postpone keeps a message that gives the terminal away until no answer is to
// come, and reports whether it does.
func (p *program) postpone(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.QuitMsg, tea.SuspendMsg:
	default:
		if reflect.TypeOf(msg) != execType {
			return false
		}
	}
	if p.queriesSettled >= p.queriesSent {
		return false
	}
	p.postponed = append(p.postponed, msg)
	return true
}
