package filter

import (
	"strings"
	"time"

	"vapi-sessions/client"
)

// Where says who evaluates a term.
type Where uint8

// The two places.
const (
	Here   Where = iota // over the rows that are loaded
	Server              // a request parameter
)

// String is the word that chips and the help show.
func (w Where) String() string {
	if w == Server {
		return "server"
	}
	return "here"
}

// kind is how the values of a key are read.
type kind uint8

const (
	kindText   kind = iota // a substring, or exactly with =
	kindID                 // an ID, or the name of what it stands for
	kindWord               // one of a few words
	kindPoint              // a point in time
	kindSpan               // a duration
	kindMoney              // US dollars
	kindCount              // a whole number
	kindString             // handed on as it is
)

// The keys of the language.
const (
	keyID        = "id"
	keyName      = "name"
	keyAssistant = "assistant"
	keySquad     = "squad"
	keyWorkflow  = "workflow"
	keyPhone     = "phone"
	keyCustomer  = "customer"
	keyEmail     = "email"
	keyExternal  = "external"
	keyCreated   = "created"
	keyUpdated   = "updated"
	keyAge       = "age"
	keyIdle      = "idle"
	keyStatus    = "status"
	keyExpires   = "expires"
	keyCost      = "cost"
	keyTurns     = "turns"
	keyLast      = "last"
	keyMeta      = MetaPrefix + "KEY" // KEY is the key of the metadata
	keyText      = "text"
	keyRole      = "role"
	keySort      = "sort"
	keyOrder     = "order"
	keyLimit     = "limit"
)

// KeyDoc describes a key: for the help, the README and completion.
type KeyDoc struct {
	Key      string
	Where    string // "server", "here", or which of its forms runs where
	Params   string // the request parameters it reaches; empty when it runs here only
	Help     string // one line
	Examples []string
	Words    []string // the values, when there are only these
}

// spec is a key of the language, with all there is to know about it.
type spec struct {
	KeyDoc
	kind     kind
	once     bool  // may be given once only, and not negated
	oneValue bool  // no alternatives with commas
	exact    bool  // key=value reaches the server's parameter, or the API's own field
	clock    clock // of points and durations

	path    string                        // JSON path of the text in a session
	text    func(*client.Summary) string  // text, ID or word of a row
	number  func(*client.Summary) float64 // of money and counts
	state   func(*client.Summary, time.Time) string
	nameRef func(*client.Summary) (string, Ref) // text that the list shows, or the ID whose name it shows

	notInRow      bool // a row does not show what a term asks for: it can be neither negated nor cut
	exactNotInRow bool // a row does not show what key=value asks for

	// send gives the parameters that take the term's IDs, a single one and any of
	// several; nil where the server has no such parameter.
	send func(p *client.ListParams) (one *string, several *[]string)
	list func(p *client.ListParams, v value) // sets a parameter of sort, order or limit; nil of conditions

	noun     string            // what has the name, where that is not the key
	phrase   string            // the term in words; its only %s is the value
	wordHelp map[string]string // what its words mean
}

// Registry lists every key, in the order of the help.
func Registry() []KeyDoc {
	all := specs()
	docs := make([]KeyDoc, len(all))
	for i := range all {
		docs[i] = all[i].KeyDoc
	}
	return docs
}

func specs() []spec {
	all := append(idSpecs(), timeSpecs()...)
	return append(append(all, localSpecs()...), listSpecs()...)
}

