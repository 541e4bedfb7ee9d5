package demo_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"vapi-sessions/client/demo"
)

func Example() {
	s := demo.New(demo.Options{
		Sessions: 2500, Seed: 1, Token: "demo",
		Now: func() time.Time { return time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC) },
	})
	defer func() { _ = s.Close() }()
	c := http.Client{Transport: s.Transport()} // no socket; s.Listen opens one

	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "http://demo/session?limit=2&name=refund", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	r.Header.Set("Authorization", "Bearer demo")
	resp, err := c.Do(r)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = resp.Body.Close() }()
	var page struct {
		Results  []struct{ Name string }
		Metadata struct{ TotalItems int }
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(page.Results), "of", page.Metadata.TotalItems)
	// Output:
	// 2 of 49
}
