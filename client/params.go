package client

import (
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// SortOrder is the direction of a list.
type SortOrder string

// The two orders. The server's default is Descending.
const (
	Ascending  SortOrder = "ASC"
	Descending SortOrder = "DESC"
)

// SortBy is the field that the server sorts a list by.
type SortBy string

// The fields that the server can sort by. The effect of SortByDuration on sessions,
// which have no duration, is not documented.
const (
	SortByCreatedAt SortBy = "createdAt"
	SortByDuration  SortBy = "duration"
	SortByCost      SortBy = "cost"
)

// MaxLimit is the largest page that the server gives.
const MaxLimit = 1000

// ListParams are the query parameters of GET /session. Zero values are not
// sent. Times are sent in UTC with milliseconds.
type ListParams struct {
	ID                string    `url:"id"`
	IDAny             []string  `url:"idAny"` // comma list
	Name              string    `url:"name"`  // whether the server matches exactly or in part is not documented
	AssistantID       string    `url:"assistantId"`
	AssistantIDAny    []string  `url:"assistantIdAny"` // comma list
	SquadID           string    `url:"squadId"`
	WorkflowID        string    `url:"workflowId"`
	PhoneNumberID     string    `url:"phoneNumberId"`
	PhoneNumberIDAny  []string  `url:"phoneNumberIdAny"`  // repeated key
	CustomerNumberAny []string  `url:"customerNumberAny"` // comma list
	Page              int       `url:"page"`              // from 1
	Limit             int       `url:"limit"`             // 1 to 1000; the server's default is 100
	SortOrder         SortOrder `url:"sortOrder"`
	SortBy            SortBy    `url:"sortBy"`
	CreatedAtGt       time.Time `url:"createdAtGt"`
	CreatedAtLt       time.Time `url:"createdAtLt"`
	CreatedAtGe       time.Time `url:"createdAtGe"`
	CreatedAtLe       time.Time `url:"createdAtLe"`
	UpdatedAtGt       time.Time `url:"updatedAtGt"`
	UpdatedAtLt       time.Time `url:"updatedAtLt"`
	UpdatedAtGe       time.Time `url:"updatedAtGe"`
	UpdatedAtLe       time.Time `url:"updatedAtLe"`
}

// PageMeta is the useful part of the metadata of a list answer. HasNextPage is
// nil when the server left it out. TotalItems may be approximate: never loop on
// it.
type PageMeta struct {
	ItemsPerPage         int       `json:"itemsPerPage"`
	TotalItems           int       `json:"-"` // totalItems; -1 when absent
	HasNextPage          *bool     `json:"hasNextPage"`
	ItemsBeyondRetention bool      `json:"itemsBeyondRetention"`
	CreatedAtLe          time.Time `json:"createdAtLe"` // the bounds that the server applied
	CreatedAtGe          time.Time `json:"createdAtGe"`
}

// decodeMeta decodes a page's metadata. Impossible values count as absent.
func decodeMeta(raw jsontext.Value) PageMeta {
	w := struct {
		PageMeta
		Total *int `json:"totalItems"`
	}{}
	if decodeObject(raw, &w) != nil {
		return PageMeta{TotalItems: -1}
	}
	w.TotalItems = -1
	if w.Total != nil {
		w.TotalItems = *w.Total
	}
	return w.PageMeta
}

// Page is one answer to a list request.
type Page[T any] struct {
	Rows  []T
	Meta  PageMeta
	Bytes int64 // size of the body after decompression

	// MetadataKeys are the paths of values in the metadata of Rows, such as "plan" or
	// "variableValues.timezone". Only Summaries sets them.
	MetadataKeys []string
}

// SessionRow is a row of Client.List: a session, or why it could not be read.
type SessionRow struct {
	Session
	Err     error          // nil when Session is good
	BadJSON jsontext.Value // the row's JSON when Err is set
}
