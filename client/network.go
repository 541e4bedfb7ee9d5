package client

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Causes that are ours, in words that a person can act on.
var (
	errNoAnswer  = errors.New("no answer in time")
	errStalled   = errors.New("the answer stopped coming")
	errTrickle   = errors.New("the answer took too long")
	errTooBig    = errors.New("the answer is larger than allowed")
	errElsewhere = errors.New("http is allowed to this machine alone, and the host is another one")
)

// plainError is a cause in plain words that keeps what it explains.
type plainError struct {
	text  string
	cause error
	final bool // trying again at once does not help
}

func (p *plainError) Error() string { return p.text }
func (p *plainError) Unwrap() error { return p.cause }

// newTransport dials within the deadline and takes proxies from the
// environment; a local one takes none, and connects to this machine alone.
// Decompression is ours, so that its size can be bounded.
func newTransport(connect time.Duration, local bool) *http.Transport {
	dialer := &net.Dialer{Timeout: connect, KeepAlive: 30 * time.Second}
	proxy := http.ProxyFromEnvironment
	if local {
		dialer.Control = toThisMachine
		proxy = nil
	}
	return &http.Transport{
		Proxy:                  proxy,
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    connect,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true,
		MaxIdleConnsPerHost:    8,
		IdleConnTimeout:        90 * time.Second,
		MaxResponseHeaderBytes: 1 << 18,
	}
}

// toThisMachine refuses to connect to an address that is not loopback, whatever
// name led there.
func toThisMachine(_, address string, _ syscall.RawConn) error {
	if to, err := netip.ParseAddrPort(address); err != nil || !to.Addr().Unmap().IsLoopback() {
		return errElsewhere
	}
	return nil
}

// refuseRedirect hands the redirect itself back: following it would carry the
// key, or a write, to an address that nobody named.
func refuseRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// setCause sets the kind and the plain words for a failure without a status.
func (e *Error) setCause(err error) {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	switch {
	case errors.Is(err, errNoAnswer), errors.Is(err, errStalled), errors.Is(err, errTrickle):
		e.Kind, e.Err = ErrTimeout, err
	case errors.Is(err, context.Canceled):
		e.Kind, e.Err = nil, &plainError{"cancelled", err, false}
	default:
		e.Kind = ErrNetwork
		e.Err = plainNetwork(err)
		if n, ok := errors.AsType[net.Error](err); ok && n.Timeout() {
			e.Kind = ErrTimeout
		}
	}
}

// plainNetwork says what went wrong on the way in few words.
func plainNetwork(err error) error {
	dns, lookup := errors.AsType[*net.DNSError](err)
	n, isNet := errors.AsType[net.Error](err)
	is := func(targets ...error) bool {
		return slices.ContainsFunc(targets, func(target error) bool { return errors.Is(err, target) })
	}
	says := func(parts ...string) bool { return containsAny(err.Error(), parts...) }
	switch {
	case lookup && dns.IsNotFound:
		return &plainError{"there is no host " + clean(dns.Name), err, true}
	case lookup:
		return &plainError{"cannot look up " + clean(dns.Name), err, false}
	case untrusted(err):
		return &plainError{"the server's certificate is not trusted", err, true}
	case is(errElsewhere):
		return &plainError{errElsewhere.Error(), err, true}
	case is(syscall.ECONNREFUSED):
		return &plainError{"connection refused", err, false}
	case is(syscall.ECONNRESET, syscall.EPIPE):
		return &plainError{"connection broken", err, false}
	case is(io.ErrUnexpectedEOF, io.EOF):
		return &plainError{"connection closed before the answer was complete", err, false}
	case is(syscall.ENETUNREACH, syscall.EHOSTUNREACH):
		return &plainError{"network unreachable", err, false}
	case isNet && n.Timeout():
		return &plainError{"timed out", err, false}
	case says("server gave HTTP response to HTTPS client"):
		return &plainError{"the server does not speak TLS", err, true}
	case says("malformed HTTP", "malformed MIME", "chunk", "response headers exceeded"):
		return &plainError{"the answer is not HTTP", err, false}
	}
	text, _, _ := strings.Cut(err.Error(), `"`) // what net/http quotes is of the answer
	return &plainError{"connection failed: " + strings.TrimSpace(safeText(text, maxMessage)), err, false}
}

func untrusted(err error) bool {
	_, is := errors.AsType[*tls.CertificateVerificationError](err)
	return is
}

// neverSent reports whether the failure came before a connection was there.
func neverSent(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return true
	}
	_, dns := errors.AsType[*net.DNSError](err)
	return dns
}
