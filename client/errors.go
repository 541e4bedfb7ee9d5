package client

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// The kinds of errors, for errors.Is. Every error of an operation is an *Error, for
// errors.As.
var (
	ErrInvalid         = errors.New("refused as invalid")        // 400, 409, 422 and other 4xx; or refused here before it was sent
	ErrUnauthorized    = errors.New("unauthorized")              // 401: the key is missing, wrong, or of another region
	ErrPaymentRequired = errors.New("payment required")          // 402
	ErrForbidden       = errors.New("forbidden")                 // 403
	ErrNotFound        = errors.New("not found")                 // 404, 410; also what belongs to another organization
	ErrRateLimited     = errors.New("rate limited")              // 429, at the last try
	ErrServer          = errors.New("server error")              // 5xx
	ErrRedirect        = errors.New("redirect refused")          // 3xx: the key is not carried elsewhere
	ErrNetwork         = errors.New("network error")             // no answer, or a broken one
	ErrDecode          = errors.New("answer cannot be read")     // a 2xx whose body is not what it should be
	ErrTooLarge        = fmt.Errorf("too large: %w", ErrDecode)  // a body over Options.MaxBody; is ErrDecode as well
	ErrTimeout         = fmt.Errorf("timed out: %w", ErrNetwork) // a deadline passed, or 408; is ErrNetwork as well
)

// Error is a failed request. Its text and its strings are cleaned, contain no key
// and no secret, and are safe to print.
type Error struct {
	Op         string        // what was being done: "listing sessions"
	Status     int           // the answer's status; 0 when there was none
	Messages   []string      // what the server said, one or many
	RequestID  string        // the server's name for the request, when it gave one
	RetryAfter time.Duration // how long the server asks to wait; 0 when it does not
	Tries      int           // how often it was sent or attempted
	Arrived    bool          // whether the request may have taken effect; see MayHaveArrived
	Kind       error         // one of the sentinels above; nil when the caller's context ended it
	Err        error         // the cause, when there is one
}

// Error is one line: what was being done, the status, and why.
func (e *Error) Error() string {
	text := e.Op + ": " + e.Reason()
	if e.RetryAfter > 0 {
		text += ", retry after " + e.RetryAfter.Round(time.Second).String()
	}
	return text
}

// Reason is the text of the error without Op.
func (e *Error) Reason() string {
	why := e.joinedMessages()
	if e.Err != nil {
		why = e.Err.Error()
	}
	switch {
	case e.Status == 0 && why == "":
		why = "failed"
	case e.Status < 300 && !errors.Is(e.Kind, ErrDecode), e.Kind == nil:
	case why == "":
		why = statusText(e.Status)
	case e.Status < 300:
		why = strconv.Itoa(e.Status) + ", but " + why
	default:
		why = strconv.Itoa(e.Status) + " " + why
	}
	return clean(why)
}

// Brief describes the failure in a few words, for a header: "rate limited",
// "502 bad gateway", "a web page, not JSON".
func (e *Error) Brief() string {
	switch {
	case errors.Is(e, ErrRateLimited):
		return "rate limited"
	case errors.Is(e.Err, errWebPage):
		return "a web page, not JSON"
	case errors.Is(e, ErrTooLarge):
		return "answer too large"
	case errors.Is(e, ErrDecode):
		return "answer cannot be read"
	case e.Status >= http.StatusMultipleChoices:
		return statusText(e.Status)
	}
	return e.Reason()
}

// Reached reports whether there was a connection to the server.
func (e *Error) Reached() bool { return e.Status > 0 || e.Arrived }

// joinedMessages is the first few of the server's messages as one text in lower
// case.
func (e *Error) joinedMessages() string {
	const most = 3
	var parts []string
	for _, m := range e.Messages[:min(most, len(e.Messages))] {
		parts = append(parts, lowerFirst(strings.TrimRight(m, ". ")))
	}
	if n := len(e.Messages) - most; n > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", n))
	}
	return strings.Join(parts, "; ")
}

// Unwrap returns the kind and the cause, for errors.Is and errors.As.
func (e *Error) Unwrap() []error {
	return slices.DeleteFunc([]error{e.Kind, e.Err}, func(err error) bool { return err == nil })
}

// MayHaveArrived reports whether a request that failed with err may have taken
// effect: the connection broke or timed out after it was sent, the server
// failed while it worked, or it did the work and gave an unreadable answer.
// After such a write, read the session before anything else.
func MayHaveArrived(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Arrived
}

// MayPass reports whether a request that failed with err may succeed later:
// after 408, 429, most 5xx, and any failure of the network, where even an
// existing host may not be found.
func MayPass(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Status != http.StatusNotImplemented &&
		(errors.Is(e, ErrRateLimited) || errors.Is(e, ErrServer) || errors.Is(e, ErrNetwork))
}

// kindOfStatus is the kind of error of a status that is not a success.
func kindOfStatus(status int) error {
	kinds := map[int]error{
		http.StatusUnauthorized: ErrUnauthorized, http.StatusPaymentRequired: ErrPaymentRequired, http.StatusForbidden: ErrForbidden,
		http.StatusNotFound: ErrNotFound, http.StatusGone: ErrNotFound,
		http.StatusRequestTimeout: ErrTimeout, http.StatusTooManyRequests: ErrRateLimited,
	}
	switch kind := kinds[status]; {
	case kind != nil:
		return kind
	case status >= http.StatusInternalServerError:
		return ErrServer
	case status >= http.StatusBadRequest:
		return ErrInvalid
	case status >= http.StatusMultipleChoices:
		return ErrRedirect
	}
	return ErrDecode
}

// statusText is a status with its usual name, in lower case.
func statusText(status int) string {
	return strconv.Itoa(status) + " " + cmp.Or(strings.ToLower(http.StatusText(status)), "unknown status")
}

// lowerFirst puts the first letter in lower case, unless its word or the next
// one has another capital letter, as names and titles do.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	word, rest, _ := strings.Cut(s[n:], " ")
	next, _, _ := strings.Cut(rest, " ")
	if !unicode.IsUpper(r) || strings.ContainsFunc(word+next, unicode.IsUpper) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}
