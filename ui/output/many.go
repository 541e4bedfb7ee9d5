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
	lines := func(what string, of []string, text func(string) string) tea.Cmd {
		all := make([]string, len(of))
		for i := range of {
			all[i] = text(of[i])
		}
		return m.Copy(words.Count(n)+what, strings.Join(all, "\n"))
	}
	switch a {
	case keymap.CopyID:
		return m.Copy(words.Count(n)+" IDs", strings.Join(s.All, "\n"))
	case keymap.CopyName:
		if m.o.Host.Private() {
			m.o.Host.Complain("private mode is on: the names are not copied")
			return nil
		}
		return lines(" names", s.Names, client.Copyable)
	case keymap.CopyCurl:
		return lines(" curl commands", s.All, m.o.Writers().Curl)
	}
	if n > maxCopies {
		m.o.Host.Complain(fmt.Sprintf("more than %d sessions are not copied: :export writes them to a file", maxCopies))
		return nil
	}
	c, w := copies{ids: s.All, clip: m.o.Clip}, m.o.Writers()
	switch a {
	case keymap.CopyTranscript:
		c.what, c.write, c.join = words.Count(n)+" transcripts", w.Transcript, apart
	case keymap.CopyMarkdown:
		c.what, c.write, c.join = words.Plural(n, "session")+" as Markdown", w.Markdown, apart
	default:
		c.what, c.write, c.join = words.Plural(n, "session")+" as JSON, secrets hidden,", w.JSON, inArray
	}
	m.o.Host.Say("reading " + words.Plural(n, "session") + " to copy them")
	return copySessions(m.o.Context, m.api, c)
}

// copies says what is to be copied of which sessions.
type copies struct {
	what  string
	ids   []string
	write func(*client.Session) []byte
	join  func([][]byte) []byte
	clip  Clipboard
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
					all = append(all, bytes.TrimSpace(c.write(s)))
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
