package demo

import (
	"encoding/json"
	"strconv"
	"strings"
)

// How many of each the organisation has. The last of each kind was deleted: its
// ID is still named by sessions, and looking it up is a 404.
const (
	assistantCount = 10
	squadCount     = 4
	workflowCount  = 3
	phoneCount     = 6
	customerBits   = 14
	customerCount  = 1 << customerBits
)

// thing is an assistant, squad, workflow or phone number.
type thing struct {
	id     string
	name   string
	json   []byte // what its own endpoint answers
	inline []byte // what a session carries; for assistants and phone numbers
	gone   bool   // deleted: an orphaned ID
}

// catalog is what an organisation has besides sessions: all made once.
type catalog struct {
	org        *organisation
	seed       uint64
	orgID      string
	assistants [assistantCount]thing
	squads     [squadCount]thing
	workflows  [workflowCount]thing
	phones     [phoneCount]thing
	byID       map[string]*thing // by kind, a slash and the ID
	scripts    [assistantCount]script
}

// Kinds of things, as their endpoints are called.
const (
	kindAssistant = "assistant"
	kindSquad     = "squad"
	kindWorkflow  = "workflow"
	kindPhone     = "phone-number"
)

func newCatalog(seed uint64, org *organisation) *catalog {
	c := &catalog{org: org, seed: seed, byID: map[string]*thing{}}
	c.orgID = c.uuid(0)
	for i := range c.scripts {
		c.scripts[i] = org.script(&org.Assistants[i])
	}
	c.make(kindAssistant, c.assistants[:], 100, c.assistant)
	c.make(kindPhone, c.phones[:], 200, c.phone)
	c.make(kindSquad, c.squads[:], 300, c.squad)
	c.make(kindWorkflow, c.workflows[:], 400, c.workflow)
	return c
}

// make makes the things of a kind, whose IDs begin with a number, and finds them
// by their IDs; the last of them was deleted. form is what the endpoint answers
// for one, but for its ID and times, and what a session carries of it.
func (c *catalog) make(kind string, things []thing, firstID uint64, form func(i int) (own, inline object)) {
	for i := range things {
		own, inline := form(i)
		t := thing{id: c.uuid(firstID + uint64(i)), name: own["name"].(string), inline: encode(inline), gone: i == len(things)-1}
		own["id"], own["orgId"] = t.id, c.orgID
		own["createdAt"], own["updatedAt"] = "2025-11-03T08:00:00.000Z", "2026-02-17T16:20:00.000Z"
		t.json = encode(own)
		things[i] = t
		c.byID[kind+"/"+t.id] = &things[i]
	}
}

// find is the thing with this ID, unless it never was or was deleted.
func (c *catalog) find(kind, id string) (*thing, bool) {
	t := c.byID[kind+"/"+id]
	return t, t != nil && !t.gone
}

// uuid is the n-th ID of the organisation's things.
func (c *catalog) uuid(n uint64) string {
	return drawUUID(c.seed, saltCatalog, n)
}

// object is a JSON object; its members are written in the order of their names.
type object = map[string]any

// encode writes a value of our own making, which cannot fail.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("demo: encoding " + err.Error())
	}
	return b
}

// fake is a secret-like value that nobody can mistake for a real one.
func fake(what string) string { return "demo-fake-" + what + "-do-not-use" }

// assistant fills in the form of assistant.json. Every other assistant has
// credentials.
func (c *catalog) assistant(i int) (own, inline object) {
	r := &c.org.Assistants[i]
	inside := func(text string) string { return string(escape(text)) }
	filled := strings.NewReplacer(
		"$name", inside(r.Name), "$greeting", inside(r.Greeting), "$provider", r.Provider, "$model", r.Model, "$language", r.Language,
		"$duty", inside(r.Duty), "$prompt", inside(c.org.prompt(r)), "$summary", inside(c.org.SummaryPrompt),
		"$tool0", r.Tools[0], "$tool1", r.Tools[1], "$n", strconv.Itoa(i),
		`"$even"`, strconv.FormatBool(i%2 == 0), `"$centre"`, strconv.Itoa(4000+i),
	).Replace(string(c.org.form))
	o := object{}
	if err := json.Unmarshal([]byte(filled), &o); err != nil {
		panic("demo: filling in assistant.json: " + err.Error())
	}
	if i%2 != 0 {
		delete(o, "credentials")
		delete(o, "serverUrlSecret")
	}
	return o, o
}

func (c *catalog) phone(i int) (own, inline object) {
	p := c.org.Phones[i]
	own = object{"name": p.Name, "number": p.Number, "provider": "twilio", "status": "active"}
	return own, object{
		"name": p.Name, "twilioPhoneNumber": p.Number, "twilioAccountSid": fake("account-sid"),
		"twilioAuthToken": fake("auth-token"), "twilioApiKey": fake("api-key"), "twilioApiSecret": fake("api-secret"),
		"server": object{"url": "https://user:" + fake("password") + "@hooks.example.com/sms", "headers": object{"X-Vapi-Secret": fake("header")}},
	}
}

func (c *catalog) squad(i int) (own, inline object) {
	members := make([]object, 0, 3)
	for m := range 3 {
		members = append(members, object{"assistantId": c.assistants[(i+2*m)%assistantCount].id})
	}
	o := object{"name": c.org.Squads[i], "members": members}
	return o, o
}

func (c *catalog) workflow(i int) (own, inline object) {
	return object{"name": c.org.Workflows[i], "nodes": []any{}, "edges": []any{}}, nil
}

// customerNumber is the number of a customer of the pool.
func (c *catalog) customerNumber(n int) string {
	h := hash(c.seed, saltCustomer, uint64(n))
	form := c.org.Numbers[h%uint64(len(c.org.Numbers))]
	digits, low := strings.Count(form, "#"), uint64(1)
	for range digits - 1 {
		low *= 10
	}
	return form[:len(form)-digits] + strconv.FormatUint(low+h>>8%(9*low), 10)
}

// givenOf is the given name of a customer.
func (c *catalog) givenOf(n int) int {
	return int(hash(c.seed, saltCustomer, uint64(n)) >> 44 % uint64(len(c.org.Givens)))
}

// customerName is a customer's name, given and family name of one script;
// some have none.
func (c *catalog) customerName(n int) string {
	h := hash(c.seed, saltCustomer, uint64(n))
	if h>>40&7 == 0 {
		return ""
	}
	o, at := c.org, c.givenOf(n)
	for _, f := range o.Families {
		if at < f.UpTo {
			return o.Givens[at] + " " + f.Names[h>>52%uint64(len(f.Names))]
		}
	}
	return o.Givens[at]
}
