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
	Out   io.Writer // data alone
	Err   io.Writer // everything else
	Width int       // cells of a line of Out; 0 when it is no terminal
	Shown bool      // Err is a terminal, which can be told how far things are
	ASCII bool      // signs
	// OnlyASCII: nothing else may be written on a terminal.
	OnlyASCII bool
	Now       func() time.Time
	Zone      *time.Location
}

// Program carries out commands. Make one with New.
type Program struct {
	o     Options
	names *sessions.Names
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

// encoder writes sessions in a format of an export.
func (p *Program) encoder(to io.Writer, format string) *output.Encoder {
	as := func(write func(*client.Session, detail.ExportOptions) []byte) func(*client.Session, bool) []byte {
		return func(s *client.Session, private bool) []byte {
			return write(s, detail.ExportOptions{Location: p.o.Zone, Private: private})
		}
	}
	return &output.Encoder{To: to, Format: format, Private: p.o.Settings.Private, Writers: &output.Writers{
		JSON: as(detail.JSON), JSONLine: as(detail.JSONLine), Markdown: as(detail.Markdown), CSV: as(detail.CSVRow), CSVHeader: detail.CSVHeader()}}
}
