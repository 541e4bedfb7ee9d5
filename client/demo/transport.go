package demo

import (
	"context"
	"net"
	"net/http"
	"os"
	"sync/atomic"
	"syscall"
)

// Transport answers requests by this server over pipes in memory, whatever host
// they name. It works inside a testing/synctest bubble, where delays pass in
// the bubble's time. It does not decompress: a client that asks for gzip has to
// decompress itself.
func (s *Server) Transport() http.RoundTripper {
	dial := func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		broken := new(atomic.Bool)
		l := make(oneConn, 1)
		l <- pipe{server, broken}
		close(l)
		s.serve(l)
		return pipe{client, broken}, nil
	}
	return &http.Transport{DialContext: dial, DialTLSContext: dial, DisableKeepAlives: true, DisableCompression: true}
}

// oneConn is a listener that accepts one connection and then fails.
type oneConn chan net.Conn

// Accept returns the connection the first time.
func (l oneConn) Accept() (net.Conn, error) {
	if c, ok := <-l; ok {
		return c, nil
	}
	return nil, net.ErrClosed
}

// Close closes the connection if it was not accepted.
func (l oneConn) Close() error {
	if c, ok := <-l; ok {
		return c.Close() //nolint:wrapcheck // of a pipe
	}
	return nil
}

// Addr is a placeholder.
func (l oneConn) Addr() net.Addr { return pipe{}.RemoteAddr() }

// pipe is one end of a connection that a fault can reset.
type pipe struct {
	net.Conn
	broken *atomic.Bool
}

// Read fails as over a socket after the other end has reset the connection.
func (p pipe) Read(b []byte) (int, error) {
	n, err := p.Conn.Read(b)
	if err != nil && p.broken.Load() {
		return n, &net.OpError{Op: "read", Net: "pipe", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
	}
	return n, err //nolint:wrapcheck // net/http looks for io.EOF
}

// RemoteAddr is the address of the client in every request.
func (p pipe) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// resetConnection breaks a connection so that the client sees a reset. It does
// not return.
func resetConnection(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	switch conn := conn.(type) {
	case *net.TCPConn:
		_ = conn.SetLinger(0) // closing then sends RST instead of FIN
	case pipe:
		conn.broken.Store(true)
	}
	_ = conn.Close()
	panic(http.ErrAbortHandler)
}
