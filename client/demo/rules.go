package demo

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// fields are a JSON object's members, as raw JSON.
type fields = map[string]json.RawMessage

// checker collects all problems of a request, in the words of the API's
// validation.
type checker struct{ problems []string }

func (c *checker) problem(parts ...string) { c.problems = append(c.problems, strings.Join(parts, "")) }

// rule checks one member, which is present and not null. Path is its name,
// prefixed with the names of the objects and lists that it is in.
type rule func(c *checker, path string, v json.RawMessage)

// updateRules are the members that PATCH accepts, createRules those of POST.
var (
	updateRules = map[string]rule{
		"name":              text(0, 40),
		"status":            oneOf("active", "completed"),
		"expirationSeconds": integer(60, 2592000),
		"messages":          arrayOf(message),
	}
	createRules = merged(updateRules, map[string]rule{
		"assistantId": anyUUID, "squadId": anyUUID, "customerId": anyUUID, "phoneNumberId": anyUUID,
		"assistant": anyObject, "assistantOverrides": anyObject,
		"squad": objectRule([]string{"members"}, map[string]rule{"name": anyText, "members": arrayOf(anyObject), "membersOverrides": anyObject}),
		"customer": customer(map[string]rule{
			"numberE164CheckEnabled": boolean, "extension": text(0, 10), "assistantOverrides": anyObject, "squadOverrides": anyObject,
			"number": text(3, 40), "sipUri": anyText, "name": text(0, 40), "email": text(0, 40), "externalId": text(0, 40),
		}),
		"phoneNumber": objectRule([]string{"twilioPhoneNumber", "twilioAccountSid"}, map[string]rule{
			"twilioPhoneNumber": anyText, "twilioAccountSid": anyText, "twilioAuthToken": anyText, "twilioApiKey": anyText,
			"twilioApiSecret": anyText, "name": text(0, 40), "assistantId": anyText, "workflowId": anyText, "squadId": anyText,
			"smsEnabled": boolean, "server": anyObject, "fallbackDestination": anyObject, "hooks": arrayOf(anyObject),
		}),
	})
)

// merged is the members of two maps; those of more win.
func merged[V any](base, more map[string]V) map[string]V {
	all := maps.Clone(base)
	maps.Copy(all, more)
	return all
}

// checkBody decodes a body and checks it by rules. M is nil when refused is the
// answer. Members that are null are left out, except for name, which null
// clears.
func checkBody(body []byte, rules map[string]rule) (m fields, refused response) {
	if len(bytes.TrimSpace(body)) == 0 {
		return fields{}, response{}
	}
	if err := json.Unmarshal(body, &m); err != nil || m == nil {
		return nil, errorResponse(http.StatusBadRequest, "Unexpected token in JSON body")
	}
	var c checker
	c.members("", m, rules)
	if c.problems != nil {
		return nil, invalid(c.problems)
	}
	maps.DeleteFunc(m, func(name string, v json.RawMessage) bool { return isNull(v) && name != "name" })
	return m, response{}
}

// members applies rules to the members of an object; a member without a rule
// must not exist.
func (c *checker) members(path string, m fields, rules map[string]rule) {
	for _, name := range slices.Sorted(maps.Keys(m)) {
		check, known := rules[name]
		switch {
		case !known:
			c.problem(path, "property ", name, " should not exist")
		case !isNull(m[name]):
			check(c, path+name, m[name])
		}
	}
}

func isNull(v json.RawMessage) bool { return string(v) == "null" }

func asString(v json.RawMessage) (s string, ok bool) {
	ok = json.Unmarshal(v, &s) == nil && len(v) > 0 && v[0] == '"'
	return s, ok
}

// text is a string whose length in code points is from low to high; a high of 0
// is no limit.
func text(low, high int) rule {
	return func(c *checker, path string, v json.RawMessage) {
		s, ok := asString(v)
		n := utf8.RuneCountInString(s)
		switch {
		case !ok:
			c.problem(path, " must be a string")
		case n < low:
			c.problem(path, " must be longer than or equal to ", strconv.Itoa(low), " characters")
		case high > 0 && n > high:
			c.problem(path, " must be shorter than or equal to ", strconv.Itoa(high), " characters")
		}
	}
}

