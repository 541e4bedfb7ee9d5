package client

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// nest puts a value under a path such as "a.b[].c".
func nest(path, value string) string {
	name, rest, more := strings.Cut(path, ".")
	if more {
		value = nest(rest, value)
	}
	name, list := strings.CutSuffix(name, "[]")
	if list {
		value = "[" + value + "]"
	}
	return `{"id":"x","` + name + `":` + value + "}"
}

// holders are the places where an assistant's configuration can be.
var holders = []string{
	"assistant", "assistantOverrides", "squad.members[].assistant", "squad.members[].assistantOverrides", "squad.membersOverrides",
	"customer.assistantOverrides", "customer.squadOverrides", "assistant.model.tools[].destinations[].assistantOverrides",
	"assistant.hooks[].do[].tool", "assistant.model.workflow",
}

// secretPaths are where secrets can be, below a holder.
var secretPaths = []string{
	"server.headers.X-Key", "transcriber.server.headers.a", "voice.server.headers.a", "model.knowledgeBase.server.headers.a",
	"model.tools[].server.headers.a", "model.tools[].destinations[].server.headers.a", "model.workflow.server.headers.a",
	"startSpeakingPlan.smartEndpointingPlan.server.headers.a", "transcriber.fallbackPlan.transcribers[].server.headers.a",
	"voice.fallbackPlan.voices[].server.headers.a", "model.headers.a", "model.workflow.model.headers.a",
	"model.tools[].headers.properties.a.default", "model.tools[].headers.properties.a.value",
	"credentials[].apiKey", "credentials[].apiSecret", "credentials[].authToken", "credentials[].accountSid", "credentials[].openAIKey",
	"credentials[].ocpApimSubscriptionKey", "credentials[].awsAccessKeyId", "credentials[].awsSecretAccessKey", "credentials[].gcpKey.privateKey",
	"credentials[].gcpKey.privateKeyId", "credentials[].gcpKey.clientId", "credentials[].webhookUrl", "credentials[].publicKey",
	"credentials[].bucketPlan.hmacAccessKey", "credentials[].bucketPlan.hmacSecret", "credentials[].bucketPlan.accessKeyId",
	"credentials[].bucketPlan.secretAccessKey", "credentials[].bucketPlan.connectionString", "credentials[].authenticationPlan.token",
	"credentials[].authenticationPlan.clientId", "credentials[].authenticationPlan.clientSecret", "credentials[].authenticationPlan.secretKey",
	"credentials[].authenticationPlan.awsAccessKeyId", "credentials[].authenticationPlan.awsSecretAccessKey",
	"credentials[].authenticationSession.accessToken", "credentials[].authenticationSession.refreshToken",
	"credentials[].outboundAuthenticationPlan.authPassword", "credentials[].outboundAuthenticationPlan.authUsername",
	"credentials[].outboundAuthenticationPlan.sipRegisterPlan.username", "credentials[].encryptionPlan.publicKey.pem",
	"model.workflow.credentials[].apiKey", "model.tools[].environmentVariables[].value", "model.tools[].parameters[].value",
	"model.tools[].body.properties.a.value", "model.tools[].body.properties.a.default", "model.tools[].code",
	"server.secret", "serverUrlSecret", "authenticationPlan.x", "gcpKey.x", "encryptionPlan.x",
	"hooks[].do[].tool.code", "hooks[].do[].tool.parameters[].value", "hooks[].do[].tool.body.properties.a.value",
	"hooks[].do[].tool.headers.properties.a.value", "hooks[].do[].tool.environmentVariables[].value", "hooks[].do[].tool.server.headers.a",
	"variableValues.pin", "metadata.card.cvv",
}

// topPaths are secrets that are not part of a configuration.
var topPaths = []string{
	"phoneNumber.twilioAuthToken", "phoneNumber.twilioApiKey", "phoneNumber.twilioApiSecret", "phoneNumber.twilioAccountSid",
	"phoneNumber.server.headers.a", "phoneNumber.server.secret", "artifact.presignedMonoUrl", "artifact.presignedLogUrl",
	"artifact.presignedUrlsExpiresAt", "metadata.variableValues.api_key", "metadata.client-secret", "metadata.Authorization",
	"metadata.variableValues.pin", "metadata.variableValues.customer.cards[].CVV", "metadata.one-time-code", "artifact.variableValues.otp",
	"artifact.nodes[].variableValues.userPasscode", "artifact.structuredOutputs.u.result.ssn", "messages[].metadata.iban",
	"messages[].content.card_number", "messages[].tool_calls[].function.arguments.pinCode", "artifact.messages[].toolCalls[].function.arguments.securityCode",
}

