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

// API are the calls to the server that the commands make.
type API interface {
	send.API
	Summaries(ctx context.Context, p client.ListParams, pick client.Pick) (*client.Page[client.Summary], error)
}

// Options are what a Program is made with.
type Options struct {
	API       API
	Account   string
	Live      bool // a real server, not the embedded one
	Settings  config.Settings
	Views     []config.View
	BaseURL   string // URL of the API, for copied curl commands
	Clipboard output.Clipboard
	ReadOnly  bool
	// Trash opens the trash. It is called only before something is deleted.
	Trash        func() (*trash.Trash, trash.Report, error)
	In           io.Reader
	InIsTerminal bool      // In is a terminal, where the person sees errors at once
	Out          io.Writer // data alone
	Err          io.Writer // everything else
	// Width and ErrWidth are the widths of Out and Err in cells; 0 for a stream that
	// is not a terminal.
	Width, ErrWidth int
	OnlyASCII       bool // write nothing but ASCII on a terminal
	Now             func() time.Time
	Zone            *time.Location
}

// Program runs commands. Make one with New.
type Program struct {
	o        Options
	names    *sessions.NameReader
	progress *progressLine
}

// New returns a Program.
func New(o Options) *Program {
	line := &progressLine{to: o.Err, width: o.ErrWidth}
	o.Out, o.Err = clearingWriter{line, o.Out}, clearingWriter{line, o.Err}
	return &Program{o: o, names: sessions.NewNameReader(o.API), progress: line}
}

// UsageError is an error in the command line or in a typed command.
type UsageError struct{ Err error }

func (u UsageError) Error() string { return u.Err.Error() }
func (u UsageError) Unwrap() error { return u.Err }

// PartialError says what was done, or left, when not everything was done.
type PartialError string

func (p PartialError) Error() string { return string(p) }

// isFailure reports whether an error is more than a PartialError.
func isFailure(err error) bool {
	_, partly := errors.AsType[PartialError](err)
	return err != nil && !partly
}

func usageErrorf(format string, args ...any) error { return UsageError{fmt.Errorf(format, args...)} }

// now is the current time in the person's time zone.
func (p *Program) now() time.Time { return p.o.Now().In(p.o.Zone) }

// say writes a line to Options.Err.
func (p *Program) say(format string, args ...any) {
	_, _ = fmt.Fprintln(p.o.Err, p.terminalText(fmt.Sprintf(format, args...)))
}

// terminalText returns a text as it may be written on the terminal.
func (p *Program) terminalText(text string) string {
	if p.o.OnlyASCII {
		return theme.OnlyASCII(text)
	}
	return text
}

// print writes a line to Options.Out.
func (p *Program) print(text string) error {
	if p.o.Width > 0 {
		text = p.terminalText(text)
	}
	_, err := fmt.Fprintln(p.o.Out, text)
	return err
}

// texts renders a session as text, with the names that the list shows.
type texts struct {
	detail.Exporter
	ctx   context.Context //nolint:containedctx // of the command that writes
	names *sessions.NameReader
}

func (p *Program) texts(ctx context.Context) texts {
	return texts{detail.Exporter{Location: p.o.Zone, Private: p.o.Settings.Private, BaseURL: p.o.BaseURL, Now: p.now(), Names: p.names.Lookup}, ctx, p.names}
}

// Markdown reads the names of the session's assistant and squad first. An ID stands
// for a name that cannot be read.
func (t texts) Markdown(s *client.Session) []byte {
	_ = t.names.Read(t.ctx, filter.Ref{Kind: client.AssistantName, ID: s.AssistantID}, filter.Ref{Kind: client.SquadName, ID: s.SquadID})
	return t.Exporter.Markdown(s)
}
