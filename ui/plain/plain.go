package plain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/theme"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/sessions"
)

// API is what the commands ask of the server.
type API interface {
	send.API
	Summaries(ctx context.Context, p client.ListParams, pick client.Pick) (*client.Page[client.Summary], error)
}

// Options are what a Program is made with.
type Options struct {
	API       API
	Account   string
	Live      bool // real sessions
	Settings  config.Settings
	Views     []config.View
	BaseURL   string // of the API, for commands that are copied
	Clipboard output.Clipboard
	ReadOnly  bool
	// Trash opens what keeps copies; it is asked only before something is deleted.
	Trash        func() (*trash.Trash, trash.Report, error)
	In           io.Reader
	InIsTerminal bool      // In is a terminal: who types there sees what was not understood
	Out          io.Writer // data alone
	Err          io.Writer // everything else
	// Width and ErrWidth are the cells of a line of Out and Err; 0 of what is no
	// terminal.
	Width, ErrWidth int
	// OnlyASCII: nothing else may be written on a terminal.
	OnlyASCII bool
	Now       func() time.Time
	Zone      *time.Location
}

// Program carries out commands. Make one with New.
type Program struct {
	o        Options
	names    *sessions.Names
	progress *progressLine
}

// New returns a Program.
func New(o Options) *Program {
	line := &progressLine{to: o.Err, width: o.ErrWidth}
	o.Out, o.Err = clearingWriter{line, o.Out}, clearingWriter{line, o.Err}
	return &Program{o: o, names: sessions.NewNames(o.API), progress: line}
}

// UsageError is an error that the person can mend on the command line.
type UsageError struct{ Err error }

func (u UsageError) Error() string { return u.Err.Error() }
func (u UsageError) Unwrap() error { return u.Err }

// PartialError says what was done where that is not everything.
type PartialError string

func (p PartialError) Error() string { return string(p) }

// isFailure reports whether an error says more than that something was left.
func isFailure(err error) bool {
	_, partly := errors.AsType[PartialError](err)
	return err != nil && !partly
}

// usageErrorf is an error that the command line can mend.
func usageErrorf(format string, args ...any) error { return UsageError{fmt.Errorf(format, args...)} }

// now is the time in the person's zone.
func (p *Program) now() time.Time { return p.o.Now().In(p.o.Zone) }

// say tells something that is no data.
func (p *Program) say(format string, args ...any) {
	_, _ = fmt.Fprintln(p.o.Err, p.terminalText(fmt.Sprintf(format, args...)))
}

// terminalText is what is written of a text on a terminal.
func (p *Program) terminalText(text string) string {
	if p.o.OnlyASCII {
		return theme.OnlyASCII(text)
	}
	return text
}

// print writes a line of data.
func (p *Program) print(text string) error {
	if p.o.Width > 0 {
		text = p.terminalText(text)
	}
	_, err := fmt.Fprintln(p.o.Out, text)
	return err
}

// texts writes a session as the list shows it.
type texts struct {
	detail.Texts
	ctx   context.Context //nolint:containedctx // of the command that writes
	names *sessions.Names
}

func (p *Program) texts(ctx context.Context) texts {
	return texts{detail.Texts{Location: p.o.Zone, Private: p.o.Settings.Private, BaseURL: p.o.BaseURL, Now: p.now(), Names: p.names.Of}, ctx, p.names}
}

// Markdown reads the names first; an ID stands for one that cannot be had.
func (t texts) Markdown(s *client.Session) []byte {
	_ = t.names.Read(t.ctx, filter.Ref{Kind: client.AssistantName, ID: s.AssistantID}, filter.Ref{Kind: client.SquadName, ID: s.SquadID})
	return t.Texts.Markdown(s)
}
