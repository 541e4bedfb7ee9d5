package config

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// value makes a setting with a default and a way to read its value.
func value[T any](key, doc, unit, written string, def T, at func(*Settings) *T, read func(any) (T, error)) Setting {
	return Setting{Key: key, Doc: doc, Unit: unit, Default: written,
		init: func(s *Settings) { *at(s) = def },
		read: func(s *Settings, v any) []wrong {
			got, err := read(v)
			if err != nil {
				return []wrong{{text: err.Error()}}
			}
			*at(s) = got
			return nil
		}}
}

func word(key, doc, def string, values []string, at func(*Settings) *string) Setting {
	unit := strings.Join(values, ", ")
	return value(key, doc, unit, strconv.Quote(def), def, at, func(v any) (string, error) {
		got, ok := v.(string)
		if !ok || !slices.Contains(values, got) {
			return "", fmt.Errorf("must be one of %s", unit)
		}
		return got, nil
	})
}

func line(key, doc, def string, at func(*Settings) *string) Setting {
	return value(key, doc, "text", strconv.Quote(def), def, at, text)
}

// text reads text.
func text(v any) (string, error) {
	got, ok := v.(string)
	if !ok {
		return "", errors.New("must be text in quotes")
	}
	return got, nil
}

// address is a page that the browser may be sent to.
func address(key, doc, def string, at func(*Settings) *string) Setting {
	return value(key, doc, "address", strconv.Quote(def), def, at, func(v any) (string, error) {
		got, _ := v.(string)
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
			return "", errors.New("must be the address of a page, such as \"https://dashboard.vapi.ai/sessions\"")
		}
		return got, nil
	})
}

func flag(key, doc string, def bool, at func(*Settings) *bool) Setting {
	return value(key, doc, "true or false", strconv.FormatBool(def), def, at, func(v any) (bool, error) {
		got, ok := v.(bool)
		if !ok {
			return false, errors.New("must be true or false")
		}
		return got, nil
	})
}

// guard is a flag that protects the person: it is on where it cannot be read.
func guard(key, doc string, at func(*Settings) *bool) Setting {
	s := flag(key, doc, false, at)
	s.guard = func(s *Settings) { *at(s) = true }
	return s
}

func integer(key, doc string, def, least, most int, at func(*Settings) *int) Setting {
	unit := fmt.Sprintf("%d to %d", least, most)
	return value(key, doc, unit, strconv.Itoa(def), def, at, func(v any) (int, error) {
		got, ok := v.(int64)
		if !ok || got < int64(least) || got > int64(most) {
			return 0, fmt.Errorf("must be a whole number from %s", unit)
		}
		return int(got), nil
	})
}

func number(key, doc string, def, least, most float64, at func(*Settings) *float64) Setting {
	unit := fmt.Sprintf("%g to %g", least, most)
	return value(key, doc, unit, fmt.Sprintf("%g", def), def, at, func(v any) (float64, error) {
		got, ok := v.(float64)
		if n, whole := v.(int64); whole {
			got, ok = float64(n), true
		}
		if !ok || !(got >= least && got <= most) {
			return 0, fmt.Errorf("must be a number from %s", unit)
		}
		return got, nil
	})
}

func duration(key, doc string, def, least, most time.Duration, at func(*Settings) *time.Duration) Setting {
	between := FormatDuration(least) + " to " + FormatDuration(most)
	return value(key, doc, "duration, "+between, strconv.Quote(FormatDuration(def)), def, at, func(v any) (time.Duration, error) {
		got, err := parseDuration(v)
		if err == nil && (got < least || got > most) {
			err = fmt.Errorf("must be from %s", between)
		}
		return got, err
	})
}

func words(key, doc string, def []string, at func(*Settings) *[]string) Setting {
	return value(key, doc, "list of text", quoted(def), def, at, textList)
}

// table is a setting with an entry for each name. Each entry is read, or is
// wrong, for itself.
func table[T any](key, doc, unit string, read func(any) (T, error), at func(*Settings) *map[string]T) Setting {
	return Setting{Key: key, Doc: doc, Unit: unit, Default: "{}", read: func(s *Settings, v any) (faults []wrong) {
		rows, ok := v.(map[string]any)
		if !ok {
			return []wrong{{text: "must be a table"}}
		}
		m := make(map[string]T, len(rows))
		for _, name := range slices.Sorted(maps.Keys(rows)) {
			x, err := read(rows[name])
			if err != nil {
				faults = append(faults, wrong{"." + name, err.Error()})
				continue
			}
			m[name] = x
		}
		*at(s) = m
		return faults
	}}
}

// textList reads a list of text; a single text counts as a list of one.
func textList(v any) ([]string, error) {
	if one, ok := v.(string); ok {
		return []string{one}, nil
	}
	items, ok := v.([]any)
	list := make([]string, 0, len(items))
	for _, x := range items {
		var t string
		t, isText := x.(string)
		ok = ok && isText
		list = append(list, t)
	}
	if !ok {
		return nil, errors.New("must be a list of text")
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
