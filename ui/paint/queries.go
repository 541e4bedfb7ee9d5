package paint

import (
	"reflect"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// queryTimeout is how long the program waits for answers to queries. Until then it
// does not hand the terminal to another program, which would read the answers.
const queryTimeout = time.Second

// queryTimeoutMsg says that the queries up to a number will not be answered.
type queryTimeoutMsg struct{ upTo int }

// canQuery reports whether a terminal can be queried: some print queries that they do
// not understand.
func canQuery(env func(string) string) bool {
	term := env("TERM")
	return term != "linux" && term != "dumb" && !strings.Contains(env("TERM_PROGRAM"), "Apple")
}

// queryFeatures queries a terminal for its features, at the start.
func (p *program) queryFeatures() {
	queries := "\x1b[?u"
	if p.env("SSH_TTY") == "" || supportsSync(p.env) {
		queries += ansi.RequestModeSynchronizedOutput
	}
	p.query(queries)
}

// query sends queries to the terminal. The last of them is one that every terminal
// answers, after it has answered the others.
func (p *program) query(queries string) {
	if !canQuery(p.env) {
		return
	}
	p.painter.write([]byte(queries + ansi.RequestPrimaryDeviceAttributes))
	p.queriesSent++
	upTo := p.queriesSent
	time.AfterFunc(queryTimeout, func() { p.send(queryTimeoutMsg{upTo}) })
}

// settleQueries records that the queries up to a number are answered, or will not be.
// When none is left, it sends the postponed messages.
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

// postpone keeps a message that gives the terminal away until all queries are
// settled, and reports whether it does.
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