// urlPaths are where URLs with credentials in them can be.
var urlPaths = []string{
	"assistant.server.url", "assistant.model.url", "assistant.model.tools[].url", "assistant.voice.callbackUrl", "assistant.serverUrl",
	"artifact.recordingUrl", "artifact.stereoRecordingUrl", "artifact.videoRecordingUrl", "artifact.logUrl", "artifact.pcapUrl",
	"artifact.recording.mono.combinedUrl", "messages[].content",
}

func TestRedactURLsOnEveryPath(t *testing.T) {
	for _, path := range urlPaths {
		for _, url := range []string{"https://user:hunter2@h.example.com/x", "https://h.example.com/x?a=1&token=hunter2"} {
			if got := string(Redact([]byte(nest(path, `"`+url+`"`)))); strings.Contains(got, "hunter2") || !strings.Contains(got, "h.example.com/x") {
				t.Errorf("%s: %s", path, got)
			}
		}
	}
}

// textPaths are where people, models and tools write what they like.
var textPaths = []string{
	"messages[].content", "messages[].message", "messages[].originalMessage", "messages[].refusal", "messages[].content[].text",
	"messages[].tool_calls[].function.arguments", "artifact.messages[].toolCalls[].function.arguments", "artifact.transcript",
	"artifact.structuredOutputs.u.result", "metadata.note", "assistant.variableValues.note", "assistant.model.messages[].content",
}

func TestRedactCredentialsInText(t *testing.T) {
	for _, path := range textPaths {
		for _, text := range []string{
			"Authorization: Bearer hunter2", "> authorization:  bearer hunter2\\n> host: h", `curl -H \"Authorization: Basic hunter2\" h`,
			"{'Authorization': 'Bearer hunter2'}", "Authorization=hunter2", "failed with Bearer hunter2", "X-Api-Key: hunter2", "api_key=hunter2 ok",
			`{\"Authorization\":\"Bearer hunter2\"}`, `{\"pin\":\"hunter2\"}`, `[{\"card\":{\"cvv\":\"hunter2\"}}]`,
			`{\"pin\":\"hunter2\",\"cut o`, `see {\"apiKey\": \"hunter2\"}`, `{\"credentials\":[{\"x\":\"hunter2\"}],\"cut o`,
			`Authorization\u003a Bearer hunter2`, `{\"in\":\"{\\\"otp\\\":\\\"hunter2\\\"}\"}`,
		} {
			raw := nest(path, `"`+text+`"`)
			got := Redact([]byte(raw))
			if strings.Contains(string(got), "hunter2") || !strings.Contains(string(got), Mask) || !jsontext.Value(got).IsValid() {
				t.Errorf("%s: %s\ngives %s", path, raw, got)
			}
			var plain string
			if err := json.Unmarshal([]byte(`"`+text+`"`), &plain); err != nil {
				t.Fatal(err)
			}
			if got := RedactText(plain); strings.Contains(got, "hunter2") || !strings.Contains(got, Mask) {
				t.Errorf("%s gives %s", plain, got)
			}
		}
	}
}

func TestRedactEveryPath(t *testing.T) {
	paths := topPaths
	for _, h := range holders {
		for _, p := range secretPaths {
			paths = append(paths, h+"."+p)
		}
	}
	for _, path := range paths {
		for _, value := range []string{`"hunter2"`, `17123`, `true`, `{"in":["hunter2",17123]}`, `[{"in":"hunter2"}]`, `"a\"hunter2"`} {
			raw := nest(path, value)
			got := string(Redact([]byte(raw)))
			if strings.Contains(got, "hunter2") || strings.Contains(got, "17123") || strings.Contains(got, "true") {
				t.Fatalf("%s: %s", path, got)
			}
			if !strings.Contains(got, Mask) || !jsontext.Value(got).IsValid() || strings.Count(got, `"id":"x"`) == 0 {
				t.Fatalf("%s: %s", path, got)
			}
		}
	}
}

