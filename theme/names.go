package theme

// roleNames are the names of roles in settings.
var roleNames = [roleCount]string{
	Plain: "plain", Dim: "dim", Strong: "strong", Title: "title", Header: "header", Accent: "accent",
	Cursor: "cursor", CursorIdle: "cursor-idle", Marked: "marked", Gone: "gone", Changed: "changed",
	Good: "good", Warn: "warn", Bad: "bad", Info: "info", Border: "border", BorderFocus: "border-focus",
	Match: "match", MatchCurrent: "match-current", Speaker: "speaker", SpeakerUser: "speaker-user",
	SpeakerAgent: "speaker-agent", SpeakerTool: "speaker-tool", SpeakerSystem: "speaker-system",
	Code: "code", Emphasis: "emphasis", JSONKey: "json-key", JSONString: "json-string",
	JSONNumber: "json-number", JSONWord: "json-word", Masked: "masked", Key: "key", Button: "button",
	ButtonFocus: "button-focus", Field: "field", FieldFocus: "field-focus", Live: "live",
	Banner: "banner", Bar: "bar", Brand: "brand", Account: "account", Tab: "tab", Chrome: "chrome",
}

// String is the name of the role in settings.
func (r Role) String() string { return roleNames[r] }
