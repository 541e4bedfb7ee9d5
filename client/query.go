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
	for key, v := range map[string]string{
		"id": p.ID, "idAny": commas(p.IDAny), "name": p.Name, "assistantId": p.AssistantID, "assistantIdAny": commas(p.AssistantIDAny),
		"squadId": p.SquadID, "workflowId": p.WorkflowID, "phoneNumberId": p.PhoneNumberID, "customerNumberAny": commas(p.CustomerNumberAny),
		"page": positive(p.Page), "limit": positive(p.Limit), "sortOrder": string(p.SortOrder), "sortBy": string(p.SortBy),
		"createdAtGt": instantText(p.CreatedAtGt), "createdAtLt": instantText(p.CreatedAtLt),
		"createdAtGe": instantText(p.CreatedAtGe), "createdAtLe": instantText(p.CreatedAtLe),
		"updatedAtGt": instantText(p.UpdatedAtGt), "updatedAtLt": instantText(p.UpdatedAtLt),
		"updatedAtGe": instantText(p.UpdatedAtGe), "updatedAtLe": instantText(p.UpdatedAtLe),
	} {
		if v != "" {
			q.Set(key, v)
		}
	}
	for _, id := range p.PhoneNumberIDAny {
		if id != "" {
			q.Add("phoneNumberIdAny", id)
		}
	}
	return q
}

// positive is n as a query has it, "" for what is not positive.
func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// instantText is how the API reads an instant: UTC, milliseconds, Z; "" for none.
func instantText(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.After(lastInstant):
		t = lastInstant
	}
	return t.UTC().Format(wireTime)
}

// commas joins what is not empty.
func commas(items []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(items), func(s string) bool { return s == "" }), ",")
}
