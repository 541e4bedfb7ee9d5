package config

import "time"

// Themes are the values of the setting theme.
func Themes() []string { return []string{"auto", "dark", "light", "none"} }

// Registry is the table of settings, in the order of the README. A new setting is one
// entry here and a field of Settings.
func Registry() []Setting {
	return []Setting{
		value("theme", "colours for a dark or a light terminal, by its own background, or none", oneOf(Themes()...), "auto", func(s *Settings) *string { return &s.Theme }),
		value("ascii", "signs and borders in ASCII; auto asks the locale", oneOf("auto", "on", "off"), "auto", func(s *Settings) *string { return &s.ASCII }),
		table("colours", "a style for a role, such as `bad = \"bold red on #112233\"`", "table of text", text(), func(s *Settings) *map[string]string { return &s.Colours }),
		value("keys.preset", "the keys to begin with", oneOf("default", "emacs", "k9s"), "default", func(s *Settings) *string { return &s.KeyPreset }),
		table("keys.bindings", "keys that replace an action's default list, such as `delete = [\"X\"]`", "table of lists", list(), func(s *Settings) *map[string][]string { return &s.Bindings }),
		value("undo_window", "how long a delete waits before it is sent; 0 sends at once", duration(0, time.Hour), 10*time.Second, func(s *Settings) *time.Duration { return &s.UndoWindow }),
		value("poll", "how often to look for changes while the screen is watched, more rarely while there are none; 0 never", duration(0, 24*time.Hour), 30*time.Second, func(s *Settings) *time.Duration { return &s.PollInterval }),
		value("rate", "most requests in a second; 0 learns what the account allows", number(0, 100), 0, func(s *Settings) *float64 { return &s.Rate }),
		value("parallel", "most pages, and most writes, under way at a time", integer(1, 16), 4, func(s *Settings) *int { return &s.Parallel }),
		value("page_size", "rows to fetch at a time; less than that fills an empty screen, more while you scroll fast", integer(25, 1000), 100, func(s *Settings) *int { return &s.PageSize }),
		value("columns", "columns of the list; `meta.KEY` and a JSON path such as `.customer.number` are some too", list(), []string{"name", "assistant", "age", "idle", "expires", "turns", "cost", "flags"}, func(s *Settings) *[]string { return &s.Columns }),
		value("sort", "order of lists whose filter names none, as after `sort:` in a filter; `-` before it is descending, `+` ascending", text(), "-created", func(s *Settings) *string { return &s.Sort }),
		tables("views", "saved filters in place of the built-in ones of the same number, each a `[[views]]` table", "the built-in ones", viewFields(), View{Number: -1}, addViewTable),
		tables("accounts", "the organisations that can be browsed, each an `[[accounts]]` table; the first is the one to begin with", "none", accountFields(), Account{}, addAccountTable),
		tables("commands", "programs to run on the session under the cursor, each a `[[commands]]` table; each asks before its first run of a start", "none", commandFields(), Command{}, addCommandTable),
		value("pane.side", "where the detail pane goes", oneOf("auto", "right", "below", "off"), "auto", func(s *Settings) *string { return &s.Pane.Side }),
		value("pane.right", "columns from which auto puts the pane right", integer(60, 1000), 100, func(s *Settings) *int { return &s.Pane.Right }),
		value("pane.below", "columns from which auto puts the pane below", integer(40, 1000), 80, func(s *Settings) *int { return &s.Pane.Below }),
		value("pane.rows", "lines of the screen that a pane below needs", integer(10, 1000), 22, func(s *Settings) *int { return &s.Pane.Rows }),
		value("pane.percent", "share of the screen for the pane", integer(20, 80), 40, func(s *Settings) *int { return &s.Pane.Percent }),
		value("mouse", "take the mouse; off leaves selecting to the terminal", boolean(), true, func(s *Settings) *bool { return &s.Mouse }),
		value("trash.off", "keep no copy of what is deleted", boolean(), false, func(s *Settings) *bool { return &s.Trash.Off }),
		value("trash.keep", "how long a copy is kept", duration(time.Hour, 3650*24*time.Hour), 7*24*time.Hour, func(s *Settings) *time.Duration { return &s.Trash.Keep }),
		value("trash.secrets", "keep secrets unmasked in the copy", boolean(), false, func(s *Settings) *bool { return &s.Trash.Secrets }),
		safetySwitch("private", "mask numbers, e-mails, names and what was said", func(s *Settings) *bool { return &s.Private }),
		safetySwitch("read_only", "start without any way to write", func(s *Settings) *bool { return &s.ReadOnly }),
		value("time", "whose clock points in time are written by: this machine's, or UTC", oneOf("local", "utc"), "local", func(s *Settings) *string { return &s.TimeZone }),
		value("editor", "editor with its arguments, such as code --wait; ~ and $HOME are the home; nothing means $VISUAL, then $EDITOR", text(), "", func(s *Settings) *string { return &s.Editor }),
		value("dashboard_url", "address of the dashboard's session list, for opening in the browser; as it is, that of the server's region of Vapi", webAddress(), "https://dashboard.vapi.ai/logs/session", func(s *Settings) *string { return &s.Dashboard }),
		value("renderer", "who writes the screen: the program's own painter, or the library's", oneOf("direct", "stock"), "direct", func(s *Settings) *string { return &s.Renderer }),
	}
}
