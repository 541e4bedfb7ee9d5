package client

import (
	"errors"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Status is a session's lifecycle state. The API knows two; any other is kept
// and shown unchanged.
type Status string

// The two states that the API documents. There is no "expired".
const (
	StatusActive    Status = "active"
	StatusCompleted Status = "completed"
)

// The API's limits for written values.
const (
	// MaxNameLength is the longest session name, in code points.
	MaxNameLength = 40
	// MinExpirationSeconds and MaxExpirationSeconds bound expirationSeconds (60 s to 30 days).
	MinExpirationSeconds = 60
	MaxExpirationSeconds = 2592000
	// DefaultExpirationSeconds is what the server uses when none was given (24 h).
	DefaultExpirationSeconds = 86400
)

// Session is one conversation as GET /session/{id} returns it. Strings are as
// the server sent them, uncleaned: clean them with Clean where they are shown.
// Every field but ID may be missing; a missing or null field is the zero value.
type Session struct {
	ID                string         `json:"id"`
	OrgID             string         `json:"orgId"`
	CreatedAt         time.Time      `json:"createdAt"`
	UpdatedAt         time.Time      `json:"updatedAt"`
	Name              string         `json:"name"`
	Status            Status         `json:"status"`
	ExpirationSeconds int64          `json:"expirationSeconds"` // 0 when absent
	Cost              *float64       `json:"cost"`              // in US dollars; nil when absent
	Costs             []Cost         `json:"-"`                 // costs
	AssistantID       string         `json:"assistantId"`
	SquadID           string         `json:"squadId"`
	PhoneNumberID     string         `json:"phoneNumberId"`
	CustomerID        string         `json:"customerId"`
	Customer          *Customer      `json:"-"` // customer
	Messages          []Message      `json:"-"` // messages
	Assistant         jsontext.Value `json:"-"` // assistant
	AssistantName     string         `json:"-"` // assistant.name
	AssistantOverride jsontext.Value `json:"assistantOverrides"`
	Squad             jsontext.Value `json:"squad"`
	PhoneNumber       jsontext.Value `json:"phoneNumber"` // may hold credentials
	Artifact          jsontext.Value `json:"artifact"`
	Metadata          jsontext.Value `json:"metadata"` // not documented by the API, but sent

	// Raw is the whole session exactly as the server sent it, unknown fields too.
	Raw jsontext.Value `json:"-"`
}

// Customer is whom the session is with. Every field may be empty.
type Customer struct {
	Number     string `json:"number"` // usually E.164
	Name       string `json:"name"`
	Email      string `json:"email"`
	SIPURI     string `json:"sipUri"`
	ExternalID string `json:"externalId"`
	Extension  string `json:"extension"`
}

// Role says who a message is from. Unknown roles are kept unchanged.
type Role string

// The roles that the API documents.
const (
	RoleSystem    Role = "system"
	RoleUser      Role = "user"
	RoleAssistant Role = "assistant"
	RoleTool      Role = "tool"
	RoleDeveloper Role = "developer"
)

// Message is one message. The API has two families of shapes, the chat family
// {role, content} and the call family {role, message, time, secondsFromStart};
// both decode into this type.
type Message struct {
	Role       Role           `json:"role"`
	Text       string         `json:"-"` // content or message; a list of parts is joined by newlines
	Name       string         `json:"name"`
	Refusal    string         `json:"refusal"`
	ToolCalls  []ToolCall     `json:"-"`            // tool_calls or toolCalls
	ToolCallID string         `json:"tool_call_id"` // or toolCallId: the call that a tool message answers
	Time       time.Time      `json:"time"`         // call family, epoch milliseconds; zero when unknown
	Offset     time.Duration  `json:"-"`            // secondsFromStart (call family); valid when Timed
	Timed      bool           `json:"-"`            // whether Time or Offset was present
	Filtered   bool           `json:"isFiltered"`
	Threats    []string       `json:"-"` // detectedThreats
	Raw        jsontext.Value `json:"-"` // the whole message as the server sent it
	Unknown    bool           `json:"-"` // of neither family: show Raw
}

// ToolCall is one function call that an assistant made.
type ToolCall struct {
	ID        string `json:"id"`
	Name      string `json:"name"` // or function.name
	Arguments string `json:"-"`    // function.arguments: JSON text as the model wrote it
}

// Cost is one entry of a session's cost breakdown, in US dollars. Type is
// "model", "analysis" or "session" today; others are kept.
type Cost struct {
	Type                  string  `json:"type"`
	AnalysisType          string  `json:"analysisType"` // for analysis
	Model                 string  `json:"-"`            // model.provider and model.model joined by "/"
	PromptTokens          int64   `json:"promptTokens"`
	CompletionTokens      int64   `json:"completionTokens"`
	CachedPromptTokens    int64   `json:"cachedPromptTokens"`
	ReasoningTokens       int64   `json:"reasoningTokens"` // a subset of CompletionTokens
	Cost                  float64 `json:"cost"`
	StructuredOutputCosts []Cost  `json:"-"`                  // structuredOutputBreakdown
	OutputID              string  `json:"structuredOutputId"` // in a breakdown
	Name                  string  `json:"name"`               // of that output
}

// CreateSession is the body of POST /session. Zero values are not sent.
type CreateSession struct {
	Name              string         `json:"name,omitzero"`
	Status            Status         `json:"status,omitzero"`
	ExpirationSeconds int64          `json:"expirationSeconds,omitzero"`
	AssistantID       string         `json:"assistantId,omitzero"`
	Assistant         jsontext.Value `json:"assistant,omitzero"`
	AssistantOverride jsontext.Value `json:"assistantOverrides,omitzero"`
	SquadID           string         `json:"squadId,omitzero"`
	Squad             jsontext.Value `json:"squad,omitzero"`
	Messages          jsontext.Value `json:"messages,omitzero"` // array
	Customer          jsontext.Value `json:"customer,omitzero"` // object
	CustomerID        string         `json:"customerId,omitzero"`
	PhoneNumberID     string         `json:"phoneNumberId,omitzero"`
	PhoneNumber       jsontext.Value `json:"phoneNumber,omitzero"`
}

// UpdateSession is the body of PATCH /session/{id}: only fields that are not
// nil are sent. Messages replaces the whole array.
type UpdateSession struct {
	Name              *string        `json:"name,omitzero"`
	Status            *Status        `json:"status,omitzero"`
	ExpirationSeconds *int64         `json:"expirationSeconds,omitzero"`
	Messages          jsontext.Value `json:"messages,omitzero"`
}

// Encode is the body of a create or an update. Raw JSON strings are sent
// unchanged.
func Encode(body any) ([]byte, error) {
	b, err := json.Marshal(body, lenientSyntax, jsontext.PreserveRawStrings(true))
	if err != nil {
		return nil, errors.New("what is to be sent is not valid JSON")
	}
	return b, nil
}

// Empty reports whether the update would change nothing.
func (u UpdateSession) Empty() bool {
	return u.Name == nil && u.Status == nil && u.ExpirationSeconds == nil && u.Messages == nil
}
