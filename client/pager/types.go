package pager

import (
	"time"

	"vapi-sessions/client"
)

// RowKey is what the pager keeps of a row.
type RowKey struct {
	ID      string
	Created time.Time // createdAt; zero when the row could not be read
}

// Options tune a Pager. A zero field takes its default.
type Options struct {
	MaxInFlight int // requests in flight at once; 4
	PageMin     int // smallest page, in rows; 25
	PageStart   int // page while nothing is measured yet; 100
	PageMax     int // largest page; client.MaxLimit
	Retain      int // loaded rows to keep; more are evicted, the farthest from the screen first; 4000

	// Scan says that the filter has a part that the server cannot apply. Rows
	// are then read one page after the other from the start, and Arrived's keep
	// says which are listed.
	Scan bool
}

// CellKind says what a position of the list holds.
type CellKind uint8

// The kinds of cells.
const (
	Blank  CellKind = iota // not loaded
	Loaded                 // ID is set
	Failed                 // the page that begins here failed; Err is set
)

// Cell is one position of the list.
type Cell struct {
	Kind CellKind
	ID   string // when Loaded
	Err  error  // when Failed
}

// Anchor names a position of the list so that it survives change. Its zero
// value is the start.
type Anchor struct {
	ID       string // a row; empty for a place among rows that are not loaded
	Delta    int    // rows further than ID, for a place beside a loaded row
	Position int    // index, from the start or from the end; what remains when ID is unknown
	FromEnd  bool   // Position counts back from the end: 1 is the last one
}

// View is what is on the screen, in positions of the list as it is now.
type View struct {
	First, Last int     // the first and the last position on the screen
	Velocity    float64 // rows a second, negative towards the start
	Cursor      int
	// IDs are the rows on the screen where they stand in another order than the
	// list's, so that positions do not name them; else nil. They must not change.
	IDs []string
}

// Request is one list request to send. Its answer goes to Arrived or Failed
// with the same ID.
type Request struct {
	ID     int
	Params client.ListParams
	Urgent bool // for rows that are on the screen
	Poll   bool // made by Refresh or Poll; nobody waits for its answer
}

// Transfer is what an answer weighed and how long it took.
type Transfer struct {
	Bytes int64         // of the body, after decompression; 0 when unknown
	RTT   time.Duration // from sending to the last byte; 0 when unknown
}

// Change says what an answer did to the list, in IDs.
type Change struct {
	Added    []string // loaded by this answer
	Buffered []string // kept back until Join; the caller keeps their data
	Dropped  []string // evicted to keep memory flat; the caller may drop their data
	Gone     []string // still listed, but proved to match or exist no longer
}

// Stats is the state of the list in figures.
type Stats struct {
	Total      int  // sessions that exist: loaded rows that are not gone, the sizes of the gaps, and Buffered; fewer when the server counted fewer; -1 before the first answer
	Loaded     int  // loaded rows
	Gone       int  // how many of them are gone
	Searched   int  // with Options.Scan: rows that were received, whether they are listed or not, without those removed since; else Loaded
	Matching   int  // the server's last count of what matches its part of the filter, without those removed since (Options.Scan); -1 when it did not say
	Unreadable int  // rows that were received and are not listed, because their ID cannot be read
	Buffered   int  // new rows that wait for Join
	Complete   bool // every row from end to end is loaded
	Ready      bool // the first answer has arrived
	InFlight   int  // requests in flight

	// Err is why the first page failed; Retry(0) asks again.
	Err error
	// NarrowedGe and NarrowedLe are bounds on createdAt that the server applied without
	// being asked to; zero when it did not.
	NarrowedGe, NarrowedLe time.Time
	// BeyondRetention: the server says that more matches are out of its reach.
	BeyondRetention bool
}
