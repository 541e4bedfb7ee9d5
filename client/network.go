package client

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
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
	errPermanent = errors.New("trying again at once does not help")
)

// plainError is a cause in plain words that keeps what it explains.
type plainError struct {
	text  string
	cause error
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
		e.Kind, e.Err = nil, &plainError{"cancelled", err}
	case errors.Is(err, context.DeadlineExceeded):
		e.Kind, e.Err = ErrTimeout, &plainError{"timed out", err}
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
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		if dns.IsNotFound {
			return &plainError{"there is no host " + clean(dns.Name), errors.Join(err, errPermanent)}
		}
		return &plainError{"cannot look up " + clean(dns.Name), err}
	}
	if untrusted(err) {
		return &plainError{"the server's certificate is not trusted", errors.Join(err, errPermanent)}
	}
	if errors.Is(err, errElsewhere) {
		return &plainError{errElsewhere.Error(), errors.Join(err, errPermanent)}
	}
	n, isNet := errors.AsType[net.Error](err)
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return &plainError{"connection refused", err}
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return &plainError{"connection broken", err}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &plainError{"connection closed before the answer was complete", err}
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return &plainError{"network unreachable", err}
	case isNet && n.Timeout():
		return &plainError{"timed out", err}
	case strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return &plainError{"the server does not speak TLS", errors.Join(err, errPermanent)}
	case strings.Contains(err.Error(), "malformed HTTP"), strings.Contains(err.Error(), "malformed MIME"),
		strings.Contains(err.Error(), "chunk"), strings.Contains(err.Error(), "response headers exceeded"):
		return &plainError{"the answer is not HTTP", err}
	}
	text, _, _ := strings.Cut(err.Error(), `"`) // what net/http quotes is of the answer
	return &plainError{"connection failed: " + strings.TrimSpace(safeText(text, maxMessage)), err}
}

func untrusted(err error) bool {
	var (
		verify *tls.CertificateVerificationError
		name   x509.HostnameError
		author x509.UnknownAuthorityError
		cert   x509.CertificateInvalidError
	)
	return errors.As(err, &verify) || errors.As(err, &name) || errors.As(err, &author) || errors.As(err, &cert)
}

// neverSent reports whether the failure came before a connection was there.
func neverSent(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return true
	}
	_, dns := errors.AsType[*net.DNSError](err)
	return dns || untrusted(err)
}
