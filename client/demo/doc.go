// Package demo is an embedded HTTP server that speaks the Vapi sessions API
// over generated sessions. A program can offer it as a try-out without a key,
// tests can run against it, and any HTTP client can use it as if it were the
// API.
//
//	s := demo.New(demo.Options{Sessions: 2500, Seed: 1, Token: "demo"})
//	defer s.Close()
//	url, err := s.Listen("127.0.0.1:0") // or: http.Client{Transport: s.Transport()}
//
// The package owns the generated organisation, what was written to it, the
// rules of the API as far as they are known, and injected faults. It imports
// nothing else of this module.
//
// # Sessions
//
// Session i is a function of the seed and i: only its place in the list is
// stored, which takes four bytes. What was created or changed is kept until the
// process ends. Instants are relative to the server's start. Every value that
// looks like a secret begins with "demo-fake-".
//
// The organisation is an ordinary one, a group practice with its pharmacy; with
// Options.Odd its texts are hostile and broken. It has ten assistants, four
// squads, three workflows and six phone numbers, which GET /assistant/{id},
// /squad/{id}, /workflow/{id} and /phone-number/{id} answer. The last of each was
// deleted: sessions still name it, and looking it up is a 404.
//
// GET /chat?sessionId= gives the exchanges of a session, made from its messages.
//
// # Lists
//
// All parameters of GET /session are understood, except for the parts of a
// customer, whose form in a query is not documented; those and any unknown
// parameter are a 400. A list is ordered by createdAt and then by ID, both
// falling; with sortBy, equal values keep that order. ASC is always DESC read
// backwards. A page without a filter takes the same time anywhere in any number
// of sessions; so do bounds on createdAt. A filter looks at each session once,
// for up to some hundreds of nanoseconds, and what the last one keeps is known until
// the next write; a sort by cost or duration looks at each session twice for every
// page.
//
// # Where to read
//
// In this order:
//
//	server.go        what a server holds
//	http.go          a request finds its operation; transport.go does without a socket
//	params.go        the query of a list; rules.go checks queries and bodies
//	list.go          GET /session; chat.go GET /chat
//	filter.go        which sessions a list has; sort.go their order by cost
//	rows.go          the list of all sessions
//	write.go         POST, PATCH and DELETE
//	generator.go     the times of session i; id.go its ID; rand.go random draws
//	traits.go        which parts session i has
//	compose.go       its JSON; names.go, costs.go and messages.go parts of that
//	organisation.go  the texts, in organisation.json and odd.json
//	catalog.go       assistants, squads, workflows and phone numbers
//	fault.go         the injected faults; misbehave.go applies one
//
// Package demotest is for tests: the server with a log of its requests, faults
// that change, and access to its sessions. No other code may import it. It is
// made of this package's exports, of which Server.Put, IDs and Answer have no
// other use: they reach the sessions past validation, faults and the network.
//
// To support another filter parameter, add a rule in params.go, a trait in
// filter.go, and the trait's value for written sessions to factsFrom in write.go.
//
// # Where the API is silent
//
// These are this server's choices, not facts about the API:
//   - name keeps sessions whose name contains the text, whatever the case.
//   - limit=0 answers no rows and the total.
//   - id, assistantId, squadId, workflowId and phoneNumberId must be UUIDs;
//     unknown values in the comma lists and in phoneNumberIdAny match nothing.
//   - sortBy=duration sorts by the time from createdAt to updatedAt; sessions
//     without a cost come last in sortBy=cost DESC.
//   - createdAtLe and createdAtGe in the metadata repeat the request's. There is
//     no cursor parameter.
//   - An expired session keeps its status and stays.
//   - A name of null removes the name; any other null counts as absent.
//     A PATCH replaces all messages and always updates updatedAt.
//   - A session can be created without an assistant; one that names an
//     assistant, squad or phone number that does not exist is refused.
//
// # Faults
//
// ParseFaults describes the faults that can be injected: delays, any error
// status, broken connections, answers that are cut, empty, compressed wrongly or
// no JSON. Which request meets which fault follows from the seed and the number
// of the request.
package demo
