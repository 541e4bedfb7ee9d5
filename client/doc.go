// Package client speaks the Sessions API of Vapi: list, get, create, update
// and delete sessions, safely against any server, network or reply. It can be
// used by itself. It imports nothing of this module, knows nothing of a
// terminal, and keeps no state outside its values.
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
// Besides, a try has 10 s to connect, 30 s for the first byte of the answer, 30 s
// for each silence in the body, and 5 minutes for the whole body.
//
// Reads and deletes are tried again after 408, 429, 5xx, refused or broken
// connections and timeouts: at most four times, with exponential backoff and
// full jitter, until 30 s after the first failure. A wait that the server asks for
// (Retry-After, X-RateLimit-Reset) is kept up to 60 s. Update is repeated only if it
// cannot have taken effect (429, no connection), Create never. A delete that finds
// nothing, after an earlier try that may have arrived, has succeeded. With
// [WithOneTry] a request is sent at once or not at all, and never repeated.
//
// One limiter holds the whole client to the account's rate, which is not
// published and therefore learned: it begins at 5 requests/s with a burst of
// 10, rises by a tenth after 20 good answers, halves on 429 and stays below
// where that was. Options.Rate fixes the rate or removes the limit; there is none
// on loopback. [WithPriority] orders the requests that wait. Every wait is reported
// to Options.OnEvent.
//
// Redirects are refused. http is allowed to loopback addresses only, to which the
// host name must resolve. The key goes to the base URL's host only, and never into a
// log, an error or a URL. Proxies come from the environment (HTTPS_PROXY, NO_PROXY).
// Answers are compressed by gzip, except from loopback, where that costs more than
// it saves.
//
// # Replies
//
// [Client.Summaries] reads rows as they arrive and keeps some 500 bytes of
// each; [Client.List] and [Client.Get] keep whole sessions, with every unknown
// field in Raw; [ReadEach] reads the sessions with some IDs, each with its own error.
// The answer is never in memory as a whole, only its largest row.
//
// Decoding also accepts what the API is not known to send: numbers as strings, null
// for absent, both families of messages, odd dates, invalid UTF-8. A row of valid JSON
// that cannot be read as a session does not fail the page: it is returned as
// Summary.Bad, or with SessionRow.Err and its JSON; a page on which no row has an ID is
// ErrDecode. When an answer breaks off or stops being JSON, the page holds the rows
// before that place and the error is not nil. Without such rows there is no page: while
// the first row of a page is not JSON, its other rows cannot be read. An ID can be on two
// pages when rows move between them, and PageMeta.TotalItems may be wrong.
//
// Strings of a [Summary] are cleaned. Those of a [Session] are as the server sent
// them: pass them through [Clean] before a terminal shows them, and raw JSON through
// [Redact] before it leaves the program.
//
// # Errors
//
// Every failed operation is an [*Error]; errors.Is finds its kind, which is one of
// the variables from [ErrInvalid] on. When the context was cancelled, the error is
// context.Canceled and none of these. After a failed write ask [MayHaveArrived]
// before anything else.
//
// # Where to read
//
// In this order:
//
//	client.go      the operations on sessions; each.go, name.go and chat.go the others
//	options.go     the arguments of New
//	session.go     a session, and the bodies of writes
//	params.go      a list's parameters and answer; query.go the parameters on the wire
//	summary.go     what a list keeps of a session, and a Pick
//	errors.go      errors; network.go describes network errors, errorbody.go error answers
//	request.go     one call with all its tries, and the form of IDs; context.go its options; events.go reports of waits
//	limiter.go     the rate limit; retry.go which requests are repeated
//	try.go         one try; body.go reads its answer
//	page.go        a page as it arrives
//	summarize.go   the summary of a session or row; pick.go the parts that a Pick asks for
//	decode.go      decodes a session; message.go its messages
//	json.go        lenient decoding; scalar.go of text, numbers and dates in any shape
//	copy.go        the body that creates a session like another
//	clean.go       cleans text for a terminal
//	redact.go      masks secrets in JSON; redacttext.go in text, redacturl.go in URLs;
//	               secretname.go knows their names
//
// # Tests
//
// The fuzz targets run with their seeds in go test, and for longer with, for
// example, go test -run xxx -fuzz FuzzPage -fuzztime 1m.
package client
