package client

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// wireTime is how the API reads an instant: UTC, milliseconds, Z.
const wireTime = "2006-01-02T15:04:05.000Z"

// lastInstant is the last that the API can read.
var lastInstant = time.Date(9999, 12, 31, 23, 59, 59, 999e6, time.UTC)

// request asks for a page of sessions.
func (p ListParams) request() request {
	return request{op: "listing sessions", path: sessionPath, query: p.Query().Encode()}
}

// Query is the wire format of the parameters. What is zero is left out, so a
// parameter is never sent empty; phoneNumberIdAny repeats its key, the other
// lists are one value with commas.
func (p ListParams) Query() url.Values {
	q := url.Values{}
	text := func(key, v string) {
		if v != "" {
			q.Set(key, v)
		}
	}
	text("id", p.ID)
	text("idAny", commas(p.IDAny))
	text("name", p.Name)
	text("assistantId", p.AssistantID)
	text("assistantIdAny", commas(p.AssistantIDAny))
	text("squadId", p.SquadID)
	text("workflowId", p.WorkflowID)
	text("phoneNumberId", p.PhoneNumberID)
	text("customerNumberAny", commas(p.CustomerNumberAny))
	text("sortOrder", string(p.SortOrder))
	text("sortBy", string(p.SortBy))
	for _, id := range p.PhoneNumberIDAny {
		if id != "" {
			q.Add("phoneNumberIdAny", id)
		}
	}
	if p.Page > 0 {
		q.Set("page", strconv.Itoa(p.Page))
	}
	if p.Limit > 0 {
		q.Set("limit", strconv.Itoa(p.Limit))
	}
	for key, t := range map[string]time.Time{
		"createdAtGt": p.CreatedAtGt, "createdAtLt": p.CreatedAtLt, "createdAtGe": p.CreatedAtGe, "createdAtLe": p.CreatedAtLe,
		"updatedAtGt": p.UpdatedAtGt, "updatedAtLt": p.UpdatedAtLt, "updatedAtGe": p.UpdatedAtGe, "updatedAtLe": p.UpdatedAtLe,
	} {
		if t.After(lastInstant) {
			t = lastInstant
		}
		if !t.IsZero() {
			q.Set(key, t.UTC().Format(wireTime))
		}
	}
	return q
}

// commas joins what is not empty.
func commas(items []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(items), func(s string) bool { return s == "" }), ",")
}
