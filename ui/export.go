package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/dialog"
)

// exportBatch is how many sessions one request of an export asks for.
const exportBatch = 50

// exporting is an export under way. Its file appears whole at the end, or not
// at all.
type exporting struct {
	ctx     context.Context //nolint:containedctx // the export ends with it
	cancel  context.CancelFunc
	file    *os.File // beside the one that is meant, until it is whole
	path    string
	format  string
	options detail.ExportOptions
	left    []string
	all     int
	done    int
	missing int // gone since they were chosen
}

// exported answers exportStep: one batch is written, or all are.
type exported struct {
	export *exporting
	err    error
	over   bool
}

// errFormat is what is wrong with a file's name.
var errFormat = errors.New("the file's ending must be .json, .ndjson, .csv or .md")

// export begins to write sessions to a file.
func (m *Model) export(ids []string, path string, overwrite bool) tea.Cmd {
	format := strings.TrimPrefix(filepath.Ext(path), ".")
	switch {
	case path == "" || len(ids) == 0:
		m.say("nothing to export")
		return nil
	case format != "json" && format != "ndjson" && format != "csv" && format != "md":
		m.complain("exporting to " + path + ": " + errFormat.Error())
		return nil
	case m.exporting != nil:
		m.complain("one export at a time: ctrl-c stops the one that runs")
		return nil
	}
	path = m.exportPath(path)
	if _, err := os.Stat(path); !overwrite && !errors.Is(err, fs.ErrNotExist) {
		m.open(dialog.NewQuestion(m.look(), dialog.QuestionOptions{Title: "Overwrite the file?",
			Text: []string{inHome(path) + " exists already."}, Buttons: []dialog.Button{{Label: "Overwrite", Key: "yes", Yes: true}}}),
			onYes(func() tea.Cmd { return m.export(ids, path, true) }))
		return nil
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".sessions-*") // readable by its owner only
	if err != nil {
		m.complain("exporting: " + err.Error())
		return nil
	}
	e := &exporting{file: file, path: path, format: format, left: ids, all: len(ids),
		options: detail.ExportOptions{Location: m.o.Zone, Private: m.private}}
	e.ctx, e.cancel = context.WithCancel(m.ctx)
	m.exporting = e
	return exportStep(m.server.API, e)
}

// exportPath is the file that was meant: ~ is the person's home, and a name
// without a directory goes where exports go.
func (m *Model) exportPath(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(m.o.ExportDir, path)
}

// exportStep writes one batch of sessions.
func exportStep(api API, e *exporting) tea.Cmd {
	return func() tea.Msg {
		n := min(exportBatch, len(e.left))
		batch := e.left[:n]
		page, err := api.List(e.ctx, client.ListParams{IDAny: batch, Limit: n})
		if err != nil {
			e.drop()
			return exported{export: e, err: fmt.Errorf("exporting: %w", err), over: true}
		}
		byID := make(map[string]*client.Session, n)
		for i := range page.Rows {
			if page.Rows[i].Err == nil {
				byID[page.Rows[i].ID] = &page.Rows[i].Session
			}
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
			return exported{export: e}
		}
		if err == nil {
			err = e.finish()
		}
		if err != nil {
			e.drop()
			err = fmt.Errorf("exporting to %s: %w", e.path, err)
		}
		return exported{export: e, err: err, over: true}
	}
}

// write adds one session to the file.
func (e *exporting) write(s *client.Session) error {
	var b bytes.Buffer
	first := e.done == 0
	switch e.format {
	case "csv":
		if first {
			b.Write(detail.CSVHeader())
		}
		b.Write(detail.CSVRow(s, e.options))
	case "md":
		if !first {
			b.WriteString("\n---\n\n")
		}
		b.Write(detail.Markdown(s, e.options))
	case "ndjson":
		raw := jsontext.Value(detail.JSON(s, e.options))
		if err := raw.Compact(); err != nil {
			return err
		}
		b.Write(raw)
		b.WriteByte('\n')
	default:
		b.WriteString(map[bool]string{true: "[\n", false: ",\n"}[first])
		b.Write(bytes.TrimSpace(detail.JSON(s, e.options)))
	}
	e.done++
	_, err := e.file.Write(b.Bytes())
	return err
}

// finish closes the file and puts it in its place.
func (e *exporting) finish() error {
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
func (e *exporting) drop() {
	_ = e.file.Close()
	_ = os.Remove(e.file.Name())
}

// exportArrived goes on with an export, or says how it ended.
func (m *Model) exportArrived(msg exported) tea.Cmd {
	e := msg.export
	if e != m.exporting {
		return nil
	}
	if !msg.over {
		m.say(fmt.Sprintf("exporting %s of %s, ctrl-c stops", count(e.done), count(e.all)))
		return exportStep(m.server.API, e)
	}
	e.cancel()
	m.exporting = nil
	switch {
	case errors.Is(msg.err, context.Canceled):
		m.say("export stopped, no file written")
	case msg.err != nil:
		m.complain(msg.err.Error())
	default:
		text := "exported " + plural(e.done, "session") + " to " + inHome(e.path) + ", secrets hidden"
		if e.missing > 0 {
			text += ", " + count(e.missing) + " gone meanwhile"
		}
		m.say(text)
	}
	return nil
}