// mustBe is a rule of one test. Its message is "must be" followed by what.
func mustBe(be string, ok func(v json.RawMessage) bool) rule {
	return func(c *checker, path string, v json.RawMessage) {
		if !ok(v) {
			c.problem(path, " must be ", be)
		}
	}
}

func anything(*checker, string, json.RawMessage) {}

var (
	anyText   = text(0, 0)
	anyObject = mustBe("an object", func(v json.RawMessage) bool { return v[0] == '{' })
	boolean   = mustBe("a boolean value", func(v json.RawMessage) bool { return v[0] == 't' || v[0] == 'f' })
	anyUUID   = mustBe("a UUID", func(v json.RawMessage) bool { s, ok := asString(v); return ok && isUUID(s) })
	isoDate   = mustBe("a valid ISO 8601 date string", func(v json.RawMessage) bool {
		s, _ := asString(v)
		_, ok := parseInstant(s)
		return ok
	})
)

func oneOf(values ...string) rule {
	return mustBe("one of the following values: "+strings.Join(values, ", "), func(v json.RawMessage) bool {
		s, ok := asString(v)
		return ok && slices.Contains(values, s)
	})
}

// integer is a whole number within bounds.
func integer(low, high int) rule {
	return func(c *checker, path string, v json.RawMessage) {
		var n float64
		switch err := json.Unmarshal(v, &n); {
		case err != nil:
			c.problem(path, " must be a number conforming to the specified constraints")
		case n < float64(low):
			c.problem(path, " must not be less than ", strconv.Itoa(low))
		case n > float64(high):
			c.problem(path, " must not be greater than ", strconv.Itoa(high))
		case n != math.Trunc(n):
			c.problem(path, " must be an integer number")
		}
	}
}

// objectRule is an object with required members and rules for all.
func objectRule(required []string, rules map[string]rule) rule {
	return func(c *checker, path string, v json.RawMessage) {
		var m fields
		if json.Unmarshal(v, &m) != nil {
			c.problem(path, " must be an object")
			return
		}
		for _, name := range required {
			if v, there := m[name]; !there || isNull(v) {
				c.problem(path, ".", name, " should not be null or undefined")
			}
		}
		c.members(path+".", m, rules)
	}
}

// customer is an object whose number is E.164, unless its own
// numberE164CheckEnabled is false.
func customer(rules map[string]rule) rule {
	checkObject := objectRule(nil, rules)
	return func(c *checker, path string, v json.RawMessage) {
		checkObject(c, path, v)
		var m struct {
			Number string
			Check  *bool `json:"numberE164CheckEnabled"`
		}
		if json.Unmarshal(v, &m) == nil && m.Number != "" && (m.Check == nil || *m.Check) && !e164.MatchString(m.Number) {
			c.problem(path, ".number must be a valid phone number in the E.164 format")
		}
	}
}

var e164 = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

// arrayOf is an array whose items follow a rule.
func arrayOf(item rule) rule {
	return func(c *checker, path string, v json.RawMessage) {
		var items []json.RawMessage
		if json.Unmarshal(v, &items) != nil {
			c.problem(path, " must be an array")
			return
		}
		for i, v := range items {
			item(c, path+"."+strconv.Itoa(i), v)
		}
	}
}

// maxContent is the longest text of a message, in code points.
const maxContent = 10000

// message is lenient: a known role and, where there is text, text that is not
// too long. Other members are kept as they come, since both families of message
// shapes must pass.
func message(c *checker, path string, v json.RawMessage) {
	var m fields
	if json.Unmarshal(v, &m) != nil || m == nil {
		c.problem(path, " must be an object")
		return
	}
	role, there := m["role"]
	if !there {
		role = json.RawMessage(`null`)
	}
	oneOf("system", "user", "assistant", "tool", "developer")(c, path+".role", role)
	for _, name := range []string{"content", "message", "refusal"} {
		v := m[name]
		if v == nil || isNull(v) || name == "content" && v[0] == '[' {
			continue
		}
		text(0, maxContent)(c, path+"."+name, v)
	}
	if string(role) == `"tool"` && m["tool_call_id"] == nil {
		c.problem(path, ".tool_call_id must be a string")
	}
}