func TestRedactKeepsTheRest(t *testing.T) {
	for _, raw := range []string{
		`{"promptTokens":10,"completionTokens":5,"tokens":3,"maxTokens":7,"reasoningTokens":1}`,
		`{"promptCacheKey":"k","keyterm":["a"],"keypad":"x","key":"k","publicKey":"p"}`,
		`{"credentialId":"c","credentialIds":["c"],"id":"x"}`,
		`{"messages":[{"role":"user","content":"my password is in the headers"}]}`,
		`{"model":{"tools":[{"function":{"parameters":{"properties":{"a":{"type":"string","default":"d"}}}}}]},"body":{"value":1},"code":500}`,
		`{"url":"https://example.org/a?page=2&limit=3#top","note":"a://b"}`,
		`{"pin":"a","properties":{"otp":{"type":"string"}}}`, `{"metadata":{"shipping":"a","option":"b","span":1,"company":"c","titan":"d","pinned":true}}`,
		`{"content":"Bearer of news, the password is wrong, authorization is needed: call them; time: 10:30, a=b"}`,
		`{"content":"[laughs] {so} be it"}`,
		`{"secret":null}`, `{"content":"{\"a\":\"b\"}"}`, `[]`, `17`, `"x"`, ``, `not json`, `{"a":`,
		" {\n  \"a\" : [ 1 , 2.5e3 ] }\n",
	} {
		in := []byte(raw)
		got := Redact(in)
		if string(got) != raw {
			t.Errorf("%s\n became %s", raw, got)
		}
	}
}

func TestRedactKeepsLayoutAndNames(t *testing.T) {
	for raw, want := range map[string]string{
		"{ \"apiKey\" :\n\t\"x\" , \"a\": 1 }":                        "{ \"apiKey\" :\n\t\"[hidden]\" , \"a\": 1 }",
		`{"headers":{"X":"a","Y":[1,null,{"Z":true}]},"b":2}`:         `{"headers":{"X":"[hidden]","Y":["[hidden]",null,{"Z":"[hidden]"}]},"b":2}`,
		`{"api\u004bey":"x"}`:                                         `{"api\u004bey":"[hidden]"}`,
		`{"API_KEY":"x","access-token":"y","Token":"z"}`:              `{"API_KEY":"[hidden]","access-token":"[hidden]","Token":"[hidden]"}`,
		`{"credentials":[],"token":{},"a":"x"}`:                       `{"credentials":[],"token":{},"a":"x"}`,
		`{"arguments":"{\"apiKey\":\"x\",\"a\":1}"}`:                  `{"arguments":"{\"apiKey\":\"[hidden]\",\"a\":1}"}`,
		`{"arguments":"{\"in\":\"{\\\"token\\\":\\\"x\\\"}\"}"}`:      `{"arguments":"{\"in\":\"{\\\"token\\\":\\\"[hidden]\\\"}\"}"}`,
		`{"url":"https://u:p@h/x"}`:                                   `{"url":"https://[hidden]@h/x"}`,
		`{"url":"see https://h/x?a=1&token=s&b=2#access_token=t ok"}`: `{"url":"see https://h/x?a=1&token=[hidden]&b=2#access_token=[hidden] ok"}`,
		`{"url":"https:\/\/u:p@h\/x"}`:                                `{"url":"https://[hidden]@h/x"}`,
		`{"url":"https:/\/u:p@h\/x"}`:                                 `{"url":"https://[hidden]@h/x"}`,
		`{"url":"https\u003A//u:p@h/x"}`:                              `{"url":"https://[hidden]@h/x"}`,
		`{"url":"https://h/?X-Amz-Signature=s&X-Amz-Date=d"}`:         `{"url":"https://h/?X-Amz-Signature=[hidden]&X-Amz-Date=d"}`,
		`{"url":"one\nhttps://u@h two"}`:                              `{"url":"one\nhttps://[hidden]@h two"}`,
		`{"token":"cut o`:                                             `{"token":"[hidden]"`,
		`{"token":12`:                                                 `{"token":"[hidden]"`,
		`{"secret":["a","b"]`:                                         `{"secret":["[hidden]","[hidden]"]`,
	} {
		in := []byte(raw)
		got := Redact(in)
		if string(got) != want {
			t.Errorf("%s\ngives %s\nwant  %s", raw, got, want)
		}
		if string(in) != raw {
			t.Errorf("the argument was changed to %s", in)
		}
	}
}

