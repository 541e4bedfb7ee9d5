package client

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

func TestQueryWireFormat(t *testing.T) {
	at := time.Date(2026, 11, 1, 12, 0, 0, 120_000_000, time.FixedZone("", 2*3600))
	const wire = "2026-11-01T10%3A00%3A00.120Z"
	type query struct {
		name string
		p    ListParams
		want string
	}
	tests := []query{
		{"nothing", ListParams{}, ""},
		{"id", ListParams{ID: idA}, "id=" + idA},
		{"idAny is one comma list", ListParams{IDAny: []string{"a", "", "b"}}, "idAny=a%2Cb"},
		{"name", ListParams{Name: "a b+c"}, "name=a+b%2Bc"},
		{"assistantId", ListParams{AssistantID: "a"}, "assistantId=a"},
		{"assistantIdAny", ListParams{AssistantIDAny: []string{"a", "b"}}, "assistantIdAny=a%2Cb"},
		{"squadId", ListParams{SquadID: "s"}, "squadId=s"},
		{"workflowId", ListParams{WorkflowID: "w"}, "workflowId=w"},
		{"phoneNumberId", ListParams{PhoneNumberID: "p"}, "phoneNumberId=p"},
		{"phoneNumberIdAny repeats", ListParams{PhoneNumberIDAny: []string{"a", "", "b"}}, "phoneNumberIdAny=a&phoneNumberIdAny=b"},
		{"plus in numbers", ListParams{CustomerNumberAny: []string{"+15550001", "+15550002"}}, "customerNumberAny=%2B15550001%2C%2B15550002"},
		{"page", ListParams{Page: 3}, "page=3"},
		{"limit", ListParams{Limit: 1000}, "limit=1000"},
		{"negative page and limit are not sent", ListParams{Page: -1, Limit: -1}, ""},
		{"sortOrder", ListParams{SortOrder: Ascending}, "sortOrder=ASC"},
		{"sortBy", ListParams{SortBy: SortByCost}, "sortBy=cost"},
		{"createdAtGt", ListParams{CreatedAtGt: at}, "createdAtGt=" + wire},
		{"createdAtLt", ListParams{CreatedAtLt: at}, "createdAtLt=" + wire},
		{"createdAtGe", ListParams{CreatedAtGe: at}, "createdAtGe=" + wire},
		{"createdAtLe", ListParams{CreatedAtLe: at}, "createdAtLe=" + wire},
		{"updatedAtGt", ListParams{UpdatedAtGt: at}, "updatedAtGt=" + wire},
		{"updatedAtLt", ListParams{UpdatedAtLt: at}, "updatedAtLt=" + wire},
		{"updatedAtGe", ListParams{UpdatedAtGe: at}, "updatedAtGe=" + wire},
		{"updatedAtLe", ListParams{UpdatedAtLe: at}, "updatedAtLe=" + wire},
		{"empty lists are not sent", ListParams{IDAny: []string{""}, PhoneNumberIDAny: []string{}}, ""},
		{"several", ListParams{Page: 2, Limit: 50, SortOrder: Descending}, "limit=50&page=2&sortOrder=DESC"},
	}
	fields := reflect.TypeFor[ListParams]()
	for i := range fields.NumField() {
		if !slices.ContainsFunc(tests, func(tt query) bool { return tt.want != "" && !reflect.ValueOf(tt.p).Field(i).IsZero() }) {
			t.Errorf("no case sends %s", fields.Field(i).Name)
		}
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got string
			c := serve(t, func(w http.ResponseWriter, r *http.Request) {
				got = r.URL.RawQuery
				_, _ = fmt.Fprint(w, pageOf())
			})
			if _, err := c.List(t.Context(), tt.p); err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("query %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRequestsOnTheWire(t *testing.T) {
	name, empty, status, seconds := "N\xff", "", StatusCompleted, int64(3600)
	tests := []struct {
		name string
		do   func(*Client) error
		want string
	}{
		{"get", func(c *Client) error { _, err := c.Get(t.Context(), "a/b c"); return err }, "GET /session/a%2Fb%20c "},
		{"delete", func(c *Client) error { _, err := c.Delete(t.Context(), idA); return err }, "DELETE /session/" + idA + " "},
		{"update sends only what changes", func(c *Client) error {
			_, err := c.Update(t.Context(), idA, UpdateSession{Name: &name})
			return err
		}, "PATCH /session/" + idA + ` {"name":"N` + "\uFFFD" + `"}`},
		{"update can empty a name", func(c *Client) error {
			_, err := c.Update(t.Context(), idA, UpdateSession{Name: &empty})
			return err
		}, "PATCH /session/" + idA + ` {"name":""}`},
		{"update of everything", func(c *Client) error {
			_, err := c.Update(t.Context(), idA, UpdateSession{Status: &status, ExpirationSeconds: &seconds, Messages: jsontext.Value("[]")})
			return err
		}, "PATCH /session/" + idA + ` {"status":"completed","expirationSeconds":3600,"messages":[]}`},
		{"create of nothing", func(c *Client) error { _, err := c.Create(t.Context(), CreateSession{}); return err }, "POST /session {}"},
		{"create of everything", func(c *Client) error {
			v := jsontext.Value(`{"a":1}`)
			_, err := c.Create(t.Context(), CreateSession{
				Name: "n", Status: StatusActive, ExpirationSeconds: 60, AssistantID: "a", SquadID: "s", PhoneNumberID: "p",
				CustomerID: "c", Customer: v,
				Messages: jsontext.Value("[]"), Assistant: v, AssistantOverride: v, Squad: v, PhoneNumber: v,
			})
			return err
		}, `POST /session {"name":"n","status":"active","expirationSeconds":60,"assistantId":"a","assistant":{"a":1},` +
			`"assistantOverrides":{"a":1},"squadId":"s","squad":{"a":1},"messages":[],` +
			`"customer":{"a":1},"customerId":"c","phoneNumberId":"p","phoneNumber":{"a":1}}`},
		{"assistant name", func(c *Client) error { _, err := c.Name(t.Context(), AssistantName, "x"); return err }, "GET /assistant/x "},
		{"squad name", func(c *Client) error { _, err := c.Name(t.Context(), SquadName, "x"); return err }, "GET /squad/x "},
		{"number name", func(c *Client) error { _, err := c.Name(t.Context(), PhoneNumberName, "x"); return err }, "GET /phone-number/x "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got string
			var head http.Header
			c := serve(t, func(w http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				got, head = fmt.Sprintf("%s %s %s", r.Method, r.URL.EscapedPath(), body), r.Header
				_, _ = fmt.Fprint(w, row(idA))
			})
			if err := tt.do(c); err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("sent %s\nwant %s", got, tt.want)
			}
			for key, want := range map[string]string{
				"Authorization": "Bearer " + testKey, "User-Agent": "vapi-sessions/1.2.3",
				"Accept": "application/json", "Accept-Encoding": "identity",
			} {
				if head.Get(key) != want {
					t.Errorf("%s: %q, want %q", key, head.Get(key), want)
				}
			}
			if ct := head.Get("Content-Type"); (ct != "") != strings.HasPrefix(tt.want, "P") {
				t.Errorf("Content-Type %q on %s", ct, tt.want)
			}
		})
	}
}

