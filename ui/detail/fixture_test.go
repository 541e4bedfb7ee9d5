package detail

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
)

// at is the time of the tests.
var at0 = time.Date(2026, 8, 3, 12, 2, 0, 0, time.UTC)

// decode reads a session as it would come from the server.
func decode(t testing.TB, raw string) *client.Session {
	t.Helper()
	s, err := client.DecodeSession([]byte(raw))
	if err != nil {
		t.Fatalf("decoding a session of a test: %v", err)
	}
	return s
}

// ms spells a time of the tests as the API does in messages.
func ms(seconds int) string {
	return strconv.FormatInt(time.Date(2026, 8, 3, 12, 0, seconds, 0, time.UTC).UnixMilli(), 10)
}

// dispute is a session with one of everything.
func dispute() string {
	system := "You are Acme's agent." + strings.Repeat("\\nBe brief and kind, and never promise what the desk cannot keep.", 41)
	return `{
 "id":"9f2c41d0-1111-4222-8333-44445555cc77","orgId":"0a0a0a0a-0000-4000-8000-000000000001",
 "createdAt":"2026-08-03T12:00:00.000Z","updatedAt":"2026-08-03T12:01:19.000Z",
 "name":"Acme - billing dispute","status":"active","expirationSeconds":86400,"cost":0.021,
 "assistantId":"7a7a7a7a-0000-4000-8000-00000000beef",
 "customer":{"number":"+14155550107","name":"Dana Rivers","email":"dana@example.com"},
 "phoneNumber":{"twilioPhoneNumber":"+14155550199","twilioAccountSid":"ACsecretsid","twilioAuthToken":"verysecrettoken"},
 "messages":[
  {"role":"system","content":"` + system + `"},
  {"role":"user","message":"I was charged **twice** for invoice 2231.","time":` + ms(4) + `,"secondsFromStart":4},
  {"role":"assistant","message":"I can help. May I have the last four digits of the card on file?","time":` + ms(6) + `,"secondsFromStart":6},
  {"role":"user","message":"4417","time":` + ms(31) + `,"secondsFromStart":31},
  {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"lookup_invoice","arguments":"{\"invoice\":2231,\"apiKey\":\"sk-hidden\"}"}}]},
  {"role":"tool","tool_call_id":"c1","content":"{\"invoice\":2231,\"charges\":2,\"amounts\":[48,48]}"},
  {"role":"assistant","content":null,"tool_calls":[{"id":"c2","type":"function","function":{"name":"open_refund","arguments":"{\"invoice\":2231}"}}]},
  {"role":"tool","tool_call_id":"c2","content":"{\"error\":\"desk closed\"}"},
  {"role":"assistant","content":"I see two charges of ` + "`$48.00`" + `. I have opened a *refund*.\u001b[2J\u0007"},
  {"role":"assistant","content":null,"refusal":"I cannot share that card number."},
  {"role":"user","message":"you are a fool","time":` + ms(50) + `,"secondsFromStart":50,"isFiltered":true,"detectedThreats":["insult"]},
  {"weird":{"shape":[1,2,3]}},
  {"role":"user","message":"thanks. when will it arrive?","time":` + ms(79) + `,"secondsFromStart":79}
 ],
 "costs":[
  {"type":"model","model":{"provider":"openai","model":"gpt-4o"},"promptTokens":5120,"completionTokens":311,"cachedPromptTokens":2048,"cost":0.0144},
  {"type":"analysis","analysisType":"summary","model":{"provider":"openai","model":"gpt-4o-mini"},"promptTokens":900,"completionTokens":80,"cost":0.0016},
  {"type":"session","cost":0.005}
 ],
 "artifact":{"structuredOutputs":{"u1":{"name":"sentiment","result":"annoyed"}},"recordingUrl":"https://files.example.com/r.wav?token=tellnoone","presignedMonoUrl":"https://files.example.com/p?x=1"},
 "metadata":{"ticket":"T-99","password":"hunter2"}
}`
}

