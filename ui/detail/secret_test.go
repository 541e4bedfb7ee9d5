package detail

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
)

// secretPaths are the places of a session that can hold a secret, with a
// canary at each. Every % is another canary.
func secretPaths() []string {
	assistant := `{
 "server":{"url":"https://user:%@hooks.example.com/x?token=%","headers":{"X-Vapi-Secret":"%","Authorization":"Bearer %"},"secret":"%"},
 "serverUrlSecret":"%","serverUrl":"https://h.example.com/?api_key=%",
 "transcriber":{"server":{"headers":{"a":"%"}}},"voice":{"server":{"headers":{"a":"%"}},"callbackUrl":"https://v.example.com/?signature=%","fallbackPlan":{"voices":[{"server":{"headers":{"a":"%"}}}]}},
 "transcriberPlan":{"fallbackPlan":{"transcribers":[{"server":{"headers":{"a":"%"}}}]}},
 "startSpeakingPlan":{"smartEndpointingPlan":{"server":{"headers":{"a":"%"}}}},
 "model":{"url":"https://llm:%@llm.example.com","headers":{"Authorization":"%"},"knowledgeBase":{"server":{"headers":{"k":"%"}}},
  "workflow":{"server":{"headers":{"w":"%"}},"model":{"headers":{"m":"%"}},"credentials":[{"apiKey":"%"}]},
  "tools":[{"type":"code","code":"const k='%'","environmentVariables":[{"name":"K","value":"%"}],"url":"https://t.example.com/?key=%",
   "headers":{"type":"object","properties":{"X-Key":{"type":"string","default":"%","value":"%"}}},
   "parameters":[{"key":"k","value":"%"}],"body":{"properties":{"k":{"value":"%"}}},
   "server":{"headers":{"s":"%"}},"destinations":[{"server":{"headers":{"s":"%"}},"assistantOverrides":{"model":{"headers":{"x":"%"}}}}]}]},
 "credentials":[{"apiKey":"%","apiSecret":"%","authToken":"%","accountSid":"%","openAIKey":"%","ocpApimSubscriptionKey":"%",
  "awsAccessKeyId":"%","awsSecretAccessKey":"%","gcpKey":{"privateKey":"%","privateKeyId":"%","clientId":"%"},"webhookUrl":"%","publicKey":"%",
  "bucketPlan":{"hmacAccessKey":"%","hmacSecret":"%","accessKeyId":"%","secretAccessKey":"%","connectionString":"%"},
  "authenticationPlan":{"token":"%","clientId":"%","clientSecret":"%","secretKey":"%","awsAccessKeyId":"%","awsSecretAccessKey":"%"},
  "authenticationSession":{"accessToken":"%","refreshToken":"%"},
  "outboundAuthenticationPlan":{"authPassword":"%","authUsername":"%","sipRegisterPlan":{"username":"%"}},"encryptionPlan":{"publicKey":{"pem":"%"}}}],
 "hooks":[{"do":[{"type":"tool","tool":{"type":"apiRequest","code":"const k='%'","headers":{"properties":{"h":{"value":"%"}}},
  "environmentVariables":[{"name":"K","value":"%"}],"parameters":[{"key":"k","value":"%"}],"body":{"properties":{"k":{"value":"%","default":"%"}}},"server":{"headers":{"s":"%"}}}}]}],
 "variableValues":{"apiKey":"%","nested":{"password":"%","pin":"%","cards":[{"cvv":"%"}]}},"metadata":{"secretNote":"%","one_time_code":"%"}}`
	return []string{
		`"phoneNumber":{"twilioAuthToken":"%","twilioApiKey":"%","twilioApiSecret":"%","twilioAccountSid":"%","server":{"headers":{"X":"%"}}}`,
		`"assistant":` + assistant,
		`"assistantOverrides":` + assistant,
		`"squad":{"members":[{"assistant":` + assistant + `,"assistantOverrides":` + assistant + `}],"membersOverrides":` + assistant + `}`,
		`"customer":{"number":"+14155550107","assistantOverrides":` + assistant + `,"squadOverrides":` + assistant + `}`,
		`"metadata":{"apiKey":"%","variableValues":{"authToken":"%","pin":"%","userOTP":"%","card":{"number":"4","cvv":"%"},"passcode":["%"],"ssn":"%","IBAN":"%"}}`,
		`"artifact":{"presignedMonoUrl":"https://f.example.com/%","presignedStereoUrl":"%","presignedVideoUrl":"%","presignedAssistantUrl":"%","presignedCustomerUrl":"%","presignedPcapUrl":"%","presignedLogUrl":"%",
 "recordingUrl":"https://f.example.com/a?X-Amz-Signature=%","stereoRecordingUrl":"https://u:%@f.example.com/a","videoRecordingUrl":"https://f.example.com/a?token=%","logUrl":"https://f.example.com/a?sig=%","pcapUrl":"https://f.example.com/a?X-Amz-Credential=%",
 "recording":{"mono":{"combinedUrl":"https://f.example.com/a?X-Amz-Security-Token=%"}},
 "variableValues":{"password":"%","pin":"%"},"nodes":[{"variableValues":{"apiKey":"%","otp":"%"}}],
 "structuredOutputs":{"u":{"name":"n","result":{"apiKey":"%","iban":"%"}},"t":{"name":"n","result":"Authorization: Bearer %"}},
 "messages":[{"role":"tool_calls","toolCalls":[{"function":{"name":"f","arguments":"{\"apiKey\":\"%\"}"}}]}]}`,
		`"messages":[{"role":"user","content":"see https://u:%@x.example.com and https://x.example.com/?access_token=%"},
 {"role":"assistant","content":null,"metadata":{"apiKey":"%"},"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"apiKey\":\"%\",\"url\":\"https://y.example.com/?token=%\"}"}}]},
 {"role":"tool","tool_call_id":"c1","content":"{\"password\":\"%\",\"deep\":{\"headers\":{\"a\":\"%\"}}}"},
 {"role":"tool","tool_call_id":"c1","content":"> Authorization: Bearer %\n> X-Api-Key: %\n{\"pin\":1}"},
 {"role":"assistant","content":"","tool_calls":[{"id":"c2","type":"function","function":{"name":"f","arguments":"{\"cvv\":\"%\",\"note\":\"Authorization: Basic %\"}"}}]},
 {"role":"tool","tool_call_id":"c2","content":"curl -H 'Authorization: Bearer %' https://example.com"},
 {"role":"tool","tool_call_id":"none","content":"[{\"authToken\":\"%\",\"securityCode\":\"%\"}]"},
 {"role":"assistant","content":"","refusal":"see https://z.example.com/?key=%"},
 {"shape":"odd","apiKey":"%","headers":{"a":"%"}}]`,
	}
}