func TestNamesOfSecrets(t *testing.T) {
	for _, name := range []string{
		"credentials", "headers", "token", "pem", "environmentVariables", "connectionString", "webhookUrl", "gcpKey", "authenticationPlan",
		"authenticationSession", "encryptionPlan", "secret", "clientSecret", "authPassword", "twilioAuthToken", "accessToken", "refreshToken",
		"apiKey", "openAIKey", "ocpApimSubscriptionKey", "privateKeyId", "hmacAccessKey", "clientId", "accountSid", "presignedMonoUrl",
		"HEADERS", "api_key", "X-Api-Key",
	} {
		if !isSecretMember(name) {
			t.Errorf("%s is not a secret", name)
		}
	}
	for _, name := range []string{
		"", "tokens", "promptTokens", "completionTokens", "promptCacheKey", "keyterm", "key", "credentialId", "credentialIds", "header",
		"assistantId", "name", "pemmican", "publicKey", strings.Repeat("x", 1000),
	} {
		if isSecretMember(name) {
			t.Errorf("%s is a secret", name)
		}
	}
}

// checkRedact holds what is promised of all bytes.
func checkRedact(t *testing.T, raw []byte) {
	was := bytes.Clone(raw)
	got := Redact(raw)
	if !bytes.Equal(raw, was) {
		t.Errorf("%q was changed", was)
	}
	if again := Redact(got); !bytes.Equal(again, got) {
		t.Errorf("%q: redacting %q again gives %q", raw, got, again)
	}
	if wellFormed(raw) && !wellFormed(got) {
		t.Errorf("%q: no longer JSON: %q", raw, got)
	}
	hidden := []byte(`{"a":{"apiKey":"hunter2"},"b":`)
	if wellFormed(raw) && bytes.Contains(Redact(append(append(hidden, raw...), '}')), []byte("hunter2")) && !bytes.Contains(raw, []byte("hunter2")) {
		t.Errorf("%q: what stands before it is not masked", raw)
	}
}

func TestSecretsDoNotComeThroughPick(t *testing.T) {
	raw := []byte(`{"id":"x","phoneNumber":{"twilioAuthToken":"hunter2"},"assistant":{"model":{"tools":[{"code":"hunter2","body":{"a":{"value":"hunter2"}}}]}},"metadata":{"variableValues":{"pin":"hunter2","note":"Authorization: Bearer hunter2"}}}`)
	for _, path := range []string{".metadata", ".metadata.variableValues", ".metadata.variableValues.pin", ".metadata.variableValues.note",
		".phoneNumber", ".phoneNumber.twilioAuthToken", ".assistant.model.tools[0].code", ".assistant.model.tools[0].body.a.value"} {
		got := lookup(raw, parsePath(path))
		if strings.Contains(got, "hunter2") || !strings.Contains(got, Mask) {
			t.Errorf("%s: %s", path, got)
		}
	}
}

// What a search finds tells nothing of what is masked: neither around a match
// nor by matching.
func TestSecretsDoNotComeThroughASearch(t *testing.T) {
	raw := row(idA, `"messages":[{"role":"tool","content":"{\"pin\":\"hunter2\",\"order\":\"late\"}"},{"role":"user","content":"late: Authorization: Bearer hunter2"}]`)
	c := serve(t, jsonAnswer(pageOf(raw)))
	for text, want := range map[string]string{"late": `{"pin":"[hidden]","order":"late"}`, "hunter": "", "authorization": "late: Authorization: Bearer [hidden]"} {
		page, err := c.Summaries(t.Context(), ListParams{}, Pick{Text: text})
		if err != nil || page.Rows[0].Hit != want {
			t.Errorf("%s: %q, %v, want %q", text, page.Rows[0].Hit, err, want)
		}
	}
}
