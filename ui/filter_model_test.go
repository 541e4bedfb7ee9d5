package ui

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/sessions"
)

// record is a session as the server holds it, read apart from the program.
type record struct {
	ID, Name, Status, AssistantID, SquadID, PhoneNumberID, WorkflowID string
	CreatedAt, UpdatedAt                                              time.Time
	ExpirationSeconds                                                 int64
	Metadata                                                          struct {
		Campaign       string
		VariableValues struct{ Timezone string }
	}
	Cost      *float64
	Assistant *struct{ Name string }
	Customer  struct{ Number, Name, Email, SipURI, ExternalID string }
	Messages  []struct {
		Role, Message string
		Content       any
	}

	name func(kind, id string) string // what an ID is called; empty for one that is gone
	now  time.Time
}

// called is what is shown for an ID.
func (r *record) called(kind, id string) string {
	if name := r.name(kind, id); name != "" || id == "" {
		return name
	}
	return "gone " + id
}

// column is what the ASSISTANT column shows.
func (r *record) column() string {
	switch {
	case r.Assistant != nil && r.Assistant.Name != "":
		return r.Assistant.Name
	case r.AssistantID != "":
		return r.called("assistant", r.AssistantID)
	case r.SquadID != "":
		return r.called("squad", r.SquadID)
	case r.Assistant != nil:
		return "(inline)"
	}
	return ""
}

func (r *record) customer() string {
	c := r.Customer
	for _, s := range []string{c.Number, c.Name, c.Email, c.SipURI, c.ExternalID} {
		if s != "" {
			return s
		}
	}
	return ""
}

func (r *record) cost() float64 {
	if r.Cost == nil {
		return math.NaN()
	}
	return *r.Cost
}

// state is the word of status: for the session.
func (r *record) state() string {
	limit := 24 * time.Hour
	if r.ExpirationSeconds > 0 {
		limit = time.Duration(r.ExpirationSeconds) * time.Second
	}
	switch {
	case r.Status == "completed":
		return "completed"
	case r.now.Sub(r.UpdatedAt) > limit:
		return "expired"
	case r.now.Sub(r.CreatedAt) > limit:
		return "maybe"
	}
	return "active"
}

// turns counts what user and assistant said, and gives who spoke last.
func (r *record) turns() (n int, last string) {
	for _, m := range r.Messages {
		switch m.Role {
		case "user":
			n, last = n+1, "user"
		case "assistant", "bot":
			n, last = n+1, "assistant"
		}
	}
	return n, last
}

// said reports whether somebody, or that role, said it.
func (r *record) said(part, role string) bool {
	for _, m := range r.Messages {
		text := m.Message
		switch c := m.Content.(type) {
		case string:
			text = c
		case []any:
			for _, p := range c {
				text, _ = p.(map[string]any)["text"].(string)
			}
		}
		instructs := m.Role == "system" || m.Role == "developer"
		if holds(text, part) && (m.Role == role || role == "" && !instructs) {
			return true
		}
	}
	return false
}

func holds(s, part string) bool { return strings.Contains(strings.ToLower(s), strings.ToLower(part)) }

func (r *record) age() time.Duration  { return r.now.Sub(r.CreatedAt) }
func (r *record) idle() time.Duration { return r.now.Sub(r.UpdatedAt) }

func inAssistant(part string) func(r *record) bool {
	return func(r *record) bool { return holds(r.column(), part) }
}

func inSquad(part string) func(r *record) bool {
	return func(r *record) bool { return holds(r.called("squad", r.SquadID), part) }
}

func inPhone(part string) func(r *record) bool {
	return func(r *record) bool { return holds(r.called("phone-number", r.PhoneNumberID), part) }
}

func either(a, b func(r *record) bool) func(r *record) bool {
	return func(r *record) bool { return a(r) || b(r) }
}

// between is a time of creation, as UTC has it.
func between(from, to string) func(at time.Time) bool {
	lo, _ := time.Parse(time.DateOnly, from)
	hi, _ := time.Parse(time.DateOnly, to)
	return func(at time.Time) bool { return !at.Before(lo) && at.Before(hi) }
}

const (
	day    = 24 * time.Hour
	everyA = "0fd87993-5934-488a-810a-075a798490b1" // an assistant
)

