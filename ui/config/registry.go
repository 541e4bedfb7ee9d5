package config

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Setting is one thing that can be set.
type Setting struct {
	Key     string // dotted, as in the file
	Doc     string
	Unit    string // what the value is: a duration, true or false, one of some words
	Default string // as it would be written in the file

	read func(*Settings, any) error
}

// Registry lists every setting in the order of the README.
func Registry() []Setting {
	d := Default()
	return []Setting{
		word("theme", "colours for a dark or a light terminal, by its own background, or none", &d, []string{"auto", "dark", "light", "none"}, func(s *Settings) *string { return &s.Theme }),
		word("ascii", "draw with ASCII only; auto asks the locale", &d, []string{"auto", "on", "off"}, func(s *Settings) *string { return &s.ASCII }),
		table("colours", "a style for a role, such as `bad = \"bold red on #112233\"`", func(s *Settings, m map[string]string) { s.Colours = m }),
		word("keys.preset", "the keys to begin with", &d, []string{"default", "emacs", "k9s"}, func(s *Settings) *string { return &s.Preset }),
		lists("keys.bindings", "keys that replace an action's default list, such as `delete = [\"X\"]`", func(s *Settings, m map[string][]string) { s.Bindings = m }),
		duration("undo_window", "how long a delete waits before it is sent; 0 sends at once", &d, 0, time.Hour, func(s *Settings) *time.Duration { return &s.Undo }),
		duration("poll", "how often to look for changes while the screen is watched, more rarely while there are none; 0 never", &d, 0, 24*time.Hour, func(s *Settings) *time.Duration { return &s.Poll }),
		number("rate", "most requests in a second; 0 learns what the account allows", &d, 0, 100, func(s *Settings) *float64 { return &s.Rate }),
		integer("parallel", "most requests at a time", &d, 1, 16, func(s *Settings) *int { return &s.Parallel }),
		integer("page_size", "rows to fetch at a time", &d, 1, 1000, func(s *Settings) *int { return &s.PageSize }),
		words("columns", "columns of the list; a JSON path such as `.customer.number` is one too", &d, func(s *Settings) *[]string { return &s.Columns }),
		text("sort", "order of the list, as after `sort:` in a filter", &d, func(s *Settings) *string { return &s.Sort }),
		{Key: "views", Doc: "saved filters in place of the built-in ones of the same number, each a `[[views]]` table with number, name, filter, sort and columns", Unit: "tables", Default: "the built-in ones", read: readViews},
		word("pane.side", "where the detail pane goes", &d, []string{"auto", "right", "below", "off"}, func(s *Settings) *string { return &s.Pane.Side }),
		integer("pane.right", "columns from which auto puts the pane right", &d, 60, 1000, func(s *Settings) *int { return &s.Pane.Right }),
		integer("pane.below", "columns from which auto puts the pane below", &d, 40, 1000, func(s *Settings) *int { return &s.Pane.Below }),
		integer("pane.rows", "rows that a pane below needs", &d, 10, 1000, func(s *Settings) *int { return &s.Pane.Rows }),
		integer("pane.percent", "share of the screen for the pane", &d, 20, 80, func(s *Settings) *int { return &s.Pane.Percent }),
		flag("mouse", "take the mouse; off leaves selecting to the terminal", &d, func(s *Settings) *bool { return &s.Mouse }),
		flag("trash.off", "keep no copy of what is deleted", &d, func(s *Settings) *bool { return &s.Trash.Off }),
		duration("trash.keep", "how long a copy is kept", &d, time.Hour, 3650*24*time.Hour, func(s *Settings) *time.Duration { return &s.Trash.Keep }),
		flag("trash.secrets", "keep secrets unmasked in the copy", &d, func(s *Settings) *bool { return &s.Trash.Secrets }),
		flag("private", "mask numbers, e-mails, names and what was said", &d, func(s *Settings) *bool { return &s.Private }),
		flag("read_only", "start without any way to write", &d, func(s *Settings) *bool { return &s.ReadOnly }),
		word("time", "how times are written", &d, []string{"relative", "local", "utc"}, func(s *Settings) *string { return &s.Time }),
		text("editor", "editor with its arguments; nothing means $VISUAL, then $EDITOR", &d, func(s *Settings) *string { return &s.Editor }),
		text("dashboard_url", "address of the dashboard's session list, for opening in the browser", &d, func(s *Settings) *string { return &s.Dashboard }),
		word("renderer", "who writes the screen: the program's own painter, or the library's", &d, []string{"direct", "stock"}, func(s *Settings) *string { return &s.Renderer }),
	}
}

