package sessions

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
)

// API is what the room asks of the server.
type API interface {
	Summaries(ctx context.Context, p client.ListParams, pick client.Pick) (*client.Page[client.Summary], error)
}

// Namer finds the names behind IDs. With an API that is no Namer, IDs are shown.
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
	page       *client.Page[client.Summary] // nil when it could not be read
	names      readNames                    // that the filter compares
	err        error
}

// has reports whether the page has a session.
func (l *pageLoaded) has(id string) bool {
	return l.page != nil && slices.ContainsFunc(l.page.Rows, func(r client.Summary) bool { return r.ID == id })
}

// fetchPage requests one page of the list, and then the names that the filter compares.
func fetchPage(ctx context.Context, api API, generation, request int, p client.ListParams, pick client.Pick, need pageNames) tea.Cmd {
	return func() tea.Msg {
		sent := time.Now()
		page, err := api.Summaries(ctx, p, pick)
		msg := pageLoaded{generation: generation, request: request, query: p.Query().Encode(), sent: sent, took: time.Since(sent), page: page, err: err}
		if err == nil {
			msg.names = need.read(ctx, page.Rows)
			msg.err = msg.names.err
		}
		return msg
	}
}

// pageNames says which names a filter compares, and which of them are known.
type pageNames struct {
	api    Namer // nil when names cannot be read, or are not needed
	filter filter.Filter
	known  map[filter.Ref]bool
}

// readNames holds names that were read, up to the first failure.
type readNames struct {
	names   map[filter.Ref]knownName
	refused bool // the server denies names to this key
	err     error
}

// read requests one name, and reports whether to go on with others.
func (r *readNames) read(ctx context.Context, api Namer, ref filter.Ref) bool {
	name, err := api.Name(ctx, ref.Kind, ref.ID)
	gone := errors.Is(err, client.ErrNotFound)
	switch {
	case errors.Is(err, client.ErrUnauthorized), errors.Is(err, client.ErrForbidden):
		r.refused = true
	case err != nil && !gone:
		r.err = err
	default:
		name, _ = client.Clean(name)
		r.names[ref] = knownName{filter.Name{Text: name, Gone: gone, Known: true}, true}
	}
	return !r.refused && r.err == nil
}

// read requests the names of the rows that are not known.
func (n pageNames) read(ctx context.Context, rows []client.Summary) readNames {
	r := readNames{names: map[filter.Ref]knownName{}}
	for i := range rows {
		for _, ref := range n.filter.Refs(&rows[i]) {
			if _, read := r.names[ref]; !read && !n.known[ref] && n.api != nil && !r.read(ctx, n.api, ref) {
				return r
			}
		}
	}
	return r
}

// namesRead answers fetchNames.
type namesRead struct {
	readNames
	mark string // the filter whose matches will be marked
}

// fetchNames requests the names that are needed to mark the matches of a filter.
func fetchNames(ctx context.Context, need pageNames, rows []client.Summary, mark string) tea.Cmd {
	return func() tea.Msg { return namesRead{need.read(ctx, rows), mark} }
}

// nameLoaded answers fetchName.
type nameLoaded struct{ readNames }

// fetchName asks for the name behind an ID.
func fetchName(ctx context.Context, api Namer, ref filter.Ref) tea.Cmd {
	return func() tea.Msg {
		r := readNames{names: map[filter.Ref]knownName{}}
		r.read(ctx, api, ref)
		return nameLoaded{r}
	}
}

// countLoaded answers fetchCount.
type countLoaded struct {
	generation int
	drop       int // index into dropCounts.drops
	total      int // -1 when it could not be read
}

// fetchCount requests how many sessions match the server's part of a filter.
func fetchCount(ctx context.Context, api API, generation, drop int, p client.ListParams) tea.Cmd {
	return func() tea.Msg {
		p.Page, p.Limit = 1, 1
		page, err := api.Summaries(ctx, p, client.Pick{})
		if err != nil {
			return countLoaded{generation, drop, -1}
		}
		return countLoaded{generation, drop, page.Meta.TotalItems}
	}
}
