package client

import (
	"slices"
	"testing"
)

func copied(t *testing.T, raw string) (body string, left []string) {
	t.Helper()
	s, err := DecodeSession([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	c, left := s.Copy()
	left = append(left, c.DropMasked()...)
	b, err := Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(b), left
}

func TestACopyLosesNothingThatTheAPITakes(t *testing.T) {
	const customer = `{"number":"0123","numberE164CheckEnabled":false,"assistantOverrides":{"a":1},"loyalty":{"since":2019,"n":1.50},"email":null}`
	for name, c := range map[string]struct {
		raw, body string
		left      []string
	}{
		"by ID": {
			raw: `{"id":"x","orgId":"o","name":"n\u200d","status":"completed","expirationSeconds":60,"assistantId":"a","assistant":{"name":"resolved"},` +
				`"assistantOverrides":{"variableValues":{"x":1}},"customer":` + customer + `,"customerId":"c","phoneNumberId":"p","messages":[ {"role":"user"} ],"cost":1}`,
			body: `{"name":"n` + "\u200d" + `","status":"completed","expirationSeconds":60,"assistantId":"a","assistantOverrides":{"variableValues":{"x":1}},` +
				`"messages":[{"role":"user"}],"customer":` + customer + `,"customerId":"c","phoneNumberId":"p"}`,
		},
		"inline": {
			raw:  `{"id":"x","assistant":{"name":"A","model":{}},"assistantOverrides":{},"squad":{"members":[{}]},"phoneNumber":{"twilioAccountSid":"s"},"metadata":{"k":1}}`,
			body: `{"assistant":{"name":"A","model":{}},"assistantOverrides":{},"squad":{"members":[{}]},"phoneNumber":{"twilioAccountSid":"s"}}`,
			left: []string{"metadata"},
		},
		"masked": {
			raw: `{"id":"x","assistant":{"name":"A","model":{"headers":{"Authorization":"[hidden]"},"url":"https://[hidden]@host","t":0}},` +
				`"squad":{"members":["[hidden]",{"a":"b"}]},"phoneNumber":{"n":1,"twilioAuthToken":"[hidden]"},"messages":[{"content":"[hidden]"}]}`,
			body: `{"assistant":{"name":"A","model":{"t":0}},"squad":{"members":[{"a":"b"}]},"messages":[{"content":"[hidden]"}]}`,
			left: []string{"assistant.model.headers.Authorization", "assistant.model.url", "squad.members[]", "phoneNumber", "masked words of messages, which stay [hidden]"},
		},
		"both": {
			raw:  `{"id":"x","assistantId":"a","squadId":"s"}`,
			body: `{"assistantId":"a"}`,
			left: []string{"squadId"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			body, left := copied(t, c.raw)
			if body != c.body {
				t.Errorf("got  %s\nwant %s", body, c.body)
			}
			if !slices.Equal(left, c.left) {
				t.Errorf("left out %q, want %q", left, c.left)
			}
		})
	}
}
