package client

import (
	"context"
	"net/http"
)

// NameKind is the kind of resource whose name is looked up.
type NameKind string

// The kinds of resources that Name can look up. The values are their paths.
const (
	AssistantName   NameKind = "assistant"
	SquadName       NameKind = "squad"
	PhoneNumberName NameKind = "phone-number"
)

// Name reads the name of a resource by its ID: GET /assistant/{id}, /squad/{id}
// or /phone-number/{id}. It is cleaned, and empty when the resource has none; a
// phone number without a name gives its number.
func (c *Client) Name(ctx context.Context, kind NameKind, id string) (string, error) {
	r := request{op: "reading a name", method: http.MethodGet}
	thing, ok := map[NameKind]string{AssistantName: "an assistant", SquadName: "a squad", PhoneNumberName: "a phone number"}[kind]
	if !ok {
		return "", r.invalidError("unknown kind of name")
	}
	r.op = "reading " + thing + "'s name"
	return sendToResource(ctx, c, &r, "/"+string(kind), id, readName)
}
