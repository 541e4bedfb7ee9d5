package sessions

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
)

// API is what the room asks of the server.
type API interface {
	Summaries(ctx context.Context, p client.ListParams, pick client.Pick) (*client.Page[client.Summary], error)
}

// Namer finds the names behind IDs. An API that is not one shows IDs.
type Namer interface {
	Name(ctx context.Context, kind client.NameKind, id string) (string, error)
}

// pageLoaded answers fetchPage.
type pageLoaded struct {
	generation int
	request    int
	query      string
	sent       time.Time
	took       time.Duration
	page       *client.Page[client.Summary]
	rows       int
	bytes      int64
	names      readNames // that had to be read to filter the page
	err        error
}

// fetchPage asks for one page of the list, and for what else is needed to filter
// it.
func fetchPage(ctx context.Context, api API, generation, request int, p client.ListParams, pick client.Pick, need pageNames) tea.Cmd {
	return func() tea.Msg {
		sent := time.Now()
		page, err := api.Summaries(ctx, p, pick)
		msg := pageLoaded{generation: generation, request: request, query: p.Query().Encode(), sent: sent, took: time.Since(sent), page: page, err: err}
		if err == nil {
			msg.rows, msg.bytes = len(page.Rows), page.Bytes
			msg.names, msg.err = need.read(ctx, page.Rows)
		}
		return msg
	}
}

// pageNames are the names without which the rows of a page cannot be filtered.
type pageNames struct {
	api    Namer // nil when names cannot be had, or are not needed
	filter filter.Filter
	known  map[filter.Ref]bool // already
}

// readNames are names that were read, as far as the server gives any.
type readNames struct {
	names   map[filter.Ref]named
	refused bool
}

// read asks for the names that are not known.
func (n pageNames) read(ctx context.Context, rows []client.Summary) (readNames, error) {
	if n.api == nil {
		return readNames{}, nil
	}
	names := map[filter.Ref]named{}
	for i := range rows {
		for _, ref := range n.filter.Refs(&rows[i]) {
			if _, read := names[ref]; read || n.known[ref] {
				continue
			}
			msg := readName(ctx, n.api, ref)
			if msg.refused() {
				return readNames{names, true}, nil
			}
			if msg.err != nil {
				return readNames{names: names}, msg.err
			}
			names[ref] = msg.named
		}
	}
	return readNames{names: names}, nil
}

// namesRead answers fetchNames.
type namesRead struct {
	mark  string // the filter whose matches are to be marked
	names readNames
	err   error
}

// fetchNames asks for the names by which rows are to be marked.
func fetchNames(ctx context.Context, need pageNames, rows []client.Summary, mark string) tea.Cmd {
	return func() tea.Msg {
		names, err := need.read(ctx, rows)
		return namesRead{mark, names, err}
	}
}

// nameLoaded answers fetchName.
type nameLoaded struct {
	ref   filter.Ref
	named named
	err   error
}

// NameLoaded is the message that an ID has a name.
func NameLoaded(ref filter.Ref, name string) tea.Msg {
	return nameLoaded{ref: ref, named: named{asked: true, known: true, name: name}}
}

// fetchName asks for the name behind an ID.
func fetchName(ctx context.Context, api Namer, ref filter.Ref) tea.Cmd {
	return func() tea.Msg { return readName(ctx, api, ref) }
}

func readName(ctx context.Context, api Namer, ref filter.Ref) nameLoaded {
	name, err := api.Name(ctx, ref.Kind, ref.ID)
	if errors.Is(err, client.ErrNotFound) {
		return nameLoaded{ref: ref, named: named{asked: true, known: true, orphan: true}}
	}
	name, _ = client.Clean(name)
	return nameLoaded{ref: ref, named: named{asked: true, known: true, name: name}, err: err}
}

// countLoaded answers fetchCount.
type countLoaded struct {
	generation int
	key        string
	total      int // -1 when the server did not say
}

// fetchCount asks how many sessions a filter leaves; only the server's part of
// the filter counts.
func fetchCount(ctx context.Context, api API, generation int, key string, p client.ListParams) tea.Cmd {
	return func() tea.Msg {
		p.Page, p.Limit = 1, 1
		page, err := api.Summaries(ctx, p, client.Pick{})
		if err != nil {
			return countLoaded{generation, key, -1}
		}
		return countLoaded{generation, key, page.Meta.TotalItems}
	}
}
