package output

import (
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/paint"
)

// Program is a program of the settings that is run on a session.
type Program struct {
	Name       string
	Argv       []string // with {id}, {name}, {customer} and {json} (a file)
	Background bool     // it runs without the terminal
}

// ProgramEnded says that a program has ended, and its error.
type ProgramEnded struct {
	name string
	err  error
}

// uses reports whether an argument holds a placeholder.
func (p *Program) uses(placeholder string) bool {
	return slices.ContainsFunc(p.Argv, func(arg string) bool { return strings.Contains(arg, placeholder) })
}

// AskRun runs a program on a session. Before the first run of each program it asks.
func (m *Model) AskRun(p Program, s Subject) tea.Cmd {
	why := m.refusal(&p, &s)
	switch {
	case s.ID == "":
		m.o.Host.Say("no session under the cursor")
		return nil
	case why != "":
		m.o.Host.Complain(p.Name + " is not run: " + why)
		return nil
	case m.confirmed[p.Name]:
		return m.start(p, s)
	}
	shown, _ := client.Clean(strings.Join(p.argvFor(&s, "{json}"), " "))
	m.o.Host.Open(dialog.NewQuestion(m.o.Host.DialogBase(), dialog.QuestionOptions{Title: "Run " + p.Name + "?",
		Text: []string{"This program of your settings runs for the first time since the start:", shown},
		Buttons: []dialog.Button{{Label: "Run", YesKey: true, Press: func() tea.Cmd {
			m.confirmed[p.Name] = true
			return m.start(p, s)
		}}}}))
	return nil
}

// refusal says why a program is not run on a session; nothing where it can be.
func (m *Model) refusal(p *Program, s *Subject) string {
	for placeholder, value := range map[string]string{"{name}": s.Name, "{customer}": s.Customer} {
		switch {
		case !p.uses(placeholder):
		case m.o.Host.Private():
			return "private mode is on, and it gets " + placeholder
		case strings.HasPrefix(value, "-"):
			return placeholder + " begins with -, which a program takes for an option"
		}
	}
	return ""
}

// argvFor returns the arguments for a session, whose JSON is in file.
func (p *Program) argvFor(s *Subject, file string) []string {
	fill := strings.NewReplacer("{id}", s.ID, "{name}", client.CleanForCopy(s.Name), "{customer}", client.CleanForCopy(s.Customer), "{json}", file)
	argv := make([]string, len(p.Argv))
	for i, arg := range p.Argv {
		argv[i] = fill.Replace(arg)
	}
	return argv
}

// start runs a program. If it uses {json}, the session is read and written to a file.
func (m *Model) start(p Program, s Subject) tea.Cmd {
	if !p.uses("{json}") {
		return run(p, p.argvFor(&s, ""), "")
	}
	return s.ReadWhole(func(whole *client.Session) tea.Cmd {
		file, writers := filepath.Join(os.TempDir(), "session-"+rand.Text()+".json"), m.o.Writers()
		m.tempFiles = append(m.tempFiles, file)
		start := run(p, p.argvFor(&s, file), file)
		return func() tea.Msg {
			if err := config.WriteNew(file, writers.JSON(whole)); err != nil {
				return ProgramEnded{name: p.Name, err: fmt.Errorf("not run: %w", err)}
			}
			return start()
		}
	})
}

// run runs a program in the background, or on the terminal, and removes the file for
// {json} when it ends.
func run(p Program, argv []string, file string) tea.Cmd {
	cmd := exec.Command(argv[0], argv[1:]...) //nolint:noctx // the person ends it, not a context
	ended := func(err error) tea.Msg {
		_ = os.Remove(file)
		return ProgramEnded{name: p.Name, err: err}
	}
	if p.Background {
		return func() tea.Msg { return ended(cmd.Run()) }
	}
	return paint.Exec(cmd, ended)
}

func (m *Model) handleProgramEnded(msg ProgramEnded) {
	if msg.err != nil {
		m.o.Host.Complain(msg.name + ": " + msg.err.Error())
	} else {
		m.o.Host.Say(msg.name + " is done")
	}
}

// Close removes temporary files at the end of the program: those of programs that
// still run, and that of an export under way.
func (m *Model) Close() {
	for _, file := range m.tempFiles {
		_ = os.Remove(file)
	}
	if m.export != nil {
		m.export.file.Drop()
	}
}
