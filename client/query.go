package client

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// wireTime is how the API reads an instant: UTC, milliseconds, Z.
const wireTime = "2006-01-02T15:04:05.000Z"

// lastInstant is the last that the API can read.
var lastInstant = time.Date(9999, 12, 31, 23, 59, 59, 999e6, time.UTC)

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
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
	text("idAny", commaList(p.IDAny))
	text("name", p.Name)
	text("assistantId", p.AssistantID)
	text("assistantIdAny", commaList(p.AssistantIDAny))
	text("squadId", p.SquadID)
	text("workflowId", p.WorkflowID)
	text("phoneNumberId", p.PhoneNumberID)
	text("customerNumberAny", commaList(p.CustomerNumberAny))
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
	p.bounds(func(key string, t time.Time) {
		if !t.IsZero() {
			q.Set(key, earlier(t.UTC(), lastInstant).Format(wireTime))
		}
	})
	return q
}

// bounds names every bound in time.
func (p *ListParams) bounds(each func(key string, t time.Time)) {
	each("createdAtGt", p.CreatedAtGt)
	each("createdAtLt", p.CreatedAtLt)
	each("createdAtGe", p.CreatedAtGe)
	each("createdAtLe", p.CreatedAtLe)
	each("updatedAtGt", p.UpdatedAtGt)
	each("updatedAtLt", p.UpdatedAtLt)
	each("updatedAtGe", p.UpdatedAtGe)
	each("updatedAtLe", p.UpdatedAtLe)
}

// commaList joins what is not empty.
func commaList(items []string) string {
	var b strings.Builder
	for _, s := range items {
		if s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(s)
	}
	return b.String()
}
