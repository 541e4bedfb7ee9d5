package send

import (
	"strings"
	"testing"

	"vapi-sessions/client/trash"
)

func TestReportInWords(t *testing.T) {
	tests := []struct {
		report trash.Report
		want   string
	}{
		{trash.Report{}, ""},
		{trash.Report{NotSent: []string{"a"}}, "1 delete was not sent: that session is still there."},
		{trash.Report{NotSent: make([]string, 37), Unsure: []string{"x"}}, "37 deletes were not sent: those sessions are still there. 1 delete may have been sent when the program was killed: check it (ID x)."},
		{trash.Report{Unsure: []string{"a", "\x1b[2J"}}, `2 deletes may have been sent when the program was killed: check them (IDs a, "\x1b[2J").`},
		{trash.Report{NotSent: make([]string, 1217)}, "1,217 deletes were not sent: those sessions are still there."},
		{trash.Report{Unsure: strings.Split("abcdefg", "")}, "7 deletes may have been sent when the program was killed: check them (IDs a, b, c, d, e, ... and 2 more)."},
	}
	for _, tt := range tests {
		if got := ReportText(tt.report); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
		if tt.report.Empty() != (tt.want == "") {
			t.Errorf("Empty of %q", tt.want)
		}
	}
}
