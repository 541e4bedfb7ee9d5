package filter

import (
	"strings"
	"testing"
)

func texts(all []Choice) string {
	var s []string
	for _, c := range all {
		s = append(s, c.Text)
	}
	return strings.Join(s, " ")
}

func TestComplete(t *testing.T) {
	for _, c := range []struct {
		text string // | is the cursor
		want string // the choices; a trailing … leaves the rest open
		then string // the text after the first one, | is the cursor
	}{
		{"|", "name: id: assistant: …", "name:|"},
		{"st|", "status: assistant: customer: cost: last:", "status:|"},
		{"refund st|", "status: assistant: customer: cost: last:", "refund status:|"},
		{"refund |", "name: …", "refund name:|"},
		{"-st|", "status: assistant: customer: cost: last:", "-status:|"},
		{"status:|", "active completed expired maybe", "status:active |"},
		{"status:ex|", "expired", "status:expired |"},
		{"status:active,e|", "expired active completed maybe", "status:active,expired |"},
		{"status:ex| cost:>1", "expired", "status:expired| cost:>1"},
		{"status:e|xpi cost:>1", "expired active completed maybe", "status:expired| cost:>1"},
		{"status=|", "active completed", "status=active |"},
		{"last:u|", "user", "last:user |"},
		{"met|", "meta. meta.campaign: meta.email: meta.external: meta.plan.tier:", "meta.|"},
		{"-META.|", "meta. meta.campaign: meta.email: meta.external: meta.plan.tier:", "-meta.|"},
		{"meta.plan.|", "meta.plan.tier:", "meta.plan.tier:|"},
		{"meta.campaign:s|", `spring "late summer"`, "meta.campaign:spring |"},
		{"sort:co|", "cost", "sort:cost |"},
		{"assistant:sup|", "support-v4", "assistant:support-v4 |"},
		// Two are called alike but for case, so their IDs are offered.
		{"assistant:fro|", uuidB + " " + uuidC, "assistant:" + uuidB + " |"},
		{"assistant=|", uuidA + " " + uuidB + " " + uuidC, "assistant=" + uuidA + " |"},
		{"squad:n|", `"night shift"`, `squad:"night shift" |`},
		{`squad:"night s|`, `"night shift"`, `squad:"night shift" |`},
		{`squad:day,"ni|`, `"night shift"`, `squad:day,"night shift" |`},
		{"phone:+|", "+14155550100", "phone:+14155550100 |"},
		{"created:to|", "today", "created:today |"},
		{"created:>=y|", "yesterday today this-year …", "created:>=yesterday |"},
		{"created:last-week..to|", "today", "created:last-week..today |"},
		{"age:>7|", "7d", "age:>7d |"},
		{"age:|", ">1h <1h >24h <24h …", "age:>1h |"},
		{"age:7|", ">7d <7d", "age:>7d |"},
		{"created:|", "today yesterday this-week …", "created:today |"},
		{"created:-7|", ">-7d <-7d", "created:>-7d |"},
		{"created:<no|", "now", "created:<now |"},
		{"created:no|", "", ""},
		{"created:this-month..y|", "yesterday today this-year …", "created:this-month..yesterday |"},
		{"nonsense:|", "", ""},
		{"cost:|", "", ""},
		{"email:|", "", ""}, // nor what the metadata has under that name
		{"external:s|", "", ""},
	} {
		at := strings.IndexByte(c.text, '|')
		text := c.text[:at] + c.text[at+1:]
		got := Complete(text, at, account(), noon(t))
		want, open := strings.CutSuffix(c.want, "…")
		if s := texts(got); s != want && (!open || !strings.HasPrefix(s, want)) {
			t.Errorf("%s: offers %s", c.text, s)
			continue
		}
		if len(got) == 0 {
			continue
		}
		after, to := got[0].Apply(text)
		if s := after[:to] + "|" + after[to:]; s != c.then {
			t.Errorf("%s: gives %s, want %s", c.text, s, c.then)
		}
	}
}

func TestCompletionSaysWhatDatesMeanNow(t *testing.T) {
	for _, c := range Complete("created:", 8, Known{}, noon(t)) {
		if c.Text == "yesterday" {
			if want := "created from 2026-08-18 00:00 (2026-08-17 22:00 UTC) and before 2026-08-19 00:00 (2026-08-18 22:00 UTC)"; c.Help != want {
				t.Errorf("yesterday: %s", c.Help)
			}
			return
		}
	}
	t.Error("yesterday is not offered")
}

// What is offered for a time can be read with what stands before it, and says what
// the whole term means.
func TestCompletedTimesCanBeRead(t *testing.T) {
	for _, d := range Registry() {
		for _, before := range []string{"", ">", "<", ">=", "<=", "..", "today..", "7d..", "today,"} {
			text := d.Key + ":" + before
			if s, _ := lookup(d.Key); s.clock == noClock {
				continue
			}
			for _, c := range Complete(text, len(text), account(), noon(t)) {
				term, _ := c.Apply(text)
				f, problems := Parse(term, noon(t))
				if len(problems) > 0 && !strings.Contains(before, "today") && before != "7d.." {
					t.Errorf("%s: %s", term, problems[0].Message)
				}
				if len(problems) == 0 && before != "today," && c.Help != f.Terms(noon(t))[0].Explain {
					t.Errorf("%s: %q", term, c.Help)
				}
			}
		}
	}
}

func TestTheLoosestTerm(t *testing.T) {
	for text, want := range map[string]string{
		"created:>-7d age:>7d sort:cost order:asc limit:50": "created:>-7d; age:>7d",
		"refund age:>7d":          "refund", // without the other a part runs here, and the server cannot tell
		"text:refund role:user":   "text:refund",
		"refund turns:>3 age:>7d": "",
		"sort:cost":               "",
	} {
		var all []string
		for _, d := range parsed(t, text).Drops() {
			all = append(all, d.Text)
		}
		if got := strings.Join(all, "; "); got != want {
			t.Errorf("%s: %s could be left out, want %s", text, got, want)
		}
	}
	drops := parsed(t, "created:>-7d age:>7d updated:today").Drops()
	if got := Loosest(drops); got != nil {
		t.Errorf("a term is named that gives nothing: %+v", got)
	}
	drops[0].Rows, drops[1].Rows, drops[2].Rows = 3, 41, -1
	if got := Loosest(drops); got != &drops[1] || got.Rest.String() != "created:>-7d updated:today" {
		t.Errorf("the loosest: %+v", got)
	}
	drops[2].Rows = 41
	if got := Loosest(drops); got != &drops[2] {
		t.Errorf("of two that give as many: %+v", got)
	}
}
