package filter_test

import (
	"fmt"
	"time"

	"vapi-sessions/ui/filter"
)

func ExampleParse() {
	now := time.Date(2026, 8, 19, 12, 0, 0, 0, time.UTC)
	f, _ := filter.Parse("refund age>7d -status:completed sort:-cost", now)
	fmt.Println(f)
	for _, t := range f.Terms(now) {
		fmt.Printf("%-6s  %-17s  %s\n", t.Where, t.Text, t.Explain)
	}
	fmt.Println(f.Params(now).Query().Encode())
	// Output:
	// refund age:>7d -status:completed sort:cost order:desc
	// here    refund             name contains "refund"
	// server  age:>7d            created before 2026-08-12 12:00 UTC
	// here    -status:completed  not completed
	// server  sort:cost          by cost
	// server  order:desc         descending
	// createdAtLt=2026-08-12T12%3A00%3A00.000Z&sortBy=cost&sortOrder=DESC
}

func ExampleParse_problem() {
	text := "created:>7d"
	_, problems := filter.Parse(text, time.Date(2026, 8, 19, 12, 0, 0, 0, time.UTC))
	for _, p := range problems {
		fmt.Println(text[p.From:p.To], p.Fixes)
	}
	// Output:
	// >7d [age:>7d created:>-7d]
}