// secretSession is a session with a canary at every secret path.
func secretSession(t *testing.T, id, prefix string) (s *client.Session, canaries []string) {
	t.Helper()
	raw := `{"id":"` + id + `","createdAt":"2026-08-03T12:00:00Z","updatedAt":"2026-08-03T12:00:00Z","status":"active","name":"canaries",` + strings.Join(secretPaths(), ",\n") + `}`
	for strings.Contains(raw, "%") {
		c := fmt.Sprintf("%s%03dq", prefix, len(canaries))
		raw = strings.Replace(raw, "%", c, 1)
		canaries = append(canaries, c)
	}
	return decode(t, raw), canaries
}

// everything is all that a pane shows of all tabs, with all folds open.
func everything(p *Pane) string {
	var b strings.Builder
	for tab := range tabCount {
		p.SetTab(tab)
		for p.Work() {
		}
		b.WriteString(strings.Join(p.Lines(), "\n"))
		p.Do(keymap.FoldCloseAll)
		b.WriteString(strings.Join(p.Lines(), "\n"))
		p.Do(keymap.FoldOpenAll)
		p.Do(keymap.Top)
		for {
			before := p.view().top
			b.WriteString(strings.Join(p.Lines(), "\n"))
			p.Do(keymap.PageDown)
			if p.view().top == before {
				break
			}
		}
		b.WriteString(strings.Join(p.Lines(), "\n"))
	}
	return styling.ReplaceAllString(b.String(), "")
}

// leaks gives the canaries that a text holds.
func leaks(text string, canaries []string) []string {
	var found []string
	for _, c := range canaries {
		if strings.Contains(text, c) {
			found = append(found, c)
		}
	}
	return found
}

func TestNoSecretLeavesThePane(t *testing.T) {
	s, canaries := secretSession(t, "s1", "KAN")
	old, oldCanaries := secretSession(t, "s2", "OLD")
	canaries = append(canaries, oldCanaries...)
	if len(canaries) < 900 {
		t.Fatalf("only %d canaries", len(canaries))
	}
	for _, private := range []bool{false, true} {
		p := newPane(colorprofile.NoTTY, 4000, 60)
		p.SetPrivate(private)
		p.Show(s)
		p.Compare(old)
		shown := everything(p)
		p.Compare(decode(t, bare()))
		shown += everything(p)
		if found := leaks(shown, canaries); len(found) > 0 {
			at := strings.Index(shown, found[0])
			t.Errorf("the screen shows %d secrets, such as %q", len(found), shown[max(0, at-60):at+20])
		}
		if !private && !strings.Contains(shown, client.Mask) {
			t.Error("nothing is masked: the test sees nothing")
		}
		o := Exporter{Private: private, BaseURL: "https://api.vapi.ai"}
		for name, text := range map[string][]byte{"Markdown": o.Markdown(s), "transcript": append(o.Title(s), o.Transcript(s)...), "JSON": o.JSON(s), "NDJSON": o.JSONLine(s), "CSV": o.CSV(s),
			"curl command": []byte(o.Curl(s.ID))} {
			if len(text) == 0 {
				t.Errorf("the %s export is empty", name)
			}
			if found := leaks(string(text), canaries); len(found) > 0 {
				t.Errorf("the %s export holds %d secrets: %v", name, len(found), found[:1])
			}
		}
	}
}

