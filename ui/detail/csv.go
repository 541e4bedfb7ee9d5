package detail

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"time"

	"vapi-sessions/client"
)

// csvColumns returns the names of the columns, which are those of the API's own export,
// and the session's values.
func (e *Exporter) csvColumns(s *client.Session) [][2]string {
	var c client.Customer
	if s.Customer != nil {
		c = *s.Customer
	}
	cost := ""
	if s.Cost != nil {
		cost = strconv.FormatFloat(*s.Cost, 'f', -1, 64)
	}
	at := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.UTC().Format("2006-01-02T15:04:05.000Z")
	}
	return [][2]string{
		{"id", csvText(oneLine(s.ID))}, {"name", csvText(e.cleanLine(s.Name))}, {"status", csvText(oneLine(string(s.Status)))},
		{"assistantId", csvText(oneLine(s.AssistantID))}, {"squadId", csvText(oneLine(s.SquadID))}, {"customerName", csvText(e.cleanLine(c.Name))},
		{"customerNumber", csvNumber(e.cleanLine(c.Number))}, {"phoneNumberId", csvText(oneLine(s.PhoneNumberID))}, {"cost", cost},
		{"messages", strconv.Itoa(len(s.Messages))}, {"createdAt", at(s.CreatedAt)}, {"updatedAt", at(s.UpdatedAt)},
	}
}

// CSVHeader returns the first line of a CSV file.
func (e Exporter) CSVHeader() []byte { return csvLine(e.csvColumns(&client.Session{}), 0) }

// CSV returns the session as a line of CSV: times in UTC, the cost in US dollars, and
// the number of messages. A text that a spreadsheet would run as a formula has an
// apostrophe before it.
func (e Exporter) CSV(s *client.Session) []byte { return csvLine(e.csvColumns(s), 1) }

// csvText puts an apostrophe before a text that a spreadsheet would run as a formula.
func csvText(s string) string {
	if s != "" && strings.IndexByte("=+-@", s[0]) >= 0 {
		return "'" + s
	}
	return s
}

// csvNumber is csvText for a telephone number, whose plus sign is no formula.
func csvNumber(s string) string {
	if len(s) > 1 && s[0] == '+' && strings.Trim(s[1:], "0123456789") == "" {
		return s
	}
	return csvText(s)
}

// csvLine writes the columns' names where which is 0, and their values where it is 1.
func csvLine(columns [][2]string, which int) []byte {
	var b bytes.Buffer
	fields := make([]string, len(columns))
	for i := range columns {
		fields[i] = columns[i][which]
	}
	w := csv.NewWriter(&b)
	_ = w.Write(fields) // a buffer takes everything
	w.Flush()
	return b.Bytes()
}
