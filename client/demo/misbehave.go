package demo

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// answer answers a request as the fault says. Handle lets the request take effect
// and returns the response to it.
func (f *fault) answer(w http.ResponseWriter, r *http.Request, handle func() response) {
	a := response{status: http.StatusOK}
	switch f.kind {
	case Reset:
		resetConnection(w)
	case Lost:
		handle()
		resetConnection(w)
	case Hang:
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	case Stall, Truncate:
		f.sendHalf(w, r, handle())
	case HTML:
		a = response{http.StatusBadGateway, []byte(errorPage), header{"Content-Type": "text/html; charset=UTF-8"}}
	case Garbage:
		for range 512 {
			a.body = append(a.body, byte(f.next()))
		}
	case Empty:
	case NoBody:
		handle()
		a.status = http.StatusNoContent
	case Redirect:
		a = response{http.StatusFound, []byte("Found. Redirecting"),
			header{"Content-Type": "text/plain", "Location": "https://elsewhere.example" + r.URL.RequestURI()}}
	case BOM:
		a = handle()
		a.body = append([]byte("\ufeff"), a.body...)
	case Trailing:
		a = handle()
		a.body = append(bytes.Clone(a.body), "\n{\"more\":true} trailing"...)
	case Plain:
		a = handle()
		a.header = header{"Content-Type": "text/plain"}
	case BadGzip:
		a.body, a.header = []byte(`{"results":[],"metadata":{}}`), header{"Content-Encoding": "gzip"}
	case Bomb:
		a.body, a.header = bomb(), header{"Content-Encoding": "gzip"}
	case Deep:
		const depth = 10_000
		a.body = []byte(`{"results":[{"id":` + strings.Repeat("[", depth) + strings.Repeat("]", depth) + `}]}`)
	case "":
		a = handle()
	default:
		a = f.errorStatus(f.kind.status())
	}
	a.send(w, r)
}

// errorStatus is the response with an error status.
func (f *fault) errorStatus(status int) response {
	a := errorResponse(status, messageOf(status))
	if f.retryAfter > 0 && (status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable) {
		a.header = header{"Retry-After": strconv.Itoa(int((f.retryAfter + time.Second - 1) / time.Second))}
	}
	return a
}

// sendHalf sends half of a response and then, without an end, stalls or closes the
// connection. It does not return.
func (f *fault) sendHalf(w http.ResponseWriter, r *http.Request, a response) {
	w.Header().Set("Content-Type", contentTypeJSON)
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body[:len(a.body)/2])
	_ = http.NewResponseController(w).Flush()
	if f.kind == Stall {
		<-r.Context().Done()
	}
	panic(http.ErrAbortHandler)
}

// bomb is a small body that decompresses to a large one: the same compressed
// megabyte a hundred times, which the format allows in one gzip stream.
func bomb() []byte {
	megabyte := gzipBody(bytes.Repeat([]byte{'a'}, 1<<20))
	return slices.Concat(gzipBody([]byte(`{"results":[{"id":"`)), bytes.Repeat(megabyte, 100), gzipBody([]byte(`"}]}`)))
}

const errorPage = `<!DOCTYPE html>
<html><head><title>502: Bad gateway</title></head>
<body><h1>Bad gateway</h1><p>The web server reported a bad gateway error. Ray ID: 8f2c0demo</p></body></html>
`
