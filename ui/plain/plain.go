package plain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
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
	API      API
	Account  string
	Live     bool // real sessions
	Settings config.Settings
	Views    []config.View
	ReadOnly bool
	// Trash opens what keeps copies; it is asked only before something is deleted.
	Trash func() (*trash.Trash, trash.Report, error)
	In    io.Reader
	Typed bool      // In is a terminal: who types there sees what was not understood
	Out   io.Writer // data alone
	Err   io.Writer // everything else
	Width int       // cells of a line of Out; 0 when it is no terminal
	Shown bool      // Err is a terminal, which can be told how far things are
	// OnlyASCII: nothing else may be written on a terminal.
	OnlyASCII bool
	Now       func() time.Time
	Zone      *time.Location
}

// Program carries out commands. Make one with New.
type Program struct {
	o     Options
	names *sessions.Names
	waits atomic.Pointer[time.Time] // until when it was told that the client waits
}

// New returns a Program.
func New(o Options) *Program { return &Program{o: o, names: sessions.NewNames(o.API)} }

// ErrUsage marks what the person can mend on the command line.
var ErrUsage = errors.New("usage")

// Partly says what was done where that is not everything.
type Partly string

func (p Partly) Error() string { return string(p) }

// unusable is an error that the command line can mend.
func unusable(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrUsage, fmt.Errorf(format, args...))
}

// now is the time in the person's zone.
func (p *Program) now() time.Time { return p.o.Now().In(p.o.Zone) }

// say tells something that is no data.
func (p *Program) say(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if p.o.OnlyASCII {
		text = theme.OnlyASCII(text)
	}
	_, _ = fmt.Fprintln(p.o.Err, text)
}

// print writes a line of data.
func (p *Program) print(text string) error {
	if p.o.OnlyASCII && p.o.Width > 0 {
		text = theme.OnlyASCII(text)
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
	return texts{detail.Texts{Location: p.o.Zone, Private: p.o.Settings.Private, Now: p.now(), Names: p.names.Of}, ctx, p.names}
}

// Markdown reads the names first; an ID stands for one that cannot be had.
func (t texts) Markdown(s *client.Session) []byte {
	_ = t.names.Read(t.ctx, filter.Ref{Kind: client.AssistantName, ID: s.AssistantID}, filter.Ref{Kind: client.SquadName, ID: s.SquadID})
	return t.Texts.Markdown(s)
}

// encoder writes sessions in a format of an export.
func (p *Program) encoder(ctx context.Context, to io.Writer, format string) *output.Encoder {
	return &output.Encoder{To: to, Format: format, Writers: p.texts(ctx)}
}
