package ui

import (
	"bytes"
	"compress/gzip"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"time"
)

// class is what a fault means for a write.
type class int

const (
	refused class = iota // the server says no: the write is not done
	gone                 // the server says that there is no such session
	limited              // the server asks to wait: it is sent again
	silent               // the server says yes and shows nothing: the session is read
	unsure               // nobody knows: the session is read
)

// kind is a fault, and what the person sees of it.
type kind struct {
	name  string
	class class
	net   string // the header's word after it
	says  string // how the reason begins
	fault
}

const (
	canaryJSON = `{"message":"the server's words, Authorization: Bearer canary","apiKey":"canary"}`
	canaryHTML = "<!DOCTYPE html><html><head><title>Attention</title></head><body>canary</body></html>"
	goodHead   = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
)

// statusFault is an answer that is not a success.
func statusFault(code int, c class) kind {
	word := fmt.Sprintf("api: %d %s", code, strings.ToLower(http.StatusText(code)))
	switch {
	case code == http.StatusTooManyRequests:
		word = "api: rate limited"
	case http.StatusText(code) == "":
		word = fmt.Sprintf("api: %d", code)
	}
	return kind{fmt.Sprint(code), c, word, fmt.Sprintf("%d the server's words, Authorization: Bearer [hidden]", code),
		fault{answer: reply(code, "application/json", canaryJSON)}}
}

// pageFault is a status with a web page, as from a proxy.
func pageFault(code int, c class, says string) kind {
	k := statusFault(code, c)
	k.name, k.says = k.name+" with a page", says
	k.answer = reply(code, "text/html", canaryHTML, "Location: https://elsewhere.example/canary")
	return k
}

// bodyFault is a success whose body is not what it should be.
func bodyFault(name, says, text string, headers ...string) kind {
	return kind{name, unsure, "api: answer cannot be read", "200, but " + says, fault{answer: reply(http.StatusOK, "application/json", text, headers...)}}
}

// broken is an answer that does not come, or not whole.
func broken(name, says string, answer func(conn net.Conn)) kind {
	return kind{name, unsure, "api: " + says, says, fault{answer: func(conn net.Conn, _ []byte) { answer(conn) }}}
}

// raw is an answer of these bytes, after which the connection is closed.
func raw(text string) func(net.Conn) {
	return func(conn net.Conn) { _, _ = conn.Write([]byte(text)) }
}

// unreached is a connection that does not come about.
func unreached(name, says string, err error) kind {
	return kind{name, refused, "api not reached", says, fault{dial: err}}
}

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

// kinds are the faults that a request can meet.
func kinds() []kind {
	const redirected = "the server points elsewhere, which is not followed"
	as := func(k kind, name string, c class, net string) kind {
		k.name, k.class, k.net = name, c, net
		return k
	}
	waits := func(k kind) kind {
		k.name += " with Retry-After"
		k.answer = reply(map[string]int{"429": 429, "503": 503}[k.name[:3]], "application/json", canaryJSON, "Retry-After: 2")
		return k
	}
	list := []kind{
		statusFault(400, refused), statusFault(401, refused), statusFault(402, refused), statusFault(403, refused), statusFault(404, gone), statusFault(405, refused),
		statusFault(408, unsure), statusFault(409, refused), statusFault(410, gone), statusFault(413, refused), statusFault(422, refused), statusFault(429, limited),
		statusFault(500, unsure), statusFault(501, unsure), statusFault(502, unsure), statusFault(503, unsure), statusFault(504, unsure), statusFault(520, unsure),
		waits(statusFault(429, limited)), waits(statusFault(503, unsure)),
		pageFault(301, refused, "301 "+redirected), pageFault(302, refused, "302 "+redirected), pageFault(308, refused, "308 "+redirected),
		pageFault(403, refused, "403 attention"), pageFault(502, unsure, "502 attention"),
		as(bodyFault("a web page", "the answer is a web page, not JSON", canaryHTML), "a web page", unsure, "api: a web page, not JSON"),
		as(bodyFault("nothing", "the answer is empty", ""), "nothing", silent, "api: answer cannot be read"),
		as(bodyFault("blanks", "the answer is empty", " \r\n\t "), "blanks", silent, "api: answer cannot be read"),
		{"204", silent, "api: answer cannot be read", "204, but the answer is empty", fault{answer: reply(http.StatusNoContent, "text/plain", "")}},
		bodyFault("text", "the answer is not valid JSON", "upstream canary"), bodyFault("control bytes", "the answer is not valid JSON", "\x1b]0;x\a\x1b[2J\x00"),
		bodyFault("null", "", "null"), bodyFault("number", "", "17"), bodyFault("string", "", `"canary"`),
		bodyFault("an error as a success", "", canaryJSON), bodyFault("an empty object", "", "{}"), bodyFault("a wrong type", "", `{"results":17,"id":{"a":1}}`),
		bodyFault("lists too deep", "", strings.Repeat("[", 10000)+strings.Repeat("]", 10000)),
		bodyFault("objects too deep", "", strings.Repeat(`{"a":`, 10000)+"1"+strings.Repeat("}", 10000)),
		bodyFault("rows without IDs", "", `{"results":[{"name":"canary"},null,17],"metadata":{"totalItems":1000000000}}`),
		bodyFault("not gzip", "the answer's compression is damaged", "x", "Content-Encoding: gzip"),
		bodyFault("unknown encoding", "the answer is compressed in a way (br)", "x", "Content-Encoding: br"),
		as(bodyFault("a gzip bomb", "the answer is larger than allowed", zipped(`{"results":["`+strings.Repeat("0", 8<<20)+`"]}`), "Content-Encoding: gzip"),
			"a gzip bomb", unsure, "api: answer too large"),
		as(bodyFault("too large", "the answer is larger than allowed", `{"results":[{"id":"x","name":"`+strings.Repeat("x", 5<<20)+`"}]}`),
			"too large", unsure, "api: answer too large"),
	}
	return append(list, connections()...)
}

