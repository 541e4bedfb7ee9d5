package output

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/words"
)

// AskExport asks for the file to which sessions are exported. what names them in the
// title of the question; part, which follows their number in the note at the end, says
// which part of the list they are, and is empty for the whole list.
func (m *Model) AskExport(what string, ids []string, part string) {
	if len(ids) == 0 {
		m.o.Host.Say("nothing to export")
		return
	}
	m.o.Host.Open(dialog.NewPrompt(m.o.Host.DialogBase(), dialog.PromptOptions{Title: "Export " + what,
		Label: "File", Text: "sessions-" + m.o.Host.Now().Format("2006-01-02-150405") + ".ndjson",
		Help:   "The ending chooses the format: " + FileEndings(),
		Submit: func(path string) tea.Cmd { return m.Export(ids, part, path, false) }}))
}

// FileEndings lists the endings of export files, for a sentence.
func FileEndings() string { return "." + strings.Join(Formats(), " .") }

// Export begins to write sessions to a file, after a question if the file exists.
func (m *Model) Export(ids []string, part, path string, overwrite bool) tea.Cmd {
	format := strings.TrimPrefix(filepath.Ext(path), ".")
	switch {
	case m.sayBusy():
		return nil
	case path == "" || len(ids) == 0:
		m.o.Host.Say("nothing to export")
		return nil
	case !slices.Contains(Formats(), format):
		m.o.Host.Complain("exporting to " + path + ": the file's ending must be one of " + FileEndings())
		return nil
	}
	path = m.Path(path)
	if !overwrite && Replaces(path) {
		m.o.Host.Open(dialog.NewQuestion(m.o.Host.DialogBase(), dialog.QuestionOptions{Title: "Overwrite the file?",
			Text:    []string{TildePath(path) + " exists already."},
			Buttons: []dialog.Button{{Label: "Overwrite", YesKey: true, Press: func() tea.Cmd { return m.Export(ids, part, path, true) }}}}))
		return nil
	}
	file, err := NewFile(path)
	if err != nil {
		m.o.Host.Complain("exporting: " + err.Error())
		return nil
	}
	return m.startExport(&export{verb: "exporting", remaining: ids, file: file, Encoder: Encoder{To: file, Format: format}, onEnd: func(done int, shortfall string) tea.Cmd {
		text := "exported " + words.Plural(done, "session") + part + " to " + TildePath(path) + ", secrets hidden"
		if shortfall != "" {
			text += ", " + shortfall
		}
		m.o.Host.Say(text)
		return nil
	}})
}

// sayBusy reports whether an export is under way, and says so to the person.
func (m *Model) sayBusy() bool {
	if m.export == nil {
		return false
	}
	m.o.Host.Complain("one export or copy at a time: ctrl-c stops the one that runs")
	return true
}

// startExport begins an export with its first batch.
func (m *Model) startExport(e *export) tea.Cmd {
	e.total, e.Writers = len(e.remaining), m.o.Writers()
	e.ctx, e.cancel = context.WithCancel(m.o.Context)
	m.export = e
	return m.nextBatch()
}

// nextBatch exports the next batch, and says how far the export is.
func (m *Model) nextBatch() tea.Cmd {
	e := m.export
	e.announced = e.written
	m.o.Host.Say(fmt.Sprintf("%s %s of %s, ctrl-c stops", e.verb, words.Count(e.written), words.Count(e.total)))
	return exportStep(m.api, e)
}

// Path resolves a typed path; see [PathIn].
func (m *Model) Path(path string) string { return PathIn(m.o.Dir, path) }

// PathIn resolves a typed path: ~ is the person's home, and a relative path is below
// dir.
func PathIn(dir, path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// handleBatch exports the next batch, or ends the export and says its result.
func (m *Model) handleBatch(msg BatchExported) tea.Cmd {
	e := msg.export
	if e != m.export {
		return nil
	}
	if !msg.finished {
		return m.nextBatch()
	}
	e.cancel()
	m.export = nil
	switch {
	case errors.Is(msg.err, context.Canceled):
		m.o.Host.Say("stopped " + e.verb + ": nothing was written")
		return nil
	case msg.err != nil:
		m.o.Host.Complain(msg.err.Error())
		return nil
	}
	var shortfalls []string
	if e.missing > 0 {
		shortfalls = append(shortfalls, words.Count(e.missing)+" gone meanwhile")
	}
	if e.unreadable > 0 {
		shortfalls = append(shortfalls, words.Count(e.unreadable)+" could not be read")
	}
	return e.onEnd(e.written, strings.Join(shortfalls, ", "))
}