// Answers are asked for packed, but not from this machine.
func TestAnswersAreAskedForCompressed(t *testing.T) {
	var encoding string
	c, err := New(Options{Token: testKey, HTTP: roundTrip(func(r *http.Request) (*http.Response, error) {
		encoding = r.Header.Get("Accept-Encoding")
		return nil, errors.New("not sent")
	})})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = c.Get(WithOneTry(t.Context()), idA)
	if encoding != "gzip" {
		t.Errorf("Accept-Encoding: %q, want gzip", encoding)
	}
}

// roundTrip answers requests with a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestNothingIsSentForWhatCannotBeRight(t *testing.T) {
	c := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	ctx := t.Context()
	for name, do := range map[string]func() error{
		"no ID":               func() error { _, err := c.Get(ctx, ""); return err },
		"dots":                func() error { _, err := c.Delete(ctx, ".."); return err },
		"control in ID":       func() error { _, err := c.Get(ctx, "a\nb"); return err },
		"very long ID":        func() error { _, err := c.Get(ctx, strings.Repeat("a", 300)); return err },
		"empty update":        func() error { _, err := c.Update(ctx, idA, UpdateSession{}); return err },
		"update with no JSON": func() error { _, err := c.Update(ctx, idA, UpdateSession{Messages: jsontext.Value("[")}); return err },
		"create with no JSON": func() error { _, err := c.Create(ctx, CreateSession{Squad: jsontext.Value("{]")}); return err },
		"unknown name":        func() error { _, err := c.Name(ctx, "org", "x"); return err },
		"name of no ID":       func() error { _, err := c.Name(ctx, SquadName, ""); return err },
	} {
		err := do()
		if !isKind(err, ErrInvalid) || MayHaveArrived(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBaseURL(t *testing.T) {
	for raw, want := range map[string]string{
		"":                               "https://api.vapi.ai",
		"https://api.eu.vapi.ai/":        "https://api.eu.vapi.ai",
		"https://proxy.example/vapi/v1/": "https://proxy.example/vapi/v1",
		"http://localhost:8080":          "http://localhost:8080",
		"http://[::1]:8080":              "http://[::1]:8080",
		"http://127.1.2.3":               "http://127.1.2.3",
	} {
		u, err := parseBase(raw)
		if err != nil || u.String() != want {
			t.Errorf("%q: %v, %v", raw, u, err)
		}
	}
	for raw, want := range map[string]string{
		"http://api.vapi.ai":            "http is allowed to a loopback address alone",
		"http://localhost.example.org":  "http is allowed to a loopback address alone",
		"ftp://api.vapi.ai":             "the scheme must be https",
		"https://hunter2@api.vapi.ai":   "must not hold a user name or password",
		"https://api.vapi.ai?k=hunter2": "must not hold a query",
		"https://api.vapi.ai?":          "must not hold a query",
		"https://api.vapi.ai#hunter2":   "must not hold a fragment",
		"api.vapi.ai":                   "names no host",
		"https://":                      "names no host",
		"mailto:hunter2":                "names no host",
		"https://hunter2:x@a b":         "cannot be read as a URL",
		"https://:443":                  "names no host",
	} {
		_, err := New(Options{BaseURL: raw, Token: testKey})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", raw, err, want)
		}
		if err != nil && (strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), testKey)) {
			t.Errorf("%q: the error holds a secret: %v", raw, err)
		}
	}
}

func TestKeyIsCheckedAndNotPrinted(t *testing.T) {
	for _, key := range []string{"hunter2 x", "hunter2\n", "hunter2\x00", "hunter2é"} {
		_, err := New(Options{Token: key})
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v", key, err)
		}
	}
}

// The API reads four digits of a year, and a row may be of the last one.
func TestBoundsBeyondTheLastYearAreSentAsItsEnd(t *testing.T) {
	late := time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
	q := ListParams{CreatedAtLe: late, CreatedAtLt: late.Add(-time.Millisecond)}.Query()
	for _, key := range []string{"createdAtLe", "createdAtLt"} {
		if got := q.Get(key); got != "9999-12-31T23:59:59.999Z" {
			t.Errorf("%s is %s", key, got)
		}
	}
}
