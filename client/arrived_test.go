package client

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"
)

// over gives a client whose connections are made in memory and served by answer.
func over(t *testing.T, base string, answer func(net.Conn)) (c *Client, dials *int) {
	t.Helper()
	c, dials = clientFor(t, base), new(int)
	c.http.Transport.(*http.Transport).DialContext = func(context.Context, string, string) (net.Conn, error) {
		*dials++
		near, far := net.Pipe()
		go answer(far)
		return near, nil
	}
	return c, dials
}

// What was written to the server may have arrived, and is not written again. What
// was not cannot have.
func TestWhatMayHaveArrivedOverAConnection(t *testing.T) {
	takes := func(c net.Conn) {
		r, err := http.ReadRequest(bufio.NewReader(c))
		if err == nil {
			_, _ = io.Copy(io.Discard, r.Body)
		}
	}
	for name, tt := range map[string]struct {
		base    string
		answer  func(net.Conn)
		arrived bool
	}{
		"closed in the handshake":  {"https://api.example", func(net.Conn) {}, false},
		"closed after the request": {"http://127.0.0.1:1", takes, true},
		"closed in the answer": {"http://127.0.0.1:1", func(c net.Conn) {
			takes(c)
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, dials := over(t, tt.base, func(conn net.Conn) {
					tt.answer(conn)
					_ = conn.Close()
				})
				tries := 1
				if !tt.arrived {
					tries = maxTries
				}
				status := StatusCompleted
				_, err := c.Update(t.Context(), idA, UpdateSession{Status: &status})
				if !errors.Is(err, ErrNetwork) || MayHaveArrived(err) != tt.arrived || *dials != tries {
					t.Errorf("%v, arrived %v, %d connections", err, MayHaveArrived(err), *dials)
				}
			})
		})
	}
}

// heldConn is a connection whose writes, once it is armed, reach the server and do
// not return until it is closed.
type heldConn struct {
	net.Conn
	armed           *atomic.Bool
	wrote, released chan struct{}
}

func (c heldConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	if c.armed.CompareAndSwap(true, false) {
		close(c.wrote)
		<-c.released
	}
	return n, err
}

// A write over HTTP/2 that is cancelled when it has left, and is not yet reported to
// be written, may have arrived.
func TestAWriteThatIsCancelledAsItLeaves(t *testing.T) {
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPatch {
			hang(r)
		}
		_, _ = io.WriteString(w, row(idA))
	}))
	srv.EnableHTTP2 = true
	srv.StartTLS()
	defer srv.Close()
	c := clientFor(t, srv.URL)
	held := heldConn{armed: new(atomic.Bool), wrote: make(chan struct{}), released: make(chan struct{})}
	tr := c.http.Transport.(*http.Transport)
	tr.TLSClientConfig.RootCAs = srv.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	tr.DialContext = func(ctx context.Context, network, address string) (conn net.Conn, err error) {
		held.Conn, err = new(net.Dialer).DialContext(ctx, network, address)
		return held, err
	}
	if _, err := c.Get(t.Context(), idA); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-held.wrote
		cancel()
	}()
	held.armed.Store(true)
	status := StatusCompleted
	_, err := c.Update(ctx, idA, UpdateSession{Status: &status})
	close(held.released)
	if !errors.Is(err, context.Canceled) || !MayHaveArrived(err) {
		t.Errorf("%v, arrived %v", err, MayHaveArrived(err))
	}
}

// An answer of which the beginning was read says that its request arrived, also where
// that was not yet reported to be written.
func TestAnAnswerSaysThatTheRequestArrived(t *testing.T) {
	c, s := scripted(t, func(_ int, r *http.Request) (*http.Response, error) {
		httptrace.ContextClientTrace(r.Context()).GetConn("api.example:443")
		resp := reply(200, "")
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader("{"), iotest.ErrReader(errReset)))
		return resp, nil
	})
	status := StatusCompleted
	_, err := c.Update(t.Context(), idA, UpdateSession{Status: &status})
	if !errors.Is(err, ErrNetwork) || !MayHaveArrived(err) || s.tries.Load() != 1 {
		t.Errorf("%v, arrived %v, %d tries", err, MayHaveArrived(err), s.tries.Load())
	}
}

