package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
)

// exportBatch is how many sessions one request of an export asks for.
const exportBatch = 50

// export is an export under way. Its file appears whole at the end, or not
// at all.
type export struct {
	ctx     context.Context //nolint:containedctx // the export ends with it
	cancel  context.CancelFunc
	file    *os.File // beside the one that is meant, until it is whole
	path    string
	format  string
	writers *Writers
	private bool
	left    []string
	all     int
	done    int
	missing int // gone since they were chosen
}

// Exported says that one batch of an export is written, or all of it.
type Exported struct {
	export *export
	err    error
	over   bool
}

// exportStep writes one batch of sessions.
func exportStep(api API, e *export) tea.Cmd {
	return func() tea.Msg {
		n := min(exportBatch, len(e.left))
		batch := e.left[:n]
		byID, err := readSessions(e.ctx, api, batch)
		if err != nil {
			e.drop()
			return Exported{export: e, err: fmt.Errorf("exporting: %w", err), over: true}
		}
		for _, id := range batch {
			if s := byID[id]; s != nil {
				err = errors.Join(err, e.write(s))
			} else {
				e.missing++
			}
		}
		e.left = e.left[n:]
		if err == nil && len(e.left) > 0 {
			return Exported{export: e}
		}
		if err == nil {
			err = e.finish()
		}
		if err != nil {
			e.drop()
			err = fmt.Errorf("exporting to %s: %w", e.path, err)
		}
		return Exported{export: e, err: err, over: true}
	}
}

// write adds one session to the file.
func (e *export) write(s *client.Session) error {
	var b bytes.Buffer
	first := e.done == 0
	switch e.format {
	case "csv":
		if first {
			b.Write(e.writers.CSVHeader)
		}
		b.Write(e.writers.CSV(s, e.private))
	case "md":
		if !first {
			b.WriteString("\n---\n\n")
		}
		b.Write(e.writers.Markdown(s, e.private))
	case "ndjson":
		raw := jsontext.Value(e.writers.JSON(s, e.private))
		if err := raw.Compact(); err != nil {
			return err
		}
		b.Write(raw)
		b.WriteByte('\n')
	default:
		b.WriteString(map[bool]string{true: "[\n", false: ",\n"}[first])
		b.Write(bytes.TrimSpace(e.writers.JSON(s, e.private)))
	}
	e.done++
	_, err := e.file.Write(b.Bytes())
	return err
}

// finish closes the file and puts it in its place.
func (e *export) finish() error {
	if e.format == "json" {
		end := "\n]\n"
		if e.done == 0 {
			end = "[]\n"
		}
		if _, err := e.file.WriteString(end); err != nil {
			return err
		}
	}
	if err := errors.Join(e.file.Sync(), e.file.Close()); err != nil {
		return err
	}
	return os.Rename(e.file.Name(), e.path)
}

// drop takes away what was written so far.
func (e *export) drop() {
	_ = e.file.Close()
	_ = os.Remove(e.file.Name())
}
