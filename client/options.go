package client

import (
	"cmp"
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

// Options are the arguments of New. The zero value of every field but Token is
// a usable default.
type Options struct {
	BaseURL string            // DefaultBaseURL when empty; https, or http to a loopback address
	Token   string            // the account's private key, sent as bearer token to the host of BaseURL only
	Version string            // goes into User-Agent: vapi-sessions/VERSION; "dev" when empty
	MaxBody int64             // bytes after decompression; DefaultMaxBody when 0
	Rate    float64           // requests per second: 0 learns (and is off on loopback), below 0 is no limit, above 0 is fixed
	Log     *slog.Logger      // one record per try; nil for none
	OnEvent func(Event)       // called for every wait, on a goroutine of the client; nil for none
	HTTP    http.RoundTripper // replaces the transport; for tests and for embedding
}

// parseBase checks a base URL. Its errors contain only the scheme and host,
// because people paste keys into the other parts.
func parseBase(raw string) (*url.URL, error) {
	u, err := url.Parse(cmp.Or(raw, DefaultBaseURL))
	if err != nil {
		return nil, errors.New("base URL: it cannot be read as a URL")
	}
	fault := ""
	switch plain := u.Scheme == "http"; {
	case u.Hostname() == "" || u.Opaque != "":
		return nil, errors.New("base URL: it names no host; write it as https://api.vapi.ai")
	case u.User != nil:
		fault = "it must not hold a user name or password"
	case u.RawQuery != "" || u.ForceQuery:
		fault = "it must not hold a query"
	case u.Fragment != "":
		fault = "it must not hold a fragment"
	case plain && !loopback(u.Hostname()):
		fault = "http is allowed to a loopback address alone; use https"
	case !plain && u.Scheme != "https":
		fault = "the scheme must be https"
	}
	if fault != "" {
		return nil, fmt.Errorf("base URL %s: %s", origin(u), fault)
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
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

// checkToken refuses a key that cannot be sent in a header, without printing
// it.
func checkToken(t string) error {
	if strings.ContainsFunc(t, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return errors.New("API key: it holds a space, a line break or another character that a key cannot have")
	}
	return nil
}