// The wait for the first byte begins when the connection is there, and ends with
// it: then silences are measured.
func TestEachWaitIsOfItsOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := serveInMemory(t, func(w http.ResponseWriter, _ *http.Request) {
			time.Sleep(9 * time.Second)
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Second)
			_, _ = fmt.Fprint(w, row(idA))
		})
		c.timeouts.firstByte, c.timeouts.stall = 10*time.Second, 30*time.Second
		told := 0
		c.options.OnEvent = func(Event) { told++ }
		tr := c.http.Transport.(*http.Transport)
		dial := tr.DialContext
		tr.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			time.Sleep(9 * time.Second)
			return dial(ctx, network, address)
		}
		_, err := c.Get(WithOneTry(t.Context()), idA)
		synctest.Wait()
		if want := 9 + 9 - 5 + 1; err != nil || told < want-1 || told > want {
			t.Errorf("%v, and it was told %d times that there is no answer, want %d", err, told, want)
		}
	})
}

// What an error's body does not say is left out, however that ends, unless the
// caller ended it.
func TestAnErrorWhoseBodyDoesNotEnd(t *testing.T) {
	drip := func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusServiceUnavailable)
		for r.Context().Err() == nil {
			if _, err := fmt.Fprint(w, strings.Repeat(" ", minReported)); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
			case <-time.After(10 * time.Second):
			}
		}
	}
	synctest.Test(t, func(t *testing.T) {
		c := serveInMemory(t, drip)
		c.timeouts = defaultTimeouts()
		if _, err := c.Get(WithOneTry(t.Context()), idA); !errors.Is(err, ErrServer) || !strings.HasSuffix(err.Error(), ": 503 service unavailable") {
			t.Error(err)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		c := serveInMemory(t, drip)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(25*time.Second, cancel)
		if _, err := c.Get(WithOneTry(ctx), idA); !errors.Is(err, context.Canceled) || errors.Is(err, ErrServer) || !strings.HasSuffix(err.Error(), ": cancelled") {
			t.Error(err)
		}
	})
}

// What cannot be read is named for what is wrong with it.
func TestWhatIsWrongWithABody(t *testing.T) {
	for want, body := range map[string]string{
		"200, but the answer is not valid JSON":                   "{]",
		"200, but the answer is larger than allowed":              `{"id":"` + strings.Repeat("x", 1<<20) + `"}`,
		"200, but the answer's compression is damaged":            "gzip",
		"200, but the answer is empty":                            " ",
		"200, but the answer ends in the middle":                  `{"id":`,
		"200, but the answer is a web page, not JSON":             "<html>",
		"200, but the answer is not an object":                    "[]",
		"200, but it has no id":                                   "{}",
		"200, but its id holds characters that an id cannot have": `{"id":"a/\u001b"}`,
	} {
		c, _ := scripted(t, func(int, *http.Request) (*http.Response, error) {
			encoding := "identity"
			if body == "gzip" {
				encoding = body
			}
			return reply(200, body, "Content-Encoding", encoding), nil
		}, func(o *Options) { o.MaxBody = 100_000 })
		_, err := c.Get(t.Context(), idA)
		if err == nil || err.Error() != "reading session "+idA+": "+want || !errors.Is(err, ErrDecode) || errors.Is(err, ErrTooLarge) != strings.Contains(want, "larger") {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// A request without a query ends with its path.
func TestARequestWithoutAQuery(t *testing.T) {
	c, _ := scripted(t, func(_ int, r *http.Request) (*http.Response, error) {
		if got := r.URL.RequestURI(); got != "/session/"+idA {
			t.Error(got)
		}
		return reply(200, row(idA)), nil
	})
	if _, err := c.Get(t.Context(), idA); err != nil {
		t.Error(err)
	}
}