// plain says in plain Go what filters mean: every example of the README, and
// more. In the time of a bubble it is the first of January 2000.
var plain = map[string]func(r *record) bool{
	`refund`:                                  func(r *record) bool { return holds(r.Name, "refund") },
	`name:"Acme - billing"`:                   func(r *record) bool { return holds(r.Name, "Acme - billing") },
	`name=test`:                               func(r *record) bool { return holds(r.Name, "test") },
	`name:""`:                                 func(r *record) bool { return r.Name == "" },
	`name:störung`:                            func(r *record) bool { return holds(r.Name, "störung") },
	`id:9f2c41d0`:                             func(r *record) bool { return strings.HasPrefix(r.ID, "9f2c41d0") },
	`id:9f`:                                   func(r *record) bool { return strings.HasPrefix(r.ID, "9f") },
	`id:9f,a0`:                                func(r *record) bool { return strings.HasPrefix(r.ID, "9f") || strings.HasPrefix(r.ID, "a0") },
	`assistant:support-v4`:                    inAssistant("support-v4"),
	`-assistant:sandbox`:                      func(r *record) bool { return !holds(r.column(), "sandbox") },
	`assistant:"Delivery Desk"`:               inAssistant("Delivery Desk"),
	`assistant:delivery`:                      inAssistant("delivery"),
	`assistant:"Card Hotline"`:                inAssistant("Card Hotline"),
	`assistant:"Card Hotline",clinic`:         either(inAssistant("Card Hotline"), inAssistant("clinic")),
	`assistant:desk`:                          inAssistant("desk"),
	`assistant:"Front Desk Squad"`:            inAssistant("Front Desk Squad"),
	`assistant:inline`:                        inAssistant("(inline)"),
	`assistant:gone`:                          inAssistant("gone"),
	`assistant:""`:                            func(r *record) bool { return r.column() == "" },
	`assistant:` + everyA:                     func(r *record) bool { return r.AssistantID == everyA },
	`assistant:` + everyA + `,"Card Hotline"`: either(func(r *record) bool { return r.AssistantID == everyA }, inAssistant("Card Hotline")),
	`squad:frontdesk`:                         inSquad("frontdesk"),
	`squad:"front desk"`:                      inSquad("front desk"),
	`squad:billing,nuit`:                      either(inSquad("billing"), inSquad("nuit")),
	`squad:""`:                                func(r *record) bool { return r.SquadID == "" },
	`workflow:0b9e7a44-90a1-4c3e-a6fd-1f9be2b4e0c1`: func(r *record) bool { return r.WorkflowID == "0b9e7a44-90a1-4c3e-a6fd-1f9be2b4e0c1" },
	`phone:main-line`:                inPhone("main-line"),
	`phone:"main line"`:              inPhone("main line"),
	`phone:support`:                  inPhone("support"),
	`phone:tokyo,sms`:                either(inPhone("tokyo"), inPhone("sms")),
	`customer:+14155550107`:          func(r *record) bool { return r.customer() == "+14155550107" },
	`customer:dana`:                  func(r *record) bool { return holds(r.customer(), "dana") },
	`customer:+49`:                   func(r *record) bool { return holds(r.customer(), "+49") },
	`customer:"(415) 555-01"`:        func(r *record) bool { return holds(r.customer(), "41555501") },
	`customer=1001,1002`:             func(r *record) bool { return r.customer() == "1001" || r.customer() == "1002" },
	`created:today`:                  func(r *record) bool { return between("2000-01-01", "2000-01-02")(r.CreatedAt) },
	`created:>-7d`:                   func(r *record) bool { return r.age() < 7*day },
	`created:2026-08-01..2026-08-15`: func(r *record) bool { return between("2026-08-01", "2026-08-16")(r.CreatedAt) },
	`created:1999-12-01..1999-12-15`: func(r *record) bool { return between("1999-12-01", "1999-12-16")(r.CreatedAt) },
	`created:<="2026-08-01 14:00"`:   func(*record) bool { return true },
	`updated:last-week`:              func(r *record) bool { return between("1999-12-20", "1999-12-27")(r.UpdatedAt) },
	`updated:<-24h`:                  func(r *record) bool { return r.idle() > day },
	`age:>7d`:                        func(r *record) bool { return r.age() > 7*day },
	`age:1d..2w`:                     func(r *record) bool { return r.age() >= day && r.age() <= 14*day },
	`idle:<2h`:                       func(r *record) bool { return r.idle() < 2*time.Hour },
	`status:expired`:                 func(r *record) bool { return r.state() == "expired" },
	`status:active,maybe`:            func(r *record) bool { return r.state() == "active" || r.state() == "maybe" },
	`status=active`:                  func(r *record) bool { return r.Status == "active" },
	`expires:<3h`: func(r *record) bool {
		limit := day
		if r.ExpirationSeconds > 0 {
			limit = time.Duration(r.ExpirationSeconds) * time.Second
		}
		left := limit - r.idle()
		return r.Status != "completed" && left >= 0 && left < 3*time.Hour
	},
	`cost:>0.50`:                          func(r *record) bool { return r.cost() > 0.5 },
	`cost:>0.03`:                          func(r *record) bool { return r.cost() > 0.03 },
	`cost:""`:                             func(r *record) bool { return r.Cost == nil },
	`cost:0.1..1`:                         func(r *record) bool { return r.cost() >= 0.1 && r.cost() <= 1 },
	`turns:0`:                             func(r *record) bool { n, _ := r.turns(); return n == 0 },
	`turns:>=10`:                          func(r *record) bool { n, _ := r.turns(); return n >= 10 },
	`last:user`:                           func(r *record) bool { _, last := r.turns(); return last == "user" },
	`text:refund`:                         func(r *record) bool { return r.said("refund", "") },
	`text:"charged twice"`:                func(r *record) bool { return r.said("charged twice", "") },
	`text:refund role:user`:               func(r *record) bool { return r.said("refund", "user") },
	`text:refund role:system`:             func(r *record) bool { return r.said("refund", "system") },
	`email:@example.org`:                  func(r *record) bool { return holds(r.Customer.Email, "@example.org") },
	`external:crm-77`:                     func(r *record) bool { return holds(r.Customer.ExternalID, "crm-77") },
	`meta.campaign:spring`:                func(r *record) bool { return holds(r.Metadata.Campaign, "spring") },
	`meta.variableValues.timezone:Berlin`: func(r *record) bool { return holds(r.Metadata.VariableValues.Timezone, "berlin") },
	`-meta.campaign:""`:                   func(r *record) bool { return r.Metadata.Campaign != "" },
	`sort:cost`:                           func(*record) bool { return true },
	`sort:-created`:                       func(*record) bool { return true },
	`sort:+cost`:                          func(*record) bool { return true },
	`sort:-name`:                          func(*record) bool { return true },
	`order:asc`:                           func(*record) bool { return true },
	`limit:50`:                            func(*record) bool { return true },
	`assistant:desk -squad:billing status:expired`: func(r *record) bool {
		return inAssistant("desk")(r) && !inSquad("billing")(r) && r.state() == "expired"
	},
}