func word(key, doc string, d *Settings, values []string, at func(*Settings) *string) Setting {
	return Setting{key, doc, strings.Join(values, ", "), strconv.Quote(*at(d)), func(s *Settings, v any) error {
		got, ok := v.(string)
		for _, w := range values {
			if ok && got == w {
				*at(s) = w
				return nil
			}
		}
		return fmt.Errorf("must be one of %s", strings.Join(values, ", "))
	}}
}

func text(key, doc string, d *Settings, at func(*Settings) *string) Setting {
	return Setting{key, doc, "text", strconv.Quote(*at(d)), func(s *Settings, v any) error {
		got, ok := v.(string)
		if !ok {
			return fmt.Errorf("must be text in quotes")
		}
		*at(s) = got
		return nil
	}}
}

func flag(key, doc string, d *Settings, at func(*Settings) *bool) Setting {
	return Setting{key, doc, "true or false", strconv.FormatBool(*at(d)), func(s *Settings, v any) error {
		got, ok := v.(bool)
		if !ok {
			return fmt.Errorf("must be true or false")
		}
		*at(s) = got
		return nil
	}}
}

func integer(key, doc string, d *Settings, least, most int, at func(*Settings) *int) Setting {
	unit := fmt.Sprintf("%d to %d", least, most)
	return Setting{key, doc, unit, strconv.Itoa(*at(d)), func(s *Settings, v any) error {
		got, ok := v.(int64)
		if !ok || got < int64(least) || got > int64(most) {
			return fmt.Errorf("must be a whole number from %s", unit)
		}
		*at(s) = int(got)
		return nil
	}}
}

func number(key, doc string, d *Settings, least, most float64, at func(*Settings) *float64) Setting {
	unit := fmt.Sprintf("%g to %g", least, most)
	return Setting{key, doc, unit, fmt.Sprintf("%g", *at(d)), func(s *Settings, v any) error {
		got, ok := v.(float64)
		if n, whole := v.(int64); whole {
			got, ok = float64(n), true
		}
		if !ok || !(got >= least && got <= most) {
			return fmt.Errorf("must be a number from %s", unit)
		}
		*at(s) = got
		return nil
	}}
}

func duration(key, doc string, d *Settings, least, most time.Duration, at func(*Settings) *time.Duration) Setting {
	return Setting{key, doc, "duration, " + FormatDuration(least) + " to " + FormatDuration(most), strconv.Quote(FormatDuration(*at(d))), func(s *Settings, v any) error {
		got, err := parseDuration(v)
		if err != nil {
			return err
		}
		if got < least || got > most {
			return fmt.Errorf("must be from %s to %s", FormatDuration(least), FormatDuration(most))
		}
		*at(s) = got
		return nil
	}}
}

func words(key, doc string, d *Settings, at func(*Settings) *[]string) Setting {
	return Setting{key, doc, "list of text", quoted(*at(d)), func(s *Settings, v any) error {
		got, err := textList(v)
		if err != nil {
			return err
		}
		*at(s) = got
		return nil
	}}
}

func table(key, doc string, set func(*Settings, map[string]string)) Setting {
	return Setting{key, doc, "table of text", "{}", func(s *Settings, v any) error {
		rows, ok := v.(map[string]any)
		if !ok {
			return fmt.Errorf("must be a table")
		}
		m := make(map[string]string, len(rows))
		for k, x := range rows {
			if m[k], ok = x.(string); !ok {
				return fmt.Errorf("%s must be text in quotes", k)
			}
		}
		set(s, m)
		return nil
	}}
}

func lists(key, doc string, set func(*Settings, map[string][]string)) Setting {
	return Setting{key, doc, "table of lists", "{}", func(s *Settings, v any) error {
		rows, ok := v.(map[string]any)
		if !ok {
			return fmt.Errorf("must be a table")
		}
		m := make(map[string][]string, len(rows))
		for k, x := range rows {
			list, err := textList(x)
			if err != nil {
				return fmt.Errorf("%s %w", k, err)
			}
			m[k] = list
		}
		set(s, m)
		return nil
	}}
}

// textList reads a list of text; a single text counts as a list of one.
func textList(v any) ([]string, error) {
	if one, ok := v.(string); ok {
		return []string{one}, nil
	}
	items, ok := v.([]any)
	if !ok {
		return nil, fmt.Errorf("must be a list of text")
	}
	list := make([]string, 0, len(items))
	for _, x := range items {
		t, ok := x.(string)
		if !ok {
			return nil, fmt.Errorf("must be a list of text")
		}
		list = append(list, t)
	}
	return list, nil
}

func quoted(list []string) string {
	q := make([]string, 0, len(list))
	for _, s := range list {
		q = append(q, strconv.Quote(s))
	}
	return "[" + strings.Join(q, ", ") + "]"
}
