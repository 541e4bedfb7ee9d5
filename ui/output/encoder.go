package output

import (
	"bytes"
	"io"
	"slices"

	"vapi-sessions/client"
)

// format is a file format of exports. A nil function writes nothing.
type format struct {
	name              string // also the ending of its files
	write             func(Writers, *client.Session) []byte
	title             func(Writers, *client.Session) []byte // before each session
	header            func(Writers) []byte                  // before the first session
	separator, footer string
	empty             func(Writers) []byte // instead of all else without a session
}

func formats() []format {
	return []format{
		{name: "ndjson", write: Writers.JSONLine},
		{name: "json", write: trimmedJSON, header: constant("[\n"), separator: ",\n", footer: "\n]\n", empty: constant("[]\n")},
		{name: "csv", write: Writers.CSV, header: Writers.CSVHeader, empty: Writers.CSVHeader},
		{name: "md", write: Writers.Markdown, separator: "\n---\n\n"},
		{name: "txt", write: Writers.Transcript, title: Writers.Title, separator: "\n---\n\n"},
	}
}

func constant(text string) func(Writers) []byte { return func(Writers) []byte { return []byte(text) } }

func trimmedJSON(w Writers, s *client.Session) []byte { return bytes.TrimSpace(w.JSON(s)) }

// Formats are the names of the formats, which are also the endings of files.
func Formats() (names []string) {
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// formatOf returns the format with a name, which must be one of [Formats].
func formatOf(name string) format {
	all := formats()
	return all[slices.IndexFunc(all, func(f format) bool { return f.name == name })]
}

// Encoder writes sessions to To in one of the [Formats].
type Encoder struct {
	To      io.Writer
	Format  string
	Writers Writers
	written int
}

// Write adds a session.
func (e *Encoder) Write(s *client.Session) error {
	f := formatOf(e.Format)
	text := []byte(f.separator)
	if e.written == 0 {
		text = e.call(f.header)
	}
	e.written++
	if f.title != nil {
		text = append(text, f.title(e.Writers, s)...)
	}
	_, err := e.To.Write(append(text, f.write(e.Writers, s)...))
	return err
}

// End writes the footer, or what the format has for no sessions.
func (e *Encoder) End() error {
	f := formatOf(e.Format)
	text := []byte(f.footer)
	if e.written == 0 {
		text = e.call(f.empty)
	}
	_, err := e.To.Write(text)
	return err
}

func (e *Encoder) call(part func(Writers) []byte) []byte {
	if part == nil {
		return nil
	}
	return part(e.Writers)
}
