package plain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vapi-sessions/ui/output"
	"vapi-sessions/ui/words"
)

// Get writes sessions by their IDs: for reading, or as JSON.
func (p *Program) Get(ctx context.Context, c Choice, json bool) error {
	take := func(r row) error { return p.printJSON(r.body) }
	if !json {
		e := p.encoder(ctx, writer(func(b []byte) error { return p.print(strings.TrimSuffix(string(b), "\n")) }), "md")
		take = func(r row) error { return e.Write(r.body) }
	}
	missing, unclear, err := p.each(ctx, c, query{}, func(r row) error {
		if r.Bad != nil {
			return fmt.Errorf("reading session %s: %w", r.ID, r.Bad.Err)
		}
		return take(r)
	})
	return errors.Join(err, p.notThere(append(unclear, missing...)))
}

// writer is a function as an io.Writer.
type writer func([]byte) error

func (w writer) Write(b []byte) (int, error) { return len(b), w(b) }

// Export says where sessions go, and how.
type Export struct {
	Format string // one of [output.Formats]; empty for that of File's ending
	File   string // empty for Options.Out
	Force  bool   // replace a file that is there
}

// Export writes whole sessions.
func (p *Program) Export(ctx context.Context, c Choice, x Export) error {
	if x.Format == "" {
		x.Format = strings.TrimPrefix(filepath.Ext(x.File), ".")
	}
	if x.Format == "" {
		x.Format = "ndjson"
	}
	if !slices.Contains(output.Formats(), x.Format) {
		return unusable("--format: no format is called %q: %s", x.Format, strings.Join(output.Formats(), ", "))
	}
	if x.File == "" {
		_, err := p.export(ctx, c, p.o.Out, x.Format)
		return err
	}
	if _, err := os.Stat(x.File); !x.Force && !errors.Is(err, fs.ErrNotExist) {
		return unusable("%s exists already: --force replaces it", x.File)
	}
	file, err := output.NewFile(x.File)
	if err != nil {
		return fmt.Errorf("exporting: %w", err)
	}
	defer file.Drop()
	n, err := p.export(ctx, c, file, x.Format)
	var partly Partly
	if err != nil && !errors.As(err, &partly) {
		return err
	}
	if failed := file.Finish(); failed != nil {
		return fmt.Errorf("exporting to %s: %w", x.File, failed)
	}
	p.say("exported %s to %s, secrets hidden", words.Plural(n, "session"), x.File)
	return err
}

// export writes sessions to a stream.
func (p *Program) export(ctx context.Context, c Choice, to io.Writer, format string) (n int, err error) {
	e, bad := p.encoder(ctx, to, format), 0
	take := func(r row) error {
		if r.body == nil {
			bad++
			return nil
		}
		n++
		return e.Write(r.body)
	}
	missing, unclear, err := p.each(ctx, c, query{bodies: true}, take)
	if isUsage(err) {
		return 0, err
	}
	err = errors.Join(err, p.notThere(append(unclear, missing...)))
	if bad > 0 {
		err = errors.Join(err, Partly(words.Plural(bad, "session")+" could not be read"))
	}
	return n, errors.Join(err, e.End())
}
