package config

import "time"

// Setting is one thing that can be set.
type Setting struct {
	Key     string // dotted, as in the file
	Doc     string
	Unit    string // what the value is: a duration, true or false, one of some words
	Default string // as it would be written in the file

	init  func(*Settings) // sets the default; nil where that is the zero value
	read  func(*Settings, any) []wrong
	guard func(*Settings) // switches on what protects the person; nil for other settings
}

// wrong is what is wrong with a value, or with one entry of a table.
type wrong struct {
	entry string // its key, after that of the setting; empty for the whole
	text  string
}

// Registry lists every setting in the order of the README. A setting is one
// entry here and the field that it sets.
func Registry() []Setting {
	return []Setting{
		word("theme", "colours for a dark or a light terminal, by its own background, or none", "auto", []string{"auto", "dark", "light", "none"}, func(s *Settings) *string { return &s.Theme }),
		word("ascii", "draw with ASCII only; auto asks the locale", "auto", []string{"auto", "on", "off"}, func(s *Settings) *string { return &s.ASCII }),
		table("colours", "a style for a role, such as `bad = \"bold red on #112233\"`", "table of text", text, func(s *Settings) *map[string]string { return &s.Colours }),
		word("keys.preset", "the keys to begin with", "default", []string{"default", "emacs", "k9s"}, func(s *Settings) *string { return &s.Preset }),
		table("keys.bindings", "keys that replace an action's default list, such as `delete = [\"X\"]`", "table of lists", textList, func(s *Settings) *map[string][]string { return &s.Bindings }),
		duration("undo_window", "how long a delete waits before it is sent; 0 sends at once", 10*time.Second, 0, time.Hour, func(s *Settings) *time.Duration { return &s.Undo }),
		duration("poll", "how often to look for changes while the screen is watched, more rarely while there are none; 0 never", 30*time.Second, 0, 24*time.Hour, func(s *Settings) *time.Duration { return &s.Poll }),
		number("rate", "most requests in a second; 0 learns what the account allows", 0, 0, 100, func(s *Settings) *float64 { return &s.Rate }),
		integer("parallel", "most pages, and most writes, under way at a time", 4, 1, 16, func(s *Settings) *int { return &s.Parallel }),
		integer("page_size", "rows to fetch at a time; less than that fills an empty screen, more while you scroll fast", 100, 25, 1000, func(s *Settings) *int { return &s.PageSize }),
		words("columns", "columns of the list; a JSON path such as `.customer.number` is one too", []string{"name", "assistant", "age", "idle", "expires", "turns", "cost", "flags"}, func(s *Settings) *[]string { return &s.Columns }),
		line("sort", "order of lists whose filter names none, as after `sort:` in a filter; `-` before it reverses", "-created", func(s *Settings) *string { return &s.Sort }),
		{Key: "views", Doc: "saved filters in place of the built-in ones of the same number, each a `[[views]]` table with number, name, filter, sort and columns", Unit: "tables", Default: "the built-in ones", read: readViews},
		word("pane.side", "where the detail pane goes", "auto", []string{"auto", "right", "below", "off"}, func(s *Settings) *string { return &s.Pane.Side }),
		integer("pane.right", "columns from which auto puts the pane right", 100, 60, 1000, func(s *Settings) *int { return &s.Pane.Right }),
		integer("pane.below", "columns from which auto puts the pane below", 80, 40, 1000, func(s *Settings) *int { return &s.Pane.Below }),
		integer("pane.rows", "lines of the screen that a pane below needs", 22, 10, 1000, func(s *Settings) *int { return &s.Pane.Rows }),
		integer("pane.percent", "share of the screen for the pane", 40, 20, 80, func(s *Settings) *int { return &s.Pane.Percent }),
		flag("mouse", "take the mouse; off leaves selecting to the terminal", true, func(s *Settings) *bool { return &s.Mouse }),
		flag("trash.off", "keep no copy of what is deleted", false, func(s *Settings) *bool { return &s.Trash.Off }),
		duration("trash.keep", "how long a copy is kept", 7*day, time.Hour, 3650*day, func(s *Settings) *time.Duration { return &s.Trash.Keep }),
		flag("trash.secrets", "keep secrets unmasked in the copy", false, func(s *Settings) *bool { return &s.Trash.Secrets }),
		guard("private", "mask numbers, e-mails, names and what was said", func(s *Settings) *bool { return &s.Private }),
		guard("read_only", "start without any way to write", func(s *Settings) *bool { return &s.ReadOnly }),
		word("time", "whose clock points in time are written by: this machine's, or UTC", "local", []string{"local", "utc"}, func(s *Settings) *string { return &s.Time }),
		line("editor", "editor with its arguments, such as code --wait; ~ and $HOME are the home; nothing means $VISUAL, then $EDITOR", "", func(s *Settings) *string { return &s.Editor }),
		address("dashboard_url", "address of the dashboard's session list, for opening in the browser", "https://dashboard.vapi.ai/sessions", func(s *Settings) *string { return &s.Dashboard }),
		word("renderer", "who writes the screen: the program's own painter, or the library's", "direct", []string{"direct", "stock"}, func(s *Settings) *string { return &s.Renderer }),
	}
}
