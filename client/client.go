package client

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Client talks to one server with one key. It can be used by many goroutines at
// once.
type Client struct {
	base     *url.URL
	header   http.Header // of every request
	options  Options
	http     *http.Client
	limiter  *limiter
	timeouts timeouts
}

// New makes a client and sends nothing. Its errors name what is wrong with the
// options, but never contain the key.
func New(o Options) (*Client, error) {
	base, err := parseBase(o.BaseURL)
	if err := cmp.Or(err, checkToken(o.Token)); err != nil {
		return nil, err
	}
	if o.MaxBody <= 0 {
		o.MaxBody = DefaultMaxBody
	}
	if o.OnEvent == nil {
		o.OnEvent = func(Event) {}
	}
	c := &Client{
		base:     base,
		header:   http.Header{"Accept": {"application/json"}, "Accept-Encoding": {"gzip"}, "User-Agent": {"vapi-sessions/" + cmp.Or(o.Version, "dev")}},
		options:  o,
		timeouts: defaultTimeouts(),
		limiter:  newLimiter(o.Rate, loopback(base.Hostname())),
	}
	if loopback(base.Hostname()) {
		c.header.Set("Accept-Encoding", "identity") // compression costs more there than it saves
	}
	if o.Token != "" {
		c.header.Set("Authorization", "Bearer "+o.Token)
	}
	rt := o.HTTP
	if rt == nil {
		rt = newTransport(c.timeouts.connect, base.Scheme == "http")
	}
	c.http = &http.Client{Transport: rt, CheckRedirect: refuseRedirect}
	return c, nil
}

// Close closes idle connections. It does not touch running requests, which end
// with their contexts.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// List asks for a page of whole sessions. A row that cannot be read has its Err
// set. When the answer breaks off, both results are set: the page holds the
// rows before the break.
func (c *Client) List(ctx context.Context, p ListParams) (*Page[SessionRow], error) {
	return listPage(ctx, c, p.request(), decodeSessionRow)
}

// Summaries asks for a page and keeps of each row what a list needs; see
// Summary and Pick. Rows are read as they arrive, so a page of any size needs
// the memory of its largest row and of what is kept. When the answer breaks
// off, both results are set, as for List.
func (c *Client) Summaries(ctx context.Context, p ListParams, pick Pick) (*Page[Summary], error) {
	k := newPicker(pick)
	page, err := listPage(ctx, c, p.request(), k.summaryRow)
	if page != nil {
		page.MetadataKeys = slices.Sorted(maps.Keys(k.metadataKeys))
	}
	return page, err
}

// Get reads one session.
func (c *Client) Get(ctx context.Context, id string) (*Session, error) {
	r := request{op: "reading session", method: http.MethodGet}
	return c.session(ctx, &r, id)
}

// Create makes a session. It is never sent twice: after an error for which
// MayHaveArrived is true, look before trying again. The session is nil when the
// server returned none.
func (c *Client) Create(ctx context.Context, s CreateSession) (*Session, error) {
	r := request{op: "creating a session", method: http.MethodPost, path: sessionPath, emptyOK: true}
	body, err := Encode(s)
	if err != nil {
		return nil, r.invalidError(err.Error())
	}
	r.body = body
	return send(ctx, c, &r, readSession)
}

// Update changes the fields that are not nil in u. It is sent again only if it
// cannot have taken effect: after an error for which MayHaveArrived is true,
// read the session. The session is nil when the server returned none.
func (c *Client) Update(ctx context.Context, id string, u UpdateSession) (*Session, error) {
	r := request{op: "changing session", method: http.MethodPatch, emptyOK: true}
	if u.Empty() {
		return nil, r.invalidError("nothing to change")
	}
	body, err := Encode(u)
	if err != nil {
		return nil, r.invalidError(err.Error())
	}
	r.body = body
	return c.session(ctx, &r, id)
}

// Delete removes a session and returns it as it was. The session is nil when
// the server returned none, or when the first try took effect, its answer was
// lost, and the second try found nothing.
func (c *Client) Delete(ctx context.Context, id string) (*Session, error) {
	r := request{op: "deleting session", method: http.MethodDelete, emptyOK: true}
	return c.session(ctx, &r, id)
}

// session sends r to the path of one session, whose ID its errors contain.
func (c *Client) session(ctx context.Context, r *request, id string) (*Session, error) {
	const longest = 64
	r.op = strings.TrimSpace(r.op + " " + shorten(c.safe(id), longest))
	return sendToResource(ctx, c, r, sessionPath, id, readSession)
}
