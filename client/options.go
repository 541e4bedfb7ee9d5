package client

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// DefaultBaseURL is the API's address for accounts of the default region.
const DefaultBaseURL = "https://api.vapi.ai"

// DefaultMaxBody is the largest answer that is read, after decompression, in bytes.
const DefaultMaxBody = 64 << 20

// Options are what New needs to know. The zero value of every field but Token
// is a usable default.
type Options struct {
	BaseURL string            // DefaultBaseURL when empty; https, or http to a loopback address
	Token   string            // the account's private key, sent as the bearer to BaseURL's host alone
	Version string            // goes into User-Agent: vapi-sessions/VERSION; "dev" when empty
	MaxBody int64             // bytes after decompression; DefaultMaxBody when 0
	Rate    float64           // requests per second: 0 learns (and is off on loopback), below 0 is no limit, above 0 is fixed
	Log     *slog.Logger      // one record per try; nil for none
	OnEvent func(Event)       // told of every wait, on a goroutine of the client's; nil for none
	HTTP    http.RoundTripper // replaces the transport; for tests and for embedding
}

// parseBase checks a base URL. No error names more of it than scheme and host,
// because people paste keys into the other parts.
func parseBase(raw string) (*url.URL, error) {
	if raw == "" {
		raw = DefaultBaseURL
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, errors.New("base URL: it cannot be read as a URL")
	}
	if u.Host == "" || u.Hostname() == "" || u.Opaque != "" {
		return nil, errors.New("base URL: it names no host; write it as https://api.vapi.ai")
	}
	if u.User != nil {
		return nil, fmt.Errorf("base URL %s: it must not hold a user name or password", origin(u))
	}
	if u.RawQuery != "" || u.ForceQuery {
		return nil, fmt.Errorf("base URL %s: it must not hold a query", origin(u))
	}
	if u.Fragment != "" {
		return nil, fmt.Errorf("base URL %s: it must not hold a fragment", origin(u))
	}
	switch {
	case u.Scheme == "https":
	case u.Scheme == "http" && loopback(u.Hostname()):
	case u.Scheme == "http":
		return nil, fmt.Errorf("base URL %s: http is allowed to a loopback address alone; use https", origin(u))
	default:
		return nil, fmt.Errorf("base URL %s: the scheme must be https", origin(u))
	}
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath = ""
	return u, nil
}

// origin is the part of a URL that is safe to print.
func origin(u *url.URL) string { return clean(u.Scheme + "://" + u.Host) }

// loopback reports whether host can only be this machine.
func loopback(host string) bool {
	h := strings.ToLower(strings.TrimSuffix(host, "."))
	if h == "localhost" || strings.HasSuffix(h, ".localhost") {
		return true
	}
	ip := net.ParseIP(h)
	return ip != nil && ip.IsLoopback()
}

// checkToken refuses what cannot be sent as a header, without printing it.
func checkToken(t string) error {
	for i := range len(t) {
		if t[i] <= ' ' || t[i] >= 0x7f {
			return errors.New("API key: it holds a space, a line break or another character that a key cannot have")
		}
	}
	return nil
}
