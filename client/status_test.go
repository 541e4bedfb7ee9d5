package client

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func isKind(err, kind error) bool {
	var e *Error
	return errors.As(err, &e) && errors.Is(err, kind)
}

func TestErrorPerStatus(t *testing.T) {
	long := `{"message":["a","b","c","d","e"],"error":"Bad Request","statusCode":400}`
	tests := []struct {
		status int
		body   string
		kind   error
		text   string
	}{
		{400, `{"message":["property customer should not exist"],"error":"Bad Request","statusCode":400}`, ErrInvalid, "400 property customer should not exist"},
		{400, long, ErrInvalid, "400 a; b; c; and 2 more"},
		{400, `{"message":["a","b","c"]}`, ErrInvalid, "400 a; b; c"},
		{400, `{"message":"..."}`, ErrInvalid, "400 bad request"},
		{400, `{"message":"Couldn't Get Assistant. X Does Not Exist."}`, ErrInvalid, "400 Couldn't Get Assistant. X Does Not Exist"},
		{400, `{"message":[{"property":"name","constraints":{"maxLength":"name is too long"}}]}`, ErrInvalid, "400 name is too long"},
		{401, `{"message":"Invalid Key. Hot tip.","error":"Unauthorized","statusCode":401}`, ErrUnauthorized, "401 Invalid Key. Hot tip"},
		{401, ``, ErrUnauthorized, "401 unauthorized"},
		{402, `{"message":"Purchase credits to use chat."}`, ErrPaymentRequired, "402 purchase credits to use chat"},
		{403, "error code: 1010", ErrForbidden, "403 error code: 1010"},
		{403, "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head>", ErrForbidden, "403 Attention Required! | Cloudflare"},
		{404, `{"message":"Session not found","statusCode":404}`, ErrNotFound, "404 session not found"},
		{409, `{"error":{"message":"In conflict"}}`, ErrInvalid, "409 in conflict"},
		{410, `{}`, ErrNotFound, "410 gone"},
		{418, `null`, ErrInvalid, "418 i'm a teapot"},
		{422, `"Just text"`, ErrInvalid, "422 just text"},
		{422, "\uFEFF" + `{"message":"x"}`, ErrInvalid, "422 x"},
		{408, `{}`, ErrTimeout, "408 request timeout"},
		{429, `{"message":"Rate limit exceeded","statusCode":429}`, ErrRateLimited, "429 rate limit exceeded"},
		{500, `{"message":"Internal server error"}`, ErrServer, "500 internal server error"},
		{501, `{`, ErrServer, "501 not implemented"},
		{502, "<html><body>no title</body></html>", ErrServer, "502 bad gateway"},
		{503, "first\nsecond", ErrServer, "503 service unavailable"},
		{504, "\x1b[2J\u202egateway", ErrServer, "504 ␛[2J·gateway"},
		{599, ``, ErrServer, "599 unknown status"},
		{302, ``, ErrRedirect, "302 the server points elsewhere, which is not followed; check the base URL"},
		{304, ``, ErrRedirect, "304 the server points elsewhere, which is not followed; check the base URL"},
	}
	kinds := []error{ErrInvalid, ErrUnauthorized, ErrPaymentRequired, ErrForbidden, ErrNotFound, ErrTimeout, ErrRateLimited, ErrServer, ErrRedirect, ErrDecode}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			c := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("X-Request-Id", "req-1")
				answer(tt.status, "text/plain", tt.body)(w, r)
			})
			_, err := c.Summaries(t.Context(), ListParams{}, Pick{})
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("not an *Error: %v", err)
			}
			if err.Error() != "listing sessions: "+tt.text {
				t.Errorf("text %q", err)
			}
			if e.Status != tt.status || e.RequestID == "" {
				t.Errorf("fields %+v", e)
			}
			for _, k := range kinds {
				if errors.Is(err, k) != errors.Is(tt.kind, k) {
					t.Errorf("errors.Is(%v) is %v", k, errors.Is(err, k))
				}
			}
		})
	}
}

