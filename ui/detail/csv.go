package detail

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"time"

	"vapi-sessions/client"
)

// csvColumns are those of the API's own export.
func csvColumns() []string {
	return []string{"id", "name", "status", "assistantId", "squadId", "customerName", "customerNumber", "phoneNumberId", "cost", "messages", "createdAt", "updatedAt"}
}

// CSVHeader gives the first line of a CSV export: the columns of the API's own.
func (Texts) CSVHeader() []byte { return csvLine(csvColumns()) }

// CSV gives the session as a line of CSV: times in UTC, the cost in US
// dollars, of the messages their number. A text that a spreadsheet would run as
// a formula has an apostrophe before it.
func (o Texts) CSV(s *client.Session) []byte {
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
	return csvLine([]string{
		cell(oneLine(s.ID)), cell(o.line(s.Name)), cell(oneLine(string(s.Status))), cell(oneLine(s.AssistantID)), cell(oneLine(s.SquadID)),
		cell(o.line(c.Name)), number(o.line(c.Number)), cell(oneLine(s.PhoneNumberID)), cost,
		strconv.Itoa(len(s.Messages)), at(s.CreatedAt), at(s.UpdatedAt),
	})
}

// cell keeps a spreadsheet from running a text.
func cell(s string) string {
	if s != "" && strings.IndexByte("=+-@", s[0]) >= 0 {
		return "'" + s
	}
	return s
}

// number lets a plain telephone number keep its plus sign.
func number(s string) string {
	if len(s) > 1 && s[0] == '+' && strings.Trim(s[1:], "0123456789") == "" {
		return s
	}
	return cell(s)
}

func csvLine(fields []string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write(fields) // a buffer takes everything
	w.Flush()
	return b.Bytes()
}
