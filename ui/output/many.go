package output

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/words"
)

// maxCopies is how many whole sessions are read to be copied; more is an export.
const maxCopies = 200

// copyMany copies the same of each marked session.
func (m *Model) copyMany(a keymap.Action, s Subject) tea.Cmd {
	n := len(s.All)
	switch a {
	case keymap.CopyID:
		return m.Copy(words.Count(n)+" IDs", strings.Join(s.All, "\n"))
	case keymap.CopyName:
		if m.o.Host.Private() {
			m.o.Host.Complain("private mode is on: the names are not copied")
			return nil
		}
		return m.Copy(words.Count(n)+" names", strings.Join(s.Names, "\n"))
	case keymap.CopyCurl:
		lines := make([]string, n)
		for i, id := range s.All {
			lines[i] = m.o.Writers.Curl(id)
		}
		return m.Copy(words.Count(n)+" curl commands", strings.Join(lines, "\n"))
	}
	if n > maxCopies {
		m.o.Host.Complain(fmt.Sprintf("more than %d sessions are not copied: :export writes them to a file", maxCopies))
		return nil
	}
	c := copies{ids: s.All, private: m.o.Host.Private(), clip: m.o.Clip}
	switch a {
	case keymap.CopyTranscript:
		c.what, c.write, c.join = words.Count(n)+" transcripts", m.o.Writers.Transcript, apart
	case keymap.CopyMarkdown:
		c.what, c.write, c.join = words.Plural(n, "session")+" as Markdown", m.o.Writers.Markdown, apart
	default:
		c.what, c.write, c.join = words.Plural(n, "session")+" as JSON, secrets hidden,", m.o.Writers.JSON, inArray
	}
	m.o.Host.Say("reading " + words.Plural(n, "session") + " to copy them")
	return copySessions(m.o.Context, m.api, c)
}

// copies says what is to be copied of which sessions.
type copies struct {
	what    string
	ids     []string
	private bool
	write   func(*client.Session, bool) []byte
	join    func([][]byte) []byte
	clip    Clipboard
}

// copySessions reads sessions, in pieces, and puts what is made of them on the
// clipboard.
func copySessions(ctx context.Context, api API, c copies) tea.Cmd {
	return func() tea.Msg {
		var all [][]byte
		for left := c.ids; len(left) > 0; {
			n := min(exportBatch, len(left))
			byID, err := readSessions(ctx, api, left[:n])
			if err != nil {
				return Copied{err: fmt.Errorf("copying %s: %w", c.what, err)}
			}
			for _, id := range left[:n] {
				if s := byID[id]; s != nil {
					all = append(all, bytes.TrimSpace(c.write(s, c.private)))
				}
			}
			left = left[n:]
		}
		if gone := len(c.ids) - len(all); gone > 0 {
			c.what += " (" + words.Count(gone) + " gone meanwhile)"
		}
		return copyText(ctx, c.what, string(c.join(all)), c.clip)()
	}
}

// readSessions reads whole sessions by their IDs, as far as they still exist.
func readSessions(ctx context.Context, api API, ids []string) (map[string]*client.Session, error) {
	page, err := api.List(ctx, client.ListParams{IDAny: ids, Limit: len(ids)})
	if err != nil {
		return nil, err
	}
	byID := make(map[string]*client.Session, len(ids))
	for i := range page.Rows {
		if page.Rows[i].Err == nil {
			byID[page.Rows[i].ID] = &page.Rows[i].Session
		}
	}
	return byID, nil
}

// apart puts a line between texts.
func apart(texts [][]byte) []byte { return append(bytes.Join(texts, []byte("\n\n---\n\n")), '\n') }

// inArray makes one JSON array of JSON values.
func inArray(values [][]byte) []byte {
	array := jsontext.Value("[" + string(bytes.Join(values, []byte(","))) + "]")
	if err := array.Indent(jsontext.WithIndent("  ")); err != nil {
		return array
	}
	return append(array, '\n')
}