// everyFilter is the table with the negation of each filter that has one.
func everyFilter(t *testing.T) map[string]func(r *record) bool {
	all := maps.Clone(plain)
	for _, doc := range filter.Registry() {
		for _, e := range doc.Examples {
			if plain[e] == nil {
				t.Errorf("the example %s of the README is not in the table", e)
			}
		}
	}
	for text, keeps := range plain {
		if _, problems := filter.Parse("-"+text, time.Now()); len(problems) == 0 && !strings.HasPrefix(text, "-") && !strings.Contains(text, " status:") {
			all["-"+text] = func(r *record) bool { return !keeps(r) }
		}
	}
	return all
}

// The program and a plain reading of what the server holds agree on every
// filter: which sessions it keeps when all are loaded, and until then which of
// those that are.
func TestFiltersKeepWhatTheySay(t *testing.T) {
	t.Parallel()
	n := 5000
	if info, ok := debug.ReadBuildInfo(); ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		n = 500 // the race detector makes it slow, and finds as much
	}
	scene(t, func(s *stage) {
		records := make([]record, 0, n)
		for _, raw := range s.server.Sessions(0, n) {
			r := record{name: s.server.Name}
			if err := json.Unmarshal(raw, &r); err != nil {
				t.Fatal(err)
			}
			records = append(records, r)
		}
		s.m.list.Start(&readOnce{API: s.m.server.API, Namer: s.m.server.API.(sessions.Namer), pages: map[string]*client.Page[client.Summary]{}})
		all := everyFilter(t)
		for _, text := range slices.Sorted(maps.Keys(all)) {
			s.m.now = time.Now()
			s.m.list.SetNow(s.m.now)
			s.m.list.SetFilter(text)
			s.give(nil)
			s.send(tick{})
			began := s.m.now
			want := map[string]bool{}
			for i := range records {
				if records[i].now = began; all[text](&records[i]) {
					want[records[i].ID] = true
				}
			}
			s.agrees(text+", in part", want)
			s.m.list.LoadAll()
			s.send(tick{})
			s.wait(20 * time.Second)
			if _, _, more := s.m.list.Count(); more {
				t.Fatalf("%s: not loaded:\n%s", text, s.text())
			}
			if got := len(s.agrees(text, want)); got != len(want) {
				t.Errorf("%s: %d sessions, and %d by the model", text, got, len(want))
			}
		}
	}, func(o *Options, d *demo.Options) {
		d.Sessions, o.Settings.PageSize, o.Settings.PollInterval = n, 1000, 0
	})
}

