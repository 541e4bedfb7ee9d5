package client

import (
	"errors"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Status is a session's lifecycle state. The API knows two; anything else is
// kept as it came and shown as it is.
type Status string

// The two states that the API documents. There is no "expired".
const (
	StatusActive    Status = "active"
	StatusCompleted Status = "completed"
)

// Limits of the API's own rules for what may be written.
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
	ID                string         // id
	OrgID             string         // orgId
	CreatedAt         time.Time      // createdAt
	UpdatedAt         time.Time      // updatedAt
	Name              string         // name
	Status            Status         // status
	ExpirationSeconds int64          // expirationSeconds; 0 when absent
	Cost              *float64       // cost, in US dollars; nil when absent
	Costs             []Cost         // costs
	AssistantID       string         // assistantId
	SquadID           string         // squadId
	PhoneNumberID     string         // phoneNumberId
	CustomerID        string         // customerId
	Customer          *Customer      // customer
	Messages          []Message      // messages
	Assistant         jsontext.Value // assistant, raw
	AssistantOverride jsontext.Value // assistantOverrides, raw
	Squad             jsontext.Value // squad, raw
	PhoneNumber       jsontext.Value // phoneNumber, raw: may hold credentials
	Artifact          jsontext.Value // artifact, raw
	Metadata          jsontext.Value // metadata, raw (undeclared by the API, yet real)

	// Raw is the whole session exactly as the server sent it, unknown fields too.
	Raw jsontext.Value
}

// Customer is whom the session is with. Every field may be empty.
type Customer struct {
	Number     string // number, usually E.164
	Name       string // name
	Email      string // email
	SIPURI     string // sipUri
	ExternalID string // externalId
	Extension  string // extension
}

// Role says who a message is from. Unknown roles are kept as they came.
type Role string

// The roles that the API documents.
const (
	RoleSystem    Role = "system"
	RoleUser      Role = "user"
	RoleAssistant Role = "assistant"
	RoleTool      Role = "tool"
	RoleDeveloper Role = "developer"
)

// Message is one turn. The API has two families of shapes, the chat family
// {role, content} and the call family {role, message, time, secondsFromStart};
// both decode into this one type.
type Message struct {
	Role       Role
	Text       string         // content or message; a list of parts is joined by newlines
	Name       string         // name
	Refusal    string         // refusal
	ToolCalls  []ToolCall     // tool_calls or toolCalls
	ToolCallID string         // tool_call_id or toolCallId: which call a tool message answers
	Time       time.Time      // time (call family, epoch milliseconds); zero when unknown
	EndTime    time.Time      // endTime (call family); zero when unknown
	Offset     time.Duration  // secondsFromStart (call family); valid when Timed
	Timed      bool           // whether Time or Offset was present
	Filtered   bool           // isFiltered
	Threats    []string       // detectedThreats
	Metadata   jsontext.Value // metadata
	Raw        jsontext.Value // the whole message as it came
	Unknown    bool           // neither family: show Raw
}

// ToolCall is one function call that an assistant made.
type ToolCall struct {
	ID        string
	Type      string
	Name      string // function.name
	Arguments string // function.arguments: JSON text as the model wrote it
}

// Cost is one entry of a session's cost breakdown, in US dollars. Type is
// "model", "analysis" or "session" today; others are kept.
type Cost struct {
	Type                  string
	AnalysisType          string // analysisType, for analysis
	Model                 string // model.provider and model.model joined by "/"
	PromptTokens          int64
	CompletionTokens      int64
	CachedPromptTokens    int64
	ReasoningTokens       int64 // a subset of CompletionTokens
	Cost                  float64
	StructuredOutputCosts []Cost // structuredOutputBreakdown
	OutputID              string // structuredOutputId, in a breakdown
	Name                  string // name of that output
	Raw                   jsontext.Value
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

// UpdateSession is the body of PATCH /session/{id}: only what is not nil is
// sent. Messages replaces the whole array.
type UpdateSession struct {
	Name              *string        `json:"name,omitzero"`
	Status            *Status        `json:"status,omitzero"`
	ExpirationSeconds *int64         `json:"expirationSeconds,omitzero"`
	Messages          jsontext.Value `json:"messages,omitzero"`
}

// Encode is the body of a create or an update. Strings that came as JSON are
// sent as they came.
func Encode(body any) ([]byte, error) {
	b, err := json.Marshal(body, append(lenient, jsontext.PreserveRawStrings(true))...)
	if err != nil {
		return nil, errors.New("what is to be sent is not valid JSON")
	}
	return b, nil
}

// Empty reports whether the update would change nothing.
func (u UpdateSession) Empty() bool {
	return u.Name == nil && u.Status == nil && u.ExpirationSeconds == nil && u.Messages == nil
}
