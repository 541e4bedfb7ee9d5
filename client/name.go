package client

import (
	"cmp"
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
	what := map[NameKind]string{AssistantName: "an assistant's name", SquadName: "a squad's name", PhoneNumberName: "a phone number's name"}[kind]
	r := request{op: "reading " + cmp.Or(what, "a name"), method: http.MethodGet}
	if what == "" {
		return "", r.invalidError("unknown kind of name")
	}
	return sendToResource(ctx, c, &r, "/"+string(kind), id, readName)
}