// readOnce is a server that does not change, of which each page is read once: most
// filters run over the same ones.
type readOnce struct {
	API
	sessions.Namer
	mu    sync.Mutex
	pages map[string]*client.Page[client.Summary] // by what was asked for
}

func (r *readOnce) Summaries(ctx context.Context, p client.ListParams, pick client.Pick) (*client.Page[client.Summary], error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	asked := fmt.Sprint(p.Query().Encode(), pick)
	if page := r.pages[asked]; page != nil {
		return page, nil
	}
	page, err := r.API.Summaries(ctx, p, pick)
	if err == nil {
		r.pages[asked] = page
	}
	return page, err
}

// agrees fails for a session that is listed and should not be, and gives those
// that are listed.
func (s *stage) agrees(text string, want map[string]bool) []string {
	s.t.Helper()
	ids := s.m.list.Loaded()
	for _, id := range ids {
		if !want[id] {
			s.t.Errorf("%s: lists %s, which does not match", text, id)
			break
		}
	}
	if total, matching, _ := s.m.list.Count(); !matching && total != len(want) {
		s.t.Errorf("%s: the header counts %d sessions, and the model %d", text, total, len(want))
	}
	return ids
}

// What is marked by a filter, and what a plan counts by assistant, goes by the
// names that the list shows, of rows that were never on the screen too.
func TestMarksAndPlansGoByTheNamesThatAreShown(t *testing.T) {
	scene(t, func(s *stage) {
		desks, byName := 0, map[string]int{}
		for _, raw := range s.server.Sessions(0, 120) {
			r := record{name: s.server.Name, now: time.Now()}
			if err := json.Unmarshal(raw, &r); err != nil {
				t.Fatal(err)
			}
			if !holds(r.column(), "desk") {
				desks++
			}
			if r.state() == "expired" {
				byName[r.column()]++
			}
		}
		s.keys("R")
		s.keys("G").keys(":").typed("mark -assistant:desk").keys("enter")
		s.wait(5 * time.Second)
		if got := len(s.m.store.Marked()); got != desks {
			t.Errorf("%d marked, want %d:\n%s", got, desks, s.text())
		}
		s.keys("R")
		s.keys("D")
		s.wait(20 * time.Second)
		for _, c := range s.m.writes.Plan(s.m.dialogs.Top().(*dialog.CleanUp).Choice()).ByAssistant {
			if want := byName[strings.ReplaceAll(c.Label, "(none)", "")]; c.Sessions != want {
				t.Errorf("the plan counts %d of %s, want %d", c.Sessions, c.Label, want)
			}
		}
	})
}

// A key that may not read names gives no row whose name is not known to a
// filter by name, and says so.
func TestWithoutNamesNothingIsTakenForAnother(t *testing.T) {
	scene(t, func(s *stage) {
		s.m.list.Start(nameless{s.m.server.API})
		s.keys("R")
		s.keys("/").typed(`-assistant:"Card Hotline"`).keys("enter").shows("this key may not read names: filter by ID")
		for _, id := range s.m.list.Loaded() {
			if row, _ := s.m.store.Row(id); row.AssistantID != "" && row.AssistantName == "" {
				t.Fatalf("%s is listed, whose assistant is not known\n%s", id, s.text())
			}
		}
		s.keys("/", "ctrl+u").typed("assistant:desk").keys("enter").shows("this key may not read names: filter by ID")
	})
}

// nameless is a server that gives a key no names.
type nameless struct{ API }

func (nameless) Name(context.Context, client.NameKind, string) (string, error) {
	return "", client.ErrForbidden
}
