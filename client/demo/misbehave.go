package demo

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// instead are the answers of faults that come in the place of a request's own;
// the request has no effect then.
var instead = map[FaultKind]func(f *fault, r *http.Request) response{
	HTML: func(*fault, *http.Request) response {
		return response{http.StatusBadGateway, []byte(errorPage), header{"Content-Type": "text/html; charset=UTF-8"}}
	},
	Garbage: func(f *fault, _ *http.Request) response {
		body := make([]byte, 512)
		for i := range body {
			body[i] = byte(f.next())
		}
		return response{status: http.StatusOK, body: body}
	},
	Empty: func(*fault, *http.Request) response { return response{status: http.StatusOK} },
	Redirect: func(_ *fault, r *http.Request) response {
		return response{http.StatusFound, []byte("Found. Redirecting"),
			header{"Content-Type": "text/plain", "Location": "https://elsewhere.example" + r.URL.RequestURI()}}
	},
	BadGzip: func(*fault, *http.Request) response {
		return response{http.StatusOK, []byte(`{"results":[],"metadata":{}}`), header{"Content-Encoding": "gzip"}}
	},
	Bomb: func(*fault, *http.Request) response {
		return response{http.StatusOK, bomb(), header{"Content-Encoding": "gzip"}}
	},
	Deep: func(*fault, *http.Request) response {
		const depth = 10_000
		return response{status: http.StatusOK, body: []byte(`{"results":[{"id":` + strings.Repeat("[", depth) + strings.Repeat("]", depth) + `}]}`)}
	},
}

// instead is the answer in the place of the request's own, and whether there is
// one.
func (f *fault) instead(w http.ResponseWriter, r *http.Request) (response, bool) {
	switch f.kind {
	case Reset:
		resetConnection(w)
	case Hang:
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	default:
	}
	if status := f.kind.status(); status != 0 {
		a := errorResponse(status, messageOf(status))
		if f.retryAfter > 0 && (status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable) {
			a.header = header{"Retry-After": strconv.Itoa(int((f.retryAfter + time.Second - 1) / time.Second))}
		}
		return a, true
	}
	if made, ok := instead[f.kind]; ok {
		return made(f, r), true
	}
	return response{}, false
}

// send sends an answer, spoiled as the fault says.
func (f *fault) send(w http.ResponseWriter, r *http.Request, a response) {
	switch f.kind {
	case Lost:
		resetConnection(w)
	case Stall, Truncate:
		w.Header().Set("Content-Type", contentTypeJSON)
		w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body[:len(a.body)/2])
		_ = http.NewResponseController(w).Flush()
		if f.kind == Stall {
			<-r.Context().Done()
		}
		panic(http.ErrAbortHandler)
	case NoBody:
		a = response{status: http.StatusNoContent}
	case Plain:
		a.header = header{"Content-Type": "text/plain"}
	case BOM:
		a.body = append([]byte("\ufeff"), a.body...)
	case Trailing:
		a.body = append(bytes.Clone(a.body), "\n{\"more\":true} trailing"...)
	default:
	}
	a.send(w, r)
}

// bomb is a small body that becomes a large one: the same compressed megabyte a
// hundred times over, which is one gzip stream as the format has it.
func bomb() []byte {
	megabyte := gzipBody(bytes.Repeat([]byte{'a'}, 1<<20))
	return slices.Concat(gzipBody([]byte(`{"results":[{"id":"`)), bytes.Repeat(megabyte, 100), gzipBody([]byte(`"}]}`)))
}

const errorPage = `<!DOCTYPE html>
<html><head><title>502: Bad gateway</title></head>
<body><h1>Bad gateway</h1><p>The web server reported a bad gateway error. Ray ID: 8f2c0demo</p></body></html>
`
