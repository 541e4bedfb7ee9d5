package detail

import (
	"time"

	"vapi-sessions/client"
)

// ExportOptions say how a session becomes text.
type ExportOptions struct {
	Location *time.Location // for times; UTC when nil
	Private  bool           // mask names, numbers, addresses and words
	Secrets  bool           // JSON only, and only without Private: keep secrets as they are
}

// Markdown gives the session as a Markdown document.
func Markdown(s *client.Session, o ExportOptions) []byte { return nil }

// Transcript gives what was said as plain text.
func Transcript(s *client.Session, o ExportOptions) []byte { return nil }

// JSON gives the session's JSON as the server sent it, secrets masked.
func JSON(s *client.Session, o ExportOptions) []byte { return nil }

// CSVHeader gives the first line of a CSV export: the columns of the API's own.
func CSVHeader() []byte { return nil }

// CSVRow gives the session as a line of CSV.
func CSVRow(s *client.Session, o ExportOptions) []byte { return nil }

// Curl gives a command that reads the session, with the key taken from the
// environment when it runs.
func Curl(baseURL, id string) string { return "" }