// tongues is a session in many scripts, with emoji, combining marks and a
// line of 10,000 columns.
func tongues() string {
	return `{"id":"11111111-2222-4333-8444-555555555555","orgId":"o","createdAt":"2026-08-01T09:00:00Z","updatedAt":"2026-08-01T10:00:00Z",
 "name":"مرحبا 你好 नमस्ते","status":"active","customer":{"name":"山田太郎"},
 "messages":[
 {"role":"user","content":"السلام عليكم، أريد أن أعرف متى تصل طلبيتي الأخيرة من فضلكم"},
 {"role":"assistant","content":"नमस्ते! आपका ऑर्डर कल सुबह तक पहुँच जाएगा, कृपया प्रतीक्षा करें।"},
 {"role":"user","content":"ありがとうございます。もう一度確認させてください。請求書番号は二二三一です。"},
 {"role":"assistant","content":"👍🏽 👨‍👩‍👧 ❤️ 1️⃣ done"},
 {"role":"user","content":"Z̸̢̛a̴l̵g̶o e\u0301 cafe\u0301"},
 {"role":"assistant","content":"` + strings.Repeat("0123456789", 1000) + `"}
 ]}`
}

// hostile is a session whose every text tries to drive the terminal.
func hostile() string {
	evil := `\u001b]52;c;aGk=\u0007\u001b[31;7m\u009b2J\u202eevil\u2066\u200b\u001bP$q\u001b\\\r\n\tx\u0000`
	return `{"id":"h","orgId":"` + evil + `","createdAt":"2026-08-03T12:00:00Z","updatedAt":"2026-08-03T12:00:00Z",
 "name":"` + evil + `","status":"active` + evil + `","assistantId":"a` + evil + `","customer":{"name":"` + evil + `","number":"` + evil + `"},
 "messages":[{"role":"user","content":"` + evil + `"},{"role":"` + evil + `","content":"` + evil + `"},
 {"role":"assistant","content":"` + evil + `","refusal":"` + evil + `","tool_calls":[{"id":"` + evil + `","type":"function","function":{"name":"` + evil + `","arguments":"` + evil + `"}}]},
 {"` + evil + `":1}],
 "costs":[{"type":"` + evil + `","model":{"provider":"` + evil + `","model":"x"},"cost":1}],
 "artifact":{"structuredOutputs":{"` + evil + `":{"name":"` + evil + `","result":"` + evil + `"}},"` + evil + `Url":"` + evil + `"},
 "` + evil + `":"` + evil + `"}`
}

func bare() string {
	return `{"id":"00000000-0000-4000-8000-000000000000","orgId":"o","createdAt":"2026-08-03T12:00:00Z","updatedAt":"2026-08-03T12:00:00Z","name":null,"messages":null,"costs":[],"customer":{}}`
}

// large is a session of n messages with a tool call in every tenth.
func large(t testing.TB, n int) *client.Session {
	t.Helper()
	var b strings.Builder
	b.WriteString(`{"id":"22222222-2222-4333-8444-555555555555","orgId":"o","createdAt":"2026-08-03T12:00:00Z","updatedAt":"2026-08-03T12:00:00Z","status":"active","messages":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		switch i % 10 {
		case 7:
			fmt.Fprintf(&b, `{"role":"assistant","content":null,"tool_calls":[{"id":"c%d","type":"function","function":{"name":"lookup","arguments":"{\"n\":%d}"}}]}`, i, i)
		case 8:
			fmt.Fprintf(&b, `{"role":"tool","tool_call_id":"c%d","content":"{\"n\":%d,\"apiKey\":\"x\"}"}`, i-1, i)
		default:
			role := []string{"user", "assistant"}[i%2]
			fmt.Fprintf(&b, `{"role":"%s","content":"Message %d: %s"}`, role, i, strings.Repeat("the quick brown fox jumps over the lazy dog ", 4))
		}
	}
	b.WriteString(`]}`)
	return decode(t, b.String())
}

// heard is what a pane said last, and what it filtered by.
type heard struct {
	said string
	by   filter.Criterion
}

func (h *heard) Say(text string)              { h.said = text }
func (h *heard) FilterBy(by filter.Criterion) { h.by = by }

// doing carries out an action, and gives what came of it.
func doing(p *Pane, a keymap.Action) heard {
	h := &heard{}
	p.host = h
	p.Do(a)
	return *h
}

// newPane makes a pane as the tests look at it.
func newPane(profile colorprofile.Profile, w, h int) *Pane {
	p := New(Options{Host: &heard{}, Keys: keymap.Default(), Theme: theme.New(theme.Options{Dark: true, Profile: profile}), Dashboard: "https://dashboard.example/sessions",
		AssistantURL: func(id string) string { return "https://dashboard.example/assistants/" + id }})
	p.SetFocus(true)
	p.SetNow(at0)
	p.Resize(w, h)
	return p
}
