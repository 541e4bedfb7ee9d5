package demo

import (
	"encoding/json"
	"strconv"
	"strings"
)

// How many resources of each kind the organisation has. The last of each kind was
// deleted: sessions still name its ID, and looking it up is a 404.
const (
	assistantCount = 10
	squadCount     = 4
	workflowCount  = 3
	phoneCount     = 6
	customerBits   = 14
	customerCount  = 1 << customerBits
)

// resource is an assistant, squad, workflow or phone number.
type resource struct {
	id       string
	json     []byte // the answer of its own endpoint
	embedded []byte // the object that a session carries; for assistants, squads and phone numbers
	deleted  bool   // sessions name it, and it cannot be looked up
}

// catalog holds all resources of an organisation, made once.
type catalog struct {
	org        *organisation
	seed       uint64
	orgID      string
	assistants [assistantCount]resource
	squads     [squadCount]resource
	workflows  [workflowCount]resource
	phones     [phoneCount]resource
	byID       map[string]*resource // the key is kind + "/" + ID
	scripts    [assistantCount]script
}

// Kinds of resources, named as in the paths of their endpoints.
const (
	kindAssistant = "assistant"
	kindSquad     = "squad"
	kindWorkflow  = "workflow"
	kindPhone     = "phone-number"
)

func newCatalog(seed uint64, org *organisation) *catalog {
	c := &catalog{org: org, seed: seed, byID: map[string]*resource{}}
	c.orgID = c.uuid(0)
	for i := range c.scripts {
		c.scripts[i] = org.script(&org.Assistants[i])
	}
	c.add(kindAssistant, c.assistants[:], 100, c.assistant)
	c.add(kindPhone, c.phones[:], 200, c.phone)
	c.add(kindSquad, c.squads[:], 300, c.squad)
	c.add(kindWorkflow, c.workflows[:], 400, c.workflow)
	return c
}

// add makes the resources of a kind, with IDs drawn from firstID on, and
// indexes them by ID. Form returns what the endpoint answers for resource i,
// without its ID and times, and the object that a session carries.
func (c *catalog) add(kind string, resources []resource, firstID uint64, form func(i int) (own, inline object)) {
	for i := range resources {
		own, inline := form(i)
		t := resource{id: c.uuid(firstID + uint64(i)), embedded: encode(inline), deleted: i == len(resources)-1}
		own["id"], own["orgId"] = t.id, c.orgID
		own["createdAt"], own["updatedAt"] = "2025-11-03T08:00:00.000Z", "2026-02-17T16:20:00.000Z"
		t.json = encode(own)
		resources[i] = t
		c.byID[kind+"/"+t.id] = &resources[i]
	}
}

// find is the resource with this ID, unless there is none or it was deleted.
func (c *catalog) find(kind, id string) (*resource, bool) {
	t := c.byID[kind+"/"+id]
	return t, t != nil && !t.deleted
}

// uuid is the n-th ID of the organisation's resources.
func (c *catalog) uuid(n uint64) string {
	return drawUUID(c.seed, saltCatalog, n)
}

// object is a JSON object; its members are written in the order of their names.
type object = map[string]any

// encode writes a value of this package as JSON, which cannot fail.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("demo: encoding " + err.Error())
	}
	return b
}

// fake is a value like a secret that nobody can mistake for a real one.
func fake(what string) string { return "demo-fake-" + what + "-do-not-use" }

// assistant fills in the template assistant.json. Every other assistant has
// credentials.
func (c *catalog) assistant(i int) (own, inline object) {
	p := &c.org.Assistants[i]
	inside := func(text string) string { return string(escape(text)) }
	filled := strings.NewReplacer(
		"$name", inside(p.Name), "$greeting", inside(p.Greeting), "$provider", p.Provider, "$model", p.Model, "$language", p.Language,
		"$duty", inside(p.Duty), "$prompt", inside(c.org.prompt(p)), "$summary", inside(c.org.SummaryPrompt),
		"$tool0", p.Tools[0], "$tool1", p.Tools[1], "$n", strconv.Itoa(i),
		`"$even"`, strconv.FormatBool(i%2 == 0), `"$centre"`, strconv.Itoa(4000+i),
	).Replace(string(c.org.assistantForm))
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

// customerNumber is the phone number of customer n.
func (c *catalog) customerNumber(n int) string {
	h := hash(c.seed, saltCustomer, uint64(n))
	form := c.org.Numbers[h%uint64(len(c.org.Numbers))]
	digits, low := strings.Count(form, "#"), uint64(1)
	for range digits - 1 {
		low *= 10
	}
	return form[:len(form)-digits] + strconv.FormatUint(low+h>>8%(9*low), 10)
}

// givenIndex is the given name of customer n.
func (c *catalog) givenIndex(n int) int {
	return int(hash(c.seed, saltCustomer, uint64(n)) >> 44 % uint64(len(c.org.Givens)))
}

// customerName is the name of customer n, with a family name of the same
// script; some have none.
func (c *catalog) customerName(n int) string {
	h := hash(c.seed, saltCustomer, uint64(n))
	if h>>40&7 == 0 {
		return ""
	}
	o, at := c.org, c.givenIndex(n)
	for _, f := range o.Families {
		if at < f.UpTo {
			return o.Givens[at] + " " + f.Names[h>>52%uint64(len(f.Names))]
		}
	}
	return o.Givens[at]
}
