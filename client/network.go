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

// Causes that this package finds, in words that a person can act on.
var (
	errNoAnswer    = errors.New("no answer in time")
	errStalled     = errors.New("the answer stopped coming")
	errTrickle     = errors.New("the answer took too long")
	errTooBig      = errors.New("the answer is larger than allowed")
	errNotLoopback = errors.New("http is allowed to this machine alone, and the host is another one")
)

// plainError is a cause in plain words that wraps the original error.
type plainError struct {
	text      string
	cause     error
	permanent bool // the next try would fail as well
}

func (p *plainError) Error() string { return p.text }
func (p *plainError) Unwrap() error { return p.cause }

// newTransport dials within the deadline, through the proxies of the
// environment. With local it uses no proxy and connects to this machine only.
// It does not decompress, because body limits the decompressed size.
func newTransport(connect time.Duration, local bool) *http.Transport {
	dialer := &net.Dialer{Timeout: connect, KeepAlive: 30 * time.Second}
	proxy := http.ProxyFromEnvironment
	if local {
		dialer.Control = onlyLoopback
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

// onlyLoopback refuses to connect to an address that is not loopback, whatever
// host name was resolved to it.
func onlyLoopback(_, address string, _ syscall.RawConn) error {
	if to, err := netip.ParseAddrPort(address); err != nil || !to.Addr().Unmap().IsLoopback() {
		return errNotLoopback
	}
	return nil
}

// refuseRedirect returns the redirect itself: following it would carry the key,
// or a write, to another address.
func refuseRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// setCause sets Kind and Err for a failure without a status.
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
		e.Err = networkCause(err)
		if n, ok := errors.AsType[net.Error](err); ok && n.Timeout() {
			e.Kind = ErrTimeout
		}
	}
}

// networkCause describes a network error in a few plain words.
func networkCause(err error) error {
	dns, lookup := errors.AsType[*net.DNSError](err)
	_, untrusted := errors.AsType[*tls.CertificateVerificationError](err)
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
	case untrusted:
		return &plainError{"the server's certificate is not trusted", err, true}
	case is(errNotLoopback):
		return &plainError{errNotLoopback.Error(), err, true}
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
	text, _, _ := strings.Cut(err.Error(), `"`) // net/http quotes parts of the answer
	return &plainError{"connection failed: " + strings.TrimSpace(safeText(text, maxMessage)), err, false}
}

// failedToConnect reports whether there was never a connection.
func failedToConnect(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return true
	}
	_, dns := errors.AsType[*net.DNSError](err)
	return dns
}