// connections are the faults of a connection.
func connections() []kind {
	const (
		cut     = "connection closed before the answer was complete"
		stopped = "the answer stopped coming"
		half    = goodHead + "Content-Length: 1000\r\n\r\n{\"id\":\"x\",\"results\":["
	)
	untilClosed := func(text string) func(net.Conn) {
		return func(conn net.Conn) {
			_, _ = conn.Write([]byte(text))
			_, _ = conn.Read(make([]byte, 1))
		}
	}
	resetAfter := func(text string) func(net.Conn) {
		return func(conn net.Conn) {
			_, _ = conn.Write([]byte(text))
			_, _ = conn.Write([]byte{resetMark})
		}
	}
	drip := func(conn net.Conn) {
		_, err := conn.Write([]byte(half))
		for ; err == nil; _, err = conn.Write([]byte(" ")) {
			time.Sleep(10 * time.Second)
		}
	}
	endless := func(conn net.Conn) {
		_, err := conn.Write([]byte("HTTP/1.1 200 OK\r\n"))
		for ; err == nil; _, err = conn.Write([]byte("X: " + strings.Repeat("canary", 1<<12) + "\r\n")) {
		}
	}
	dial := func(err error) error { return &net.OpError{Op: "dial", Net: "tcp", Err: err} }
	return []kind{
		broken("cut off", cut, raw(half)), broken("cut off in a chunk", cut, raw(goodHead+"Transfer-Encoding: chunked\r\n\r\n40\r\n{\"results\":[")),
		broken("a bad chunk", "the answer is not HTTP", raw(goodHead+"Transfer-Encoding: chunked\r\n\r\ncanary\r\n")),
		broken("a stall", stopped, untilClosed(half)), broken("a drip", stopped, drip),
		broken("a hang", "no answer in time", untilClosed("")), broken("a close", cut, raw("")),
		broken("a reset", "connection broken", resetAfter("")), broken("a reset in the body", "connection broken", resetAfter(half)),
		broken("no HTTP", "the answer is not HTTP", raw("SSH-2.0-canary\r\n")),
		broken("an odd header", "the answer is not HTTP", raw("HTTP/1.1 200 OK\r\ncanary\r\n\r\n")),
		broken("an endless header", "the answer is not HTTP", endless),
		unreached("refused", "connection refused", dial(os.NewSyscallError("connect", syscall.ECONNREFUSED))),
		unreached("unreachable", "network unreachable", dial(os.NewSyscallError("connect", syscall.ENETUNREACH))),
		unreached("no such host", "there is no host api.example", dial(&net.DNSError{Err: "no such host", Name: "api.example", IsNotFound: true})),
		unreached("untrusted", "the server's certificate is not trusted", &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}),
		unreached("no TLS", "the server does not speak TLS", errors.New("http: server gave HTTP response to HTTPS client")),
	}
}
