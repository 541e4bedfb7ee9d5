package client

import (
	"context"
	"net/http"
)

// NameKind says what an ID that a session refers to belongs to.
type NameKind string

// What Name can look up. The values are the paths.
const (
	AssistantName   NameKind = "assistant"
	SquadName       NameKind = "squad"
	PhoneNumberName NameKind = "phone-number"
)

// Name reads the name of what a session refers to by ID: GET /assistant/{id},
// /squad/{id} or /phone-number/{id}. It is cleaned, and empty when the thing
// has none; a phone number without a name gives its number.
func (c *Client) Name(ctx context.Context, kind NameKind, id string) (string, error) {
	r := request{op: "reading a name", method: http.MethodGet}
	thing, ok := map[NameKind]string{AssistantName: "an assistant", SquadName: "a squad", PhoneNumberName: "a phone number"}[kind]
	if !ok {
		return "", r.invalid("unknown kind of name")
	}
	r.op = "reading " + thing + "'s name"
	return sendTo(ctx, c, &r, "/"+string(kind), id, readName)
}
