package client_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"vapi-sessions/client"
)

const session = `{"id":"7c9e6679-7425-40de-944b-e07fc1f90ae7","orgId":"o","name":"Monday call","status":"active",
	"createdAt":"2026-11-02T09:00:00.000Z","updatedAt":"2026-11-02T09:05:00.000Z","expirationSeconds":86400,
	"customer":{"number":"+15550100"},
	"messages":[{"role":"user","content":"Where is my refund?"},{"role":"assistant","content":"On its way."}]}`

// server stands for the API. Its client is what New gives.
func server(h http.HandlerFunc, change ...func(*client.Options)) (*client.Client, func()) {
	srv := httptest.NewServer(h)
	o := client.Options{BaseURL: srv.URL, Token: "the-key"}
	for _, f := range change {
		f(&o)
	}
	c, err := client.New(o)
	if err != nil {
		panic(err)
	}
	return c, func() { c.Close(); srv.Close() }
}

func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = fmt.Fprint(w, body)
	}
}

func ExampleNew() {
	_, err := client.New(client.Options{BaseURL: "http://api.vapi.ai", Token: "the-key"})
	fmt.Println(err)
	// Output: base URL http://api.vapi.ai: http is allowed to a loopback address alone; use https
}

func ExampleClient_Summaries() {
	c, stop := server(says(200, `{"results":[`+session+`],"metadata":{"totalItems":1,"itemsPerPage":100,"currentPage":1}}`))
	defer stop()
	page, err := c.Summaries(context.Background(), client.ListParams{Limit: 100}, client.Pick{Text: "refund"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range page.Rows {
		if s.Bad != nil {
			fmt.Println("could not be read:", s.Bad.Err)
			continue
		}
		fmt.Println(s.Name, s.Customer, s.Turns, s.Hit)
	}
	// Output: Monday call +15550100 2 Where is my refund?
}

// Paging goes on until the server says that there is no next page, or, when it
// does not say, until a page comes short. The total is never asked.
func ExampleClient_List_paging() {
	c, stop := server(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("page") == "1" {
			_, _ = fmt.Fprint(w, `{"results":[{"id":"a"},{"id":"b"}],"metadata":{"hasNextPage":true}}`)
			return
		}
		_, _ = fmt.Fprint(w, `{"results":[{"id":"b"},{"id":"c"}],"metadata":{"hasNextPage":false}}`)
	})
	defer stop()
	seen := map[string]bool{}
	for number := 1; ; number++ {
		page, err := c.List(context.Background(), client.ListParams{Page: number, Limit: 2})
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, row := range page.Rows {
			if row.Err == nil && !seen[row.ID] {
				seen[row.ID] = true
				fmt.Println(row.ID)
			}
		}
		next := page.Meta.HasNextPage
		if next != nil && !*next || next == nil && len(page.Rows) < 2 {
			return
		}
	}
	// Output:
	// a
	// b
	// c
}

func ExampleListParams_Query() {
	p := client.ListParams{
		CustomerNumberAny: []string{"+15550100"},
		CreatedAtGe:       time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC),
		SortOrder:         client.Ascending,
	}
	fmt.Println(p.Query().Encode())
	// Output: createdAtGe=2026-11-02T09%3A00%3A00.000Z&customerNumberAny=%2B15550100&sortOrder=ASC
}

func ExampleClient_Get() {
	c, stop := server(says(200, session))
	defer stop()
	s, err := c.Get(context.Background(), "7c9e6679-7425-40de-944b-e07fc1f90ae7")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range s.Messages {
		text, _ := client.Clean(m.Text)
		fmt.Println(m.Role, text)
	}
	// Output:
	// user Where is my refund?
	// assistant On its way.
}

func ExampleClient_Create() {
	c, stop := server(says(201, session))
	defer stop()
	s, err := c.Create(context.Background(), client.CreateSession{Name: "Monday call", AssistantID: "6ba7b810-9dad-41d1-80b4-00c04fd430c8"})
	if client.MayHaveArrived(err) {
		fmt.Println("look before trying again")
	}
	fmt.Println(s.ID, err)
	// Output: 7c9e6679-7425-40de-944b-e07fc1f90ae7 <nil>
}

func ExampleClient_Update() {
	c, stop := server(says(200, session))
	defer stop()
	name := "Monday call"
	s, err := c.Update(context.Background(), "7c9e6679-7425-40de-944b-e07fc1f90ae7", client.UpdateSession{Name: &name})
	fmt.Println(s.Name, err)
	// Output: Monday call <nil>
}

func ExampleClient_Delete() {
	c, stop := server(says(404, `{"message":"Session not found","error":"Not Found","statusCode":404}`))
	defer stop()
	_, err := c.Delete(context.Background(), "7c9e6679-7425-40de-944b-e07fc1f90ae7")
	fmt.Println(errors.Is(err, client.ErrNotFound), err)
	// Output: true deleting session 7c9e6679-7425-40de-944b-e07fc1f90ae7: 404 session not found
}

func ExampleClient_Name() {
	c, stop := server(says(200, `{"id":"a","name":"Front desk"}`))
	defer stop()
	fmt.Println(c.Name(context.Background(), client.AssistantName, "a"))
	// Output: Front desk <nil>
}

func ExampleError() {
	c, stop := server(says(400, `{"message":["name must be shorter than or equal to 40 characters"],"error":"Bad Request","statusCode":400}`))
	defer stop()
	_, err := c.Create(context.Background(), client.CreateSession{Name: "…"})
	var e *client.Error
	if errors.As(err, &e) && errors.Is(err, client.ErrInvalid) {
		fmt.Println(e.Status, e.Messages)
	}
	fmt.Println(err)
	// Output:
	// 400 [name must be shorter than or equal to 40 characters]
	// creating a session: 400 name must be shorter than or equal to 40 characters
}

// What is tried again is visible while it waits.
func ExampleEvent() {
	tries := 0
	c, stop := server(func(w http.ResponseWriter, _ *http.Request) {
		if tries++; tries == 1 {
			w.Header().Set("Retry-After", "0.01")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		_, _ = fmt.Fprint(w, session)
	}, func(o *client.Options) {
		o.OnEvent = func(e client.Event) { fmt.Printf("%s: %s, next try in %v\n", e.Op, e.Reason, e.Wait) }
	})
	defer stop()
	_, err := c.Get(context.Background(), "7c9e6679-7425-40de-944b-e07fc1f90ae7")
	fmt.Println(err)
	// Output:
	// reading session 7c9e6679-7425-40de-944b-e07fc1f90ae7: rate limited, next try in 10ms
	// <nil>
}

func ExampleWithPriority() {
	c, stop := server(says(200, `{"results":[]}`))
	defer stop()
	ctx := client.WithPriority(context.Background(), client.Poll)
	page, err := c.Summaries(ctx, client.ListParams{Limit: 1}, client.Pick{})
	fmt.Println(len(page.Rows), err)
	// Output: 0 <nil>
}

func ExampleClean() {
	fmt.Println(client.Clean("total:\x1b[2J \u202e00.1$"))
	// Output: total:␛[2J ·00.1$ 2
}

func ExampleRedact() {
	fmt.Println(string(client.Redact([]byte(`{"apiKey":"abc","promptTokens":7,"url":"https://u:p@example.org/"}`))))
	// Output: {"apiKey":"[hidden]","promptTokens":7,"url":"https://[hidden]@example.org/"}
}
