// Package client speaks the Sessions API of Vapi: list, get, create, update
// and delete sessions, safely against any server, network or reply. It can be
// used by itself. It imports nothing of this module, knows nothing of a
// terminal, and holds no state outside its values.
//
//	c, err := client.New(client.Options{Token: os.Getenv("VAPI_API_KEY")})
//	if err != nil {
//		return err
//	}
//	defer c.Close()
//	page, err := c.Summaries(ctx, client.ListParams{Limit: 100}, client.Pick{})
//
// # Requests
//
// Every call takes a context, which ends it at once, whatever it waits for.
// Without one ending it, a try has 10 s to connect, 30 s for the first byte of
// the answer, 30 s for each silence in the body and 5 minutes in all.
//
// Reads and deletes are tried again after 408, 429, 5xx, refused or broken
// connections and timeouts: at most four times, with exponential backoff and
// full jitter, until 30 s after the first failure. A server that names a time
// (Retry-After, X-RateLimit-Reset) is given up to 60 s. Update is repeated only
// where it cannot have taken effect (429, no connection), Create never. A delete
// that finds nothing after an earlier try may have arrived has succeeded.
// [WithOneTry] has a request sent once, and at once or not at all: for what holds
// only as long as what was read before it.
//
// One limiter holds the whole client to the account's rate, which is not
// published and therefore learned: it begins at 5 requests/s with a burst of
// 10, rises by a tenth after 20 good answers, halves on 429 and stays below
// where that was. Options.Rate fixes or lifts it; it is off on loopback. Who
// waits goes by [WithPriority]. Every wait is told to Options.OnEvent.
//
// Redirects are refused, http is allowed to loopback addresses alone, whatever
// name leads there, and the key goes to the base URL's host and nowhere else: not
// into a log, an error or a URL. Proxies come from the environment (HTTPS_PROXY,
// NO_PROXY). Answers are asked for packed by gzip, but not from loopback, where
// that costs more than it saves.
//
// # Replies
//
// [Client.Summaries] reads rows as they arrive and keeps some 500 bytes of
// each; [Client.List] and [Client.Get] keep whole sessions, with every unknown
// field in Raw; [ReadEach] gives those of some IDs, each with its own error. Where
// a row ends is told by its brackets and quotes alone, so that a damaged row does
// not cost the ones after it; the row itself is decoded as a session, at some 250
// MB/s: 38 rows of 15 kB take 2 ms.
//
// What the API is not known to send is still taken: numbers as strings, null
// for absent, both families of messages, odd dates, invalid UTF-8. A row that
// cannot be read does not cost the page: it comes as Summary.Bad or
// SessionRow.Err with its JSON; a page of nothing but rows without an ID is
// ErrDecode. When an answer breaks off, the page holds the rows before the break
// and the error is not nil. IDs can come twice when rows move between pages, and
// PageMeta.TotalItems may be wrong.
//
// Strings of a [Summary] are cleaned. Those of a [Session] are as they came:
// pass them through [Clean] before a terminal sees them, and raw JSON through
// [Redact] before it leaves the program.
//
// # Errors
//
// Every failed operation is an [*Error]; errors.Is tells the kinds apart:
//
//	ErrUnauthorized     401   the key is missing, wrong, or of another region
//	ErrPaymentRequired  402
//	ErrForbidden        403
//	ErrNotFound         404, 410
//	ErrRateLimited      429   after the tries that were left
//	ErrInvalid          400, 409, 422, other 4xx; or refused before it was sent
//	ErrServer           5xx
//	ErrRedirect         3xx
//	ErrNetwork          no answer, or a broken one
//	ErrTimeout          a deadline passed, or 408; is ErrNetwork as well
//	ErrDecode           a success whose body is not what it should be
//	ErrTooLarge         a body over Options.MaxBody; is ErrDecode as well
//
// A cancelled context gives an error that is context.Canceled and none of
// these. After a failed write ask [MayHaveArrived] before anything else.
//
// # Where to read
//
// In this order:
//
//	client.go      the operations on sessions; name.go and chat.go the others
//	options.go     what a client is made of
//	session.go     a session, and what may be written; params.go a list's request and answer
//	summary.go     what a list keeps of a session, and a Pick
//	errors.go      what a request can fail of; network.go puts causes into words, errorbody.go answers
//	request.go     one call, however many tries; context.go how urgent it is; events.go what is told of its waits
//	limiter.go     who may send and when; retry.go what is sent again; query.go a list's parameters
//	try.go         one exchange; body.go reads its answer
//	page.go        a page as it arrives; window.go finds where a row ends
//	summarize.go   the summary of a session or row; pick.go what a Pick asks for
//	decode.go      a session; message.go its messages
//	json.go        JSON in the wild; scalar.go reads text, numbers and dates in any shape
//	copy.go        the body of a create for a session like another
//	clean.go       text for a terminal
//	redact.go      secrets in JSON; redacttext.go in text, redacturl.go in URLs, secretname.go their names
//
// # Tests
//
// The fuzz targets run with their seeds in go test, and for longer with, for
// example, go test -run xxx -fuzz FuzzPage -fuzztime 1m.
package client