// What counts as a success are the statuses from 200 to 299 alone.
func TestSuccess(t *testing.T) {
	for status, kind := range map[int]error{101: ErrDecode, 199: ErrDecode, 200: nil, 299: nil, 300: ErrRedirect} {
		c, _ := scripted(t, func(int, *http.Request) (*http.Response, error) { return reply(status, ""), nil })
		if _, err := c.Delete(t.Context(), idA); !errors.Is(err, kind) {
			t.Errorf("%d: %v", status, err)
		}
	}
}

// The server's name for a request is in the first of the usual headers that it
// sends.
func TestRequestID(t *testing.T) {
	c, _ := scripted(t, func(int, *http.Request) (*http.Response, error) { return reply(400, "", "Cf-Ray", "8f2c"), nil })
	_, err := c.Get(t.Context(), idA)
	var e *Error
	if !errors.As(err, &e) || e.RequestID != "8f2c" {
		t.Errorf("%+v", e)
	}
}

// An error's body that cannot be unpacked says nothing.
func TestAnErrorWithUnknownCompression(t *testing.T) {
	c, _ := scripted(t, func(int, *http.Request) (*http.Response, error) {
		return reply(404, "packed", "Content-Encoding", "br"), nil
	})
	if _, err := c.Get(t.Context(), idA); err == nil || err.Error() != "reading session "+idA+": 404 not found" {
		t.Error(err)
	}
}

// In few words, and whether it came from the server.
func TestBrief(t *testing.T) {
	for _, tt := range []struct {
		e       Error
		want    string
		reached bool
	}{
		{Error{Kind: ErrRateLimited, Status: 429, Messages: []string{"Slow down"}}, "rate limited", true},
		{Error{Kind: ErrDecode, Status: 200, Err: errWebPage}, "a web page, not JSON", true},
		{Error{Kind: ErrTooLarge, Status: 200, Err: errTooBig}, "answer too large", true},
		{Error{Kind: ErrDecode, Status: 200, Err: errBroken}, "answer cannot be read", true},
		{Error{Kind: ErrServer, Status: 502, Messages: []string{"Sorry"}}, "502 bad gateway", true},
		{Error{Kind: ErrRedirect, Status: 300, Messages: []string{"There"}}, "300 multiple choices", true},
		{Error{Kind: ErrNetwork, Err: errBroken, Arrived: true}, "the answer is not valid JSON", true},
		{Error{Kind: ErrNetwork, Err: &plainError{"connection refused", errReset, false}}, "connection refused", false},
		{Error{Status: 200, Err: &plainError{"cancelled", errReset, false}}, "cancelled", true},
		{Error{}, "failed", false},
	} {
		if got := tt.e.Brief(); got != tt.want || tt.e.Reached() != tt.reached {
			t.Errorf("%+v: %q, reached %v", tt.e, got, tt.e.Reached())
		}
		if slices.Contains(tt.e.Unwrap(), nil) {
			t.Errorf("%+v wraps nothing", tt.e)
		}
	}
}

func TestErrorKeepsEveryMessage(t *testing.T) {
	c := serve(t, answer(400, "application/json", `{"message":["a","b","c","d","e"],"apiKey":"hunter2"}`))
	_, err := c.Get(t.Context(), idA)
	var e *Error
	if !errors.As(err, &e) || !slices.Equal(e.Messages, []string{"a", "b", "c", "d", "e"}) {
		t.Fatalf("%+v", e)
	}
}

func TestErrorsHoldNoSecret(t *testing.T) {
	for _, body := range []string{
		`{"message":"bad key ` + testKey + `"}`,
		`{"message":["Authorization: Bearer abc123def was refused"]}`,
		`<html><title>` + testKey + `</title>`,
		testKey,
		`see https://user:abc123def@example.org/?token=abc123def`,
		`{"token":"abc123def", "message":"no"`,
	} {
		c := serve(t, answer(401, "text/html", body))
		_, err := c.Get(t.Context(), idA)
		var e *Error
		if !errors.As(err, &e) {
			t.Fatal(err)
		}
		for _, text := range append(e.Messages, e.Error()) {
			if strings.Contains(text, testKey) || strings.Contains(text, "abc123def") {
				t.Errorf("%s: secret in %q", body, text)
			}
		}
	}
}

