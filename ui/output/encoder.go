package output

import (
	"bytes"
	"io"

	"vapi-sessions/client"
)

// Formats are the ways to write sessions, which are the endings of files too.
func Formats() []string { return []string{"ndjson", "json", "csv", "md"} }

// Encoder writes sessions in one of the [Formats].
type Encoder struct {
	To      io.Writer
	Format  string
	Writers Writers
	done    int
}

// Write adds a session.
func (e *Encoder) Write(s *client.Session) error {
	var b bytes.Buffer
	first := e.done == 0
	switch e.Format {
	case "csv":
		if first {
			b.Write(e.Writers.CSVHeader())
		}
		b.Write(e.Writers.CSV(s))
	case "md":
		if !first {
			b.WriteString("\n---\n\n")
		}
		b.Write(e.Writers.Markdown(s))
	case "ndjson":
		b.Write(e.Writers.JSONLine(s))
	default:
		b.WriteString(map[bool]string{true: "[\n", false: ",\n"}[first])
		b.Write(bytes.TrimSpace(e.Writers.JSON(s)))
	}
	e.done++
	_, err := e.To.Write(b.Bytes())
	return err
}

// End writes what stands after the last session.
func (e *Encoder) End() error {
	if e.Format != "json" {
		return nil
	}
	end := "\n]\n"
	if e.done == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(e.To, end)
	return err
}