func idSpecs() []spec {
	const byID = "server for whole IDs, here for names"
	return []spec{
		{KeyDoc: KeyDoc{Key: keyName, Where: "here; name= server", Params: "name",
			Help:     "part of the name, as a word without a key does; name= is the server's own name filter, whose matching (whole or part) is not documented",
			Examples: []string{`refund`, `name:"Acme - billing"`, `name=test`, `name:""`}},
			kind: kindText, exact: true, exactNotInRow: true, text: func(r *client.Summary) string { return r.Name },
			send: func(p *client.ListParams) (*string, *[]string) { return &p.Name, nil }},
		{KeyDoc: KeyDoc{Key: keyID, Where: "server for whole IDs, here for a beginning", Params: "id, idAny",
			Help: "the session's ID, or how it begins", Examples: []string{`id:9f2c41d0`}},
			kind: kindID, exact: true, text: func(r *client.Summary) string { return r.ID }, phrase: "the ID begins with %s",
			send: func(p *client.ListParams) (*string, *[]string) { return &p.ID, &p.IDAny }},
		{KeyDoc: KeyDoc{Key: keyAssistant, Where: byID, Params: "assistantId, assistantIdAny",
			Help: "what the list shows as assistant, whole or in part, or a whole ID", Examples: []string{`assistant:support-v4`, `-assistant:sandbox`}},
			kind: kindID, exact: true, text: func(r *client.Summary) string { return r.AssistantID }, nameRef: AssistantOf,
			send: func(p *client.ListParams) (*string, *[]string) { return &p.AssistantID, &p.AssistantIDAny }},
		{KeyDoc: KeyDoc{Key: keySquad, Where: byID + " or several IDs", Params: "squadId",
			Help: "the squad's name, whole or in part, or a whole ID", Examples: []string{`squad:frontdesk`}},
			kind: kindID, exact: true, text: func(r *client.Summary) string { return r.SquadID },
			nameRef: func(r *client.Summary) (string, Ref) { return "", Ref{client.SquadName, r.SquadID} },
			send:    func(p *client.ListParams) (*string, *[]string) { return &p.SquadID, nil }},
		{KeyDoc: KeyDoc{Key: keyWorkflow, Where: "server", Params: "workflowId",
			Help: "the workflow's ID; sessions do not carry it, so it can be neither negated nor listed", Examples: []string{`workflow:0b9e7a44-90a1-4c3e-a6fd-1f9be2b4e0c1`}},
			kind: kindID, exact: true, once: true, oneValue: true, notInRow: true,
			send: func(p *client.ListParams) (*string, *[]string) { return &p.WorkflowID, nil }},
		{KeyDoc: KeyDoc{Key: keyPhone, Where: byID, Params: "phoneNumberId, phoneNumberIdAny",
			Help: "the phone number's name, whole or in part, or a whole ID", Examples: []string{`phone:main-line`}},
			kind: kindID, exact: true, text: func(r *client.Summary) string { return r.PhoneNumberID }, noun: "phone number",
			nameRef: func(r *client.Summary) (string, Ref) { return "", Ref{client.PhoneNumberName, r.PhoneNumberID} },
			send:    func(p *client.ListParams) (*string, *[]string) { return &p.PhoneNumberID, &p.PhoneNumberIDAny }},
		{KeyDoc: KeyDoc{Key: keyCustomer, Where: "server for whole numbers (+ and digits), here for a part", Params: "customerNumberAny",
			Help:     "the customer's number; here also name, e-mail or SIP address, whichever the row shows",
			Examples: []string{`customer:+14155550107`, `customer:"(415) 555-01"`, `customer:dana`, `customer=1001,1002`}},
			kind: kindText, exact: true, text: func(r *client.Summary) string { return r.Customer },
			send: func(p *client.ListParams) (*string, *[]string) { return nil, &p.CustomerNumberAny }},
	}
}

func timeSpecs() []spec {
	return []spec{
		{KeyDoc: KeyDoc{Key: keyCreated, Where: "server", Params: "createdAtGt, createdAtGe, createdAtLt, createdAtLe",
			Help:     "when the session was created",
			Examples: []string{`created:today`, `created:>-7d`, `created:2026-08-01..2026-08-15`, `created:<="2026-08-01 14:00"`}}, kind: kindPoint, clock: createdAt},
		{KeyDoc: KeyDoc{Key: keyUpdated, Where: "server", Params: "updatedAtGt, updatedAtGe, updatedAtLt, updatedAtLe",
			Help: "when the session was last written", Examples: []string{`updated:last-week`, `updated:<-24h`}}, kind: kindPoint, clock: updatedAt},
		{KeyDoc: KeyDoc{Key: keyAge, Where: "server", Params: "the bounds of created",
			Help: "how long ago the session was created", Examples: []string{`age:>7d`, `age:1d..2w`}}, kind: kindSpan, clock: createdAt},
		{KeyDoc: KeyDoc{Key: keyIdle, Where: "server", Params: "the bounds of updated",
			Help: "how long ago the session was last written", Examples: []string{`idle:<2h`}}, kind: kindSpan, clock: updatedAt},
	}
}

