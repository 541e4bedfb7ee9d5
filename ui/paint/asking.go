package paint

import (
	"reflect"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// answerWait is how long the terminal is given to answer. Somebody else may
// have the terminal only when no answer is to come, or it would read that.
const answerWait = time.Second

// unansweredMsg says that the time to answer is over.
type unansweredMsg struct{ asked int }

// answers reports whether a terminal can be asked: some print what they do not
// understand.
func answers(env func(string) string) bool {
	term := env("TERM")
	return term != "linux" && term != "dumb" && !strings.Contains(env("TERM_PROGRAM"), "Apple")
}

// askFirst asks a terminal what it can do, once it is taken.
func (p *program) askFirst() {
	queries := "\x1b[?u"
	if p.env("SSH_TTY") == "" || modern(p.env) {
		queries += ansi.RequestModeSynchronizedOutput
	}
	p.ask(queries)
}

// ask sends queries to the terminal. The last one is answered by every terminal,
// and after all others.
func (p *program) ask(queries string) {
	if !answers(p.env) {
		return
	}
	p.paint.write([]byte(queries + ansi.RequestPrimaryDeviceAttributes))
	p.queries++
	asked := p.queries
	time.AfterFunc(answerWait, func() { p.send(unansweredMsg{asked}) })
}

// answered takes note that the answers to a number of questions have come, or
// will not come.
func (p *program) answered(upTo int) {
	p.settled = max(p.settled, min(upTo, p.queries))
	if p.settled < p.queries {
		return
	}
	later := p.postponed
	p.postponed = nil
	go func() {
		for _, msg := range later {
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
	if p.settled >= p.queries {
		return false
	}
	p.postponed = append(p.postponed, msg)
	return true
}