func TestRevealShowsOneValueForTenSeconds(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 100, 60)
	p.Show(decode(t, dispute()))
	p.SetTab(TabJSON)
	if got := doing(p, keymap.Reveal); got.said != "nothing is hidden on this line" {
		t.Errorf("revealing a bracket gives %v", got)
	}
	p.Do(keymap.Find)
	p.Paste("twilioAuthToken")
	p.Do(keymap.Accept)
	if got := strings.Join(p.Lines(), "\n"); strings.Contains(got, "verysecrettoken") {
		t.Fatal("the secret shows before it is asked for")
	}
	if got := doing(p, keymap.Reveal); got.said != "" {
		t.Fatalf("revealing gives %v", got)
	}
	shown := strings.Join(p.Lines(), "\n")
	if !strings.Contains(shown, "verysecrettoken") || strings.Contains(shown, "ACsecretsid") {
		t.Fatal("not exactly the secret under the cursor shows")
	}
	if strings.Contains(string(Exporter{}.JSON(p.session)), "verysecrettoken") {
		t.Error("a revealed secret is copied")
	}
	p.SetNow(at0.Add(9900 * time.Millisecond))
	if !strings.Contains(strings.Join(p.Lines(), "\n"), "verysecrettoken") {
		t.Error("the secret is hidden before 10 s")
	}
	p.SetNow(at0.Add(10 * time.Second))
	if strings.Contains(strings.Join(p.Lines(), "\n"), "verysecrettoken") {
		t.Error("the secret still shows after 10 s")
	}
	for name, leave := range map[string]func(){
		"another tab": func() { p.SetTab(TabInfo); p.SetTab(TabJSON) }, "private mode": func() { p.SetPrivate(true) }, "another session": func() { p.Show(decode(t, bare())) },
	} {
		p.SetPrivate(false)
		p.Show(decode(t, dispute()))
		p.SetTab(TabJSON)
		p.Do(keymap.Find)
		p.Paste("twilioAuthToken")
		p.Do(keymap.Accept)
		p.Do(keymap.Reveal)
		if !strings.Contains(strings.Join(p.Lines(), "\n"), "verysecrettoken") {
			t.Fatalf("%s: nothing was revealed", name)
		}
		leave()
		if strings.Contains(strings.Join(p.Lines(), "\n"), "verysecrettoken") {
			t.Errorf("%s does not hide the secret", name)
		}
	}
}

// TestRevealBesideALongSecret finds the right value where one before it is
// longer than a line holds.
func TestRevealBesideALongSecret(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 100, 60)
	p.Show(decode(t, `{"id":"x","credentials":["`+strings.Repeat("long", maxBlockBytes)+`"],"plain":"`+strings.Repeat("open", maxBlockBytes)+`","metadata":{"password":"hunter2","token":"other"}}`))
	p.SetTab(TabJSON)
	p.Do(keymap.Find)
	p.Paste("password")
	p.Do(keymap.Accept)
	p.Do(keymap.Reveal)
	if got := screen(p); !strings.Contains(got, `"hunter2"`) || strings.Contains(got, "other") {
		t.Errorf("revealed:\n%s", got)
	}
}

// TestFindDoesNotSeeSecrets keeps the count of matches from telling what is masked.
func TestFindDoesNotSeeSecrets(t *testing.T) {
	s, canaries := secretSession(t, "s1", "KAN")
	p := newPane(colorprofile.NoTTY, 100, 40)
	p.Show(s)
	for tab := range tabCount {
		p.SetTab(tab)
		for _, c := range canaries[len(canaries)-50:] {
			p.Do(keymap.Find)
			p.Paste(c)
			for p.Work() {
			}
			if len(p.find.hits) != 0 {
				t.Fatalf("%s: finding %q tells of %d matches", tab, c, len(p.find.hits))
			}
			p.Do(keymap.Back)
		}
	}
}

func TestPrivateModeHidesPersonsAndWords(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 300, 60)
	p.Show(decode(t, dispute()))
	p.SetPrivate(true)
	personal := []string{"Dana", "Rivers", "+14155550107", "4155550107", "dana@example", "billing", "twice", "4417", "refund.", "fool", "annoyed", "T-99", "desk closed"}
	if found := leaks(everything(p), personal); len(found) > 0 {
		t.Errorf("private mode shows %q", found)
	}
	for name, write := range map[string]func(Exporter, *client.Session) []byte{"CSV": Exporter.CSV, "JSON": Exporter.JSON, "transcript": Exporter.Transcript, "Markdown": Exporter.Markdown} {
		if found := leaks(string(write(Exporter{Private: true}, p.session)), personal); len(found) > 0 {
			t.Errorf("private %s holds %q", name, found)
		}
	}
	if got := doing(p, keymap.Find); got.said == "" || p.Finding() {
		t.Errorf("finding in private mode gives %v", got)
	}
	if got := doing(p, keymap.FilterByThis); len(leaks(got.by.Value, personal)) > 0 {
		t.Errorf("filtering tells %q", got.by.Value)
	}
	for _, c := range `id 9f2c41d0` {
		if !strings.ContainsRune(strings.Join(p.Lines(), ""), c) {
			t.Errorf("the ID is hidden too")
		}
	}
}