func TestAWebPageIsNamed(t *testing.T) {
	c := serve(t, answer(200, "text/html", "<html>\x1b[31m"+strings.Repeat("é", 5000)))
	_, err := c.Get(t.Context(), idA)
	if want := "reading session " + idA + ": 200, but the answer is a web page, not JSON"; !errors.Is(err, ErrDecode) || err.Error() != want {
		t.Errorf("%v", err)
	}
}

func TestRetryAfterIsRead(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		key, value string
		want       time.Duration
	}{
		{"Retry-After", "3", 3 * time.Second},
		{"Retry-After", " 1.5 ", 1500 * time.Millisecond},
		{"Retry-After", "600", time.Minute},
		{"Retry-After", "-5", 0},
		{"Retry-After", "NaN", 0},
		{"Retry-After", "1e300", time.Minute},
		{"Retry-After", "soon", 0},
		{"Retry-After", "Mon, 23 Nov 2026 12:00:10 GMT", 10 * time.Second},
		{"Retry-After", "Mon, 23 Nov 2026 11:00:00 GMT", 0},
		{"Retry-After", "Tue, 24 Nov 2026 11:00:00 GMT", time.Minute},
		{"X-RateLimit-Reset", "1795435207", 7 * time.Second},
		{"X-RateLimit-Reset", "7", 7 * time.Second},
		{"X-RateLimit-Reset", "1795435107", 0},
		{"X-RateLimit-Reset", "x", 0},
	} {
		h := http.Header{}
		h.Set(tt.key, tt.value)
		if got := retryAfter(h, now); got != tt.want {
			t.Errorf("%s: %s gives %v, want %v", tt.key, tt.value, got, tt.want)
		}
	}
	if got := retryAfter(http.Header{"Retry-After": {"soon"}, "X-Ratelimit-Reset": {"7"}}, now); got != 7*time.Second {
		t.Errorf("one that can be read beside one that cannot gives %v", got)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	other := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") })
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.base.String()+"/session", http.StatusTemporaryRedirect)
	})
	name := "x"
	for _, err := range []error{
		func() error { _, err := c.Get(t.Context(), idA); return err }(),
		func() error { _, err := c.Update(t.Context(), idA, UpdateSession{Name: &name}); return err }(),
	} {
		if !isKind(err, ErrRedirect) || MayHaveArrived(err) {
			t.Error(err)
		}
	}
}

// An error about one session names it, cleaned and without the key.
func TestErrorsNameTheSession(t *testing.T) {
	c := serve(t, answer(400, "application/json", `{"message":"Validation failed (uuid is expected)"}`))
	name := "n"
	for _, tt := range []struct {
		id, want string
		do       func(id string) error
	}{
		{"nosuch", "reading session nosuch: 400 validation failed (uuid is expected)", func(id string) error { _, err := c.Get(t.Context(), id); return err }},
		{"nosuch", "deleting session nosuch: 400 validation failed (uuid is expected)", func(id string) error { _, err := c.Delete(t.Context(), id); return err }},
		{"nosuch", "changing session nosuch: 400 validation failed (uuid is expected)", func(id string) error {
			_, err := c.Update(t.Context(), id, UpdateSession{Name: &name})
			return err
		}},
		{testKey, "reading session " + Mask + ": 400 validation failed (uuid is expected)", func(id string) error { _, err := c.Get(t.Context(), id); return err }},
		{"a\x1bb", "reading session a␛b: the ID is empty or cannot be part of a path", func(id string) error { _, err := c.Get(t.Context(), id); return err }},
		{"a\ufffdb", "reading session a\ufffdb: the ID is empty or cannot be part of a path", func(id string) error { _, err := c.Get(t.Context(), id); return err }},
		{"", "reading session: the ID is empty or cannot be part of a path", func(id string) error { _, err := c.Get(t.Context(), id); return err }},
	} {
		if err := tt.do(tt.id); err == nil || err.Error() != tt.want {
			t.Errorf("%q: %v, want %s", tt.id, err, tt.want)
		}
	}
}
