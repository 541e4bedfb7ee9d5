package client

import (
	"cmp"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// Summary is what a list row needs of a session, a ninetieth of its size. Its
// strings are cleaned (see Clean) and safe to print.
type Summary struct {
	ID            string
	Name          string
	rawName       string // the uncleaned name, when cleaning changed it; see FullName
	Status        Status
	AssistantID   string
	AssistantName string // of an inline assistant
	SquadID       string
	PhoneNumberID string
	Customer      string // number, else name, else e-mail, else SIP address, else external ID
	CreatedAt     time.Time
	UpdatedAt     time.Time
	Expiration    time.Duration // expirationSeconds, or the server's default when absent
	NoExpiration  bool          // expirationSeconds is absent
	Cost          float64       // US dollars; NaN when absent
	Turns         int32         // user and assistant messages
	Messages      int32         // all messages
	Bytes         int32         // size of the session's JSON
	Flags         Flags
	ToolErrors    int32     // tool messages that report an error
	LastRole      Role      // who spoke last, of user and assistant
	LastSpokeAt   time.Time // the time of that message, or UpdatedAt when it has none
	Bad           *BadRow   // set when the row could not be read; then only ID may be filled in
	Extra         []string  // values of Pick.Paths, in that order; nil without any
	Hit           string    // text around the match of Pick.Text
}

// FullName is the uncleaned name, for editing it.
func (s *Summary) FullName() string { return cmp.Or(s.rawName, s.Name) }

// SetName sets the name, which may be uncleaned.
func (s *Summary) SetName(name string) {
	s.Name, s.rawName = clean(name), ""
	if s.Name != name {
		s.rawName = name
	}
}

// BadRow is a list row of valid JSON that could not be read as a session. The
// other rows of its page are not affected.
type BadRow struct {
	Err error
	Raw jsontext.Value
}

// Flags are findings about a session that a person should look at.
type Flags uint8

// The flags of a summary.
const (
	FlagRefusal  Flags = 1 << iota // an assistant message carries a refusal
	FlagFiltered                   // a message was filtered
	FlagThreat                     // a threat was detected in a message
	FlagInline                     // the assistant is inline, not referenced
)

// Expiry says how a session's age compares with its limit. The documents
// disagree whether the clock starts at creation or at the last use, so there
// are two.
type Expiry uint8

// The results. Only Expired is certain.
const (
	NotExpired   Expiry = iota
	MaybeExpired        // now > createdAt + limit, but not > updatedAt + limit
	Expired             // now > updatedAt + limit
	Done                // status is completed
)

// Expiry reports where the session stands at the given time, and the instant
// of the later of its two clocks (updatedAt + limit).
func (s *Summary) Expiry(now time.Time) (Expiry, time.Time) {
	at := s.UpdatedAt.Add(s.Expiration)
	switch {
	case s.Status == StatusCompleted:
		return Done, at
	case now.After(at):
		return Expired, at
	case now.After(s.CreatedAt.Add(s.Expiration)):
		return MaybeExpired, at
	}
	return NotExpired, at
}

// NextExpiry is the first instant at which Expiry answers otherwise than at the
// given time, if nothing but time changes; zero when there is none.
func (s *Summary) NextExpiry(now time.Time) time.Time {
	e, at := s.Expiry(now)
	if created := s.CreatedAt.Add(s.Expiration); e == NotExpired && created.Before(at) {
		at = created
	}
	if e == NotExpired || e == MaybeExpired {
		return at.Add(1)
	}
	return time.Time{}
}

// Waiting reports whether the caller spoke last in a session that is still open.
func (s *Summary) Waiting() bool {
	return s.Status == StatusActive && s.LastRole == RoleUser
}

// Pick asks for more of each row than a summary holds. It is read while the
// page is decoded, so that bodies need not be kept.
type Pick struct {
	Paths []string // JSON paths such as ".customer.number", into Summary.Extra
	Text  string   // case-insensitive substring of message texts, into Summary.Hit
	Role  Role     // only messages of this role are searched for Text; empty for all except system and developer
}
