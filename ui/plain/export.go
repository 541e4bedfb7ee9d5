package plain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"vapi-sessions/client"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/words"
)

// Get writes whole sessions, as Markdown or as JSON lines.
func (p *Program) Get(ctx context.Context, c Choice, json bool) error {
	format := "md"
	if json {
		format = "ndjson"
	}
	enc := p.encoder(ctx, nil, format)
	res, err := p.forEach(ctx, c, query{}, func(r row) error {
		if r.Bad != nil {
			return fmt.Errorf("reading session %s: %w", r.ID, r.Bad.Err)
		}
		return enc.Write(r.body)
	})
	return errors.Join(err, p.notFound(append(res.unresolved, res.missing...)))
}

// encoder returns an encoder of an export format that writes to the stream to, or to
// Options.Out when to is nil.
func (p *Program) encoder(ctx context.Context, to io.Writer, format string) *output.Encoder {
	switch {
	case to != nil:
	case p.o.Width > 0:
		to = terminalWriter{p, strings.HasSuffix(format, "json")}
	default:
		to = p.o.Out
	}
	return &output.Encoder{To: to, Format: format, Writers: p.texts(ctx)}
}

// terminalWriter is Options.Out where that is a terminal. In JSON it escapes the
// characters that could control the terminal; other formats are cleaned already.
type terminalWriter struct {
	p    *Program
	json bool
}

func (s terminalWriter) Write(b []byte) (int, error) {
	if s.json {
		_, err := s.p.o.Out.Write(escapeJSON(b, s.p.o.OnlyASCII))
		return len(b), err
	}
	_, err := io.WriteString(s.p.o.Out, s.p.terminalText(string(b)))
	return len(b), err
}

// escapeJSON writes every character that a terminal must not see as \uXXXX.
func escapeJSON(line []byte, ascii bool) []byte {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, len(line)+len(line)/8)
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		_, unsafe := client.Clean(string(r))
		if r == '\n' || r != utf8.RuneError && unsafe == 0 && (r < utf8.RuneSelf || !ascii) {
			out = append(out, line[i:i+n]...)
		} else {
			for _, u := range utf16.Encode([]rune{r}) {
				out = append(out, '\\', 'u', digits[u>>12], digits[u>>8&15], digits[u>>4&15], digits[u&15])
			}
		}
		i += n
	}
	return out
}

// ExportOptions says to which file sessions are exported, and in which format.
type ExportOptions struct {
	Format string // one of [output.Formats]; empty for the one of File's ending
	File   string // path; empty or "-" for Options.Out
	Force  bool   // replace an existing file
}

// Export writes whole sessions to a file or to Options.Out.
func (p *Program) Export(ctx context.Context, c Choice, x ExportOptions) error {
	format := cmp.Or(x.Format, strings.TrimPrefix(filepath.Ext(x.File), "."), "ndjson")
	switch known := slices.Contains(output.Formats(), format); {
	case !known && x.Format == "":
		return usageErrorf("--output %s: the file's ending must be one of %s, or --format chooses", x.File, output.FileEndings())
	case !known:
		return usageErrorf("--format: no format is called %q: %s", format, strings.Join(output.Formats(), ", "))
	case x.File == "" || x.File == "-":
		_, err := p.export(ctx, c, nil, format)
		return err
	case !x.Force && output.Replaces(x.File):
		return usageErrorf("%s exists already: --force replaces it", x.File)
	}
	file, err := output.NewFile(x.File)
	if err != nil {
		return fmt.Errorf("exporting: %w", err)
	}
	defer file.Drop()
	what, err := p.export(ctx, c, file, format)
	if isFailure(err) {
		return err
	}
	if err := file.Finish(); err != nil {
		return fmt.Errorf("exporting to %s: %w", x.File, err)
	}
	p.say("exported %s to %s, secrets hidden", what, x.File)
	return err
}

// export writes sessions to a stream (see encoder), and returns how many, in words.
func (p *Program) export(ctx context.Context, c Choice, to io.Writer, format string) (what string, err error) {
	enc, n, unreadable := p.encoder(ctx, to, format), 0, 0
	write := func(r row) error {
		if r.body == nil {
			unreadable++
			return nil
		}
		n++
		return enc.Write(r.body)
	}
	res, err := p.forEach(ctx, c, query{bodies: true}, write)
	if isFailure(err) {
		return "", err
	}
	err = errors.Join(err, p.notFound(append(res.unresolved, res.missing...)))
	if unreadable > 0 {
		err = errors.Join(err, PartialError(words.Plural(unreadable, "session")+" could not be read"))
	}
	return res.count(n), errors.Join(err, enc.End())
}
