package demo

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// listeners are the sockets that a server opened.
type listeners struct {
	mu      sync.Mutex
	servers []*http.Server
	done    sync.WaitGroup
}

// Listen serves on addr, "host:port", in the background until Close, and says
// under which URL. Without a host it is the loopback interface; without a port
// one is chosen.
func (s *Server) Listen(addr string) (url string, err error) {
	host, port, err := net.SplitHostPort(addr)
	if addr == "" {
		host, port, err = "", "0", nil
	}
	if err != nil {
		return "", fmt.Errorf("listening on %q: %w", addr, err)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	if port == "" {
		port = "0"
	}
	var lc net.ListenConfig
	l, err := lc.Listen(context.Background(), "tcp", net.JoinHostPort(host, port))
	if err != nil {
		return "", fmt.Errorf("listening on %q: %w", addr, err)
	}
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	s.listeners.mu.Lock()
	defer s.listeners.mu.Unlock()
	select {
	case <-s.closed:
		return "", errors.Join(fmt.Errorf("listening on %q: %w", addr, http.ErrServerClosed), l.Close())
	default:
	}
	s.listeners.servers = append(s.listeners.servers, server)
	s.listeners.done.Go(func() { _ = server.Serve(l) }) // it ends with ErrServerClosed
	return "http://" + l.Addr().String(), nil
}

// close ends every server and waits until none of them accepts any more.
func (l *listeners) close() error {
	l.mu.Lock()
	servers := l.servers
	l.servers = nil
	l.mu.Unlock()
	var errs []error
	for _, s := range servers {
		errs = append(errs, s.Close())
	}
	l.done.Wait()
	return errors.Join(errs...)
}