func localSpecs() []spec {
	roles := []string{string(client.RoleUser), string(client.RoleAssistant)}
	return []spec{
		{KeyDoc: KeyDoc{Key: keyStatus, Where: "here",
			Help:     "active (not past its limit), completed, expired (certain), maybe (created longer ago than its limit, used since); status= is the API's own field",
			Examples: []string{`status:expired`, `status:active,maybe`, `status=active`},
			Words:    []string{"active", "completed", "expired", "maybe"}},
			kind: kindWord, exact: true, text: func(r *client.Summary) string { return string(r.Status) }, state: stateOf, phrase: "%s",
			wordHelp: map[string]string{"active": "active, not past its limit", "expired": "expired for certain: idle longer than its limit",
				"maybe": "maybe expired: created longer ago than its limit, used since"}},
		{KeyDoc: KeyDoc{Key: keyExpires, Where: "here", Help: "how long until the session expires", Examples: []string{`expires:<3h`}}, kind: kindSpan, clock: expiresAt},
		{KeyDoc: KeyDoc{Key: keyCost, Where: "here", Help: `cost in US dollars; "" where none is known`, Examples: []string{`cost:>0.50`, `cost:0.1..1`, `cost:""`}},
			kind: kindMoney, number: func(r *client.Summary) float64 { return r.Cost }},
		{KeyDoc: KeyDoc{Key: keyTurns, Where: "here", Help: "messages of user and assistant", Examples: []string{`turns:0`, `turns:>=10`}},
			kind: kindCount, number: func(r *client.Summary) float64 { return float64(r.Turns) }},
		{KeyDoc: KeyDoc{Key: keyLast, Where: "here", Help: "who spoke last", Examples: []string{`last:user`}, Words: roles},
			kind: kindWord, text: func(r *client.Summary) string { return string(r.LastRole) }, phrase: "%s spoke last"},
		{KeyDoc: KeyDoc{Key: keyText, Where: "here", Help: "what user, assistant and tools said; needs each page's bodies while it loads", Examples: []string{`text:refund`, `text:"charged twice"`}},
			kind: kindString, oneValue: true},
		{KeyDoc: KeyDoc{Key: keyRole, Where: "here", Help: "whose messages text: looks into; system and developer are the instructions", Examples: []string{`text:refund role:user`},
			Words: append(roles, string(client.RoleTool), string(client.RoleSystem), string(client.RoleDeveloper))},
			kind: kindWord, once: true, oneValue: true, notInRow: true, phrase: "said by %s"},
		{KeyDoc: KeyDoc{Key: keyEmail, Where: "here", Help: "part of the customer's e-mail address", Examples: []string{`email:@example.org`}},
			kind: kindText, path: ".customer.email"},
		{KeyDoc: KeyDoc{Key: keyExternal, Where: "here", Help: "part of your own ID for the customer", Examples: []string{`external:crm-77`}},
			kind: kindText, path: ".customer.externalId"},
		{KeyDoc: KeyDoc{Key: keyMeta, Where: "here", Help: "part of a value of the session's metadata; deeper ones by their path",
			Examples: []string{`meta.campaign:spring`, `meta.variableValues.timezone:Berlin`, `-meta.campaign:""`}}, kind: kindText},
	}
}

func listSpecs() []spec {
	return []spec{
		{KeyDoc: KeyDoc{Key: keySort, Where: "server for created, cost, duration; else here", Params: "sortBy",
			Help:     "what to sort by, also a field such as meta.plan; from the newest or largest, names from A; sort:-name is always descending, sort:+cost ascending",
			Examples: []string{`sort:cost`, `sort:+cost`, `sort:-name`}, Words: sortNames()},
			kind: kindWord, once: true, oneValue: true, phrase: "by %s",
			list: func(p *client.ListParams, v value) { p.SortBy = sortOf(v.text).server }},
		{KeyDoc: KeyDoc{Key: keyOrder, Where: "server with a server sort", Params: "sortOrder",
			Help: "the direction of the sort", Examples: []string{`order:asc`}, Words: []string{"asc", "desc"}},
			kind: kindWord, once: true, oneValue: true, phrase: "%s", wordHelp: map[string]string{"asc": "ascending", "desc": "descending"},
			list: func(p *client.ListParams, v value) { p.SortOrder = directionOf(v.text) }},
		{KeyDoc: KeyDoc{Key: keyLimit, Where: "server", Params: "limit", Help: "sessions per page, 1 to 1000", Examples: []string{`limit:50`}},
			kind: kindCount, once: true, oneValue: true, list: func(p *client.ListParams, v value) { p.Limit = int(v.lo.num) }},
	}
}

// directionOf is what a word of order: says.
func directionOf(word string) client.SortOrder {
	if word == "asc" {
		return client.Ascending
	}
	return client.Descending
}

// stateOf is the word of status: for a row; empty where there is none.
func stateOf(r *client.Summary, now time.Time) string {
	switch e, _ := r.Expiry(now); {
	case e == client.Done:
		return "completed"
	case e == client.Expired:
		return "expired"
	case e == client.MaybeExpired:
		return "maybe"
	case e == client.NotExpired && r.Status == client.StatusActive:
		return "active"
	}
	return ""
}

// lookup finds a key, in any case; the metadata's own keys are as they were given.
func lookup(key string) (spec, bool) {
	name, meta := metaKey(key)
	if meta {
		key = keyMeta
	}
	for _, s := range specs() {
		if !strings.EqualFold(s.Key, key) {
			continue
		}
		if meta {
			s.Key = MetaPrefix + name
			s.path = FieldPath(s.Key)
		}
		return s, !meta || name != ""
	}
	return spec{}, false
}

// metaKey gives the key of the metadata that meta.KEY names, and reports whether
// that is what the text begins with.
func metaKey(text string) (string, bool) {
	if n := len(MetaPrefix); len(text) >= n && strings.EqualFold(text[:n], MetaPrefix) {
		return text[n:], true
	}
	return "", false
}
