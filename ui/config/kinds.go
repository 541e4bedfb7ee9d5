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

// schema is a JSON Schema, or a part of one.
type schema map[string]any

// described is the schema with words.
func (s schema) described(doc string) schema {
	s = maps.Clone(s)
	s["description"] = doc
	return s
}

// kind is what values a setting takes: in words, as JSON Schema, and how one is
// read from what TOML gives.
type kind[T any] struct {
	unit   string
	schema schema
	read   func(any) (T, error)
}

// oneOf is one of some words.
func oneOf(words ...string) kind[string] {
	unit := strings.Join(words, ", ")
	return kind[string]{unit, schema{"enum": words}, func(v any) (string, error) {
		got, ok := v.(string)
		if !ok || !slices.Contains(words, got) {
			return "", fmt.Errorf("must be one of %s", unit)
		}
		return got, nil
	}}
}

// text is any text.
func text() kind[string] {
	return kind[string]{"text", schema{"type": "string"}, func(v any) (string, error) {
		got, ok := v.(string)
		if !ok {
			return "", errors.New("must be text in quotes")
		}
		return got, nil
	}}
}

// page is a page that the browser may be sent to.
func page() kind[string] {
	return kind[string]{"address", schema{"type": "string", "format": "uri"}, func(v any) (string, error) {
		got, _ := v.(string)
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
			return "", errors.New("must be the address of a page, such as \"https://dashboard.vapi.ai/sessions\"")
		}
		return got, nil
	}}
}

// yesNo is true or false.
func yesNo() kind[bool] {
	return kind[bool]{"true or false", schema{"type": "boolean"}, func(v any) (bool, error) {
		got, ok := v.(bool)
		if !ok {
			return false, errors.New("must be true or false")
		}
		return got, nil
	}}
}

func integer(least, most int) kind[int] {
	unit := fmt.Sprintf("%d to %d", least, most)
	return kind[int]{unit, schema{"type": "integer", "minimum": least, "maximum": most}, func(v any) (int, error) {
		got, ok := v.(int64)
		if !ok || got < int64(least) || got > int64(most) {
			return 0, fmt.Errorf("must be a whole number from %s", unit)
		}
		return int(got), nil
	}}
}

func number(least, most float64) kind[float64] {
	unit := fmt.Sprintf("%g to %g", least, most)
	return kind[float64]{unit, schema{"type": "number", "minimum": least, "maximum": most}, func(v any) (float64, error) {
		got, ok := v.(float64)
		if n, whole := v.(int64); whole {
			got, ok = float64(n), true
		}
		if !ok || !(got >= least && got <= most) {
			return 0, fmt.Errorf("must be a number from %s", unit)
		}
		return got, nil
	}}
}

func duration(least, most time.Duration) kind[time.Duration] {
	between := FormatDuration(least) + " to " + FormatDuration(most)
	return kind[time.Duration]{"duration, " + between, schema{"type": []string{"string", "integer"}}, func(v any) (time.Duration, error) {
		got, err := parseDuration(v)
		if err == nil && (got < least || got > most) {
			err = fmt.Errorf("must be from %s", between)
		}
		return got, err
	}}
}

// list is a list of text; a single text counts as a list of one.
func list() kind[[]string] {
	of := schema{"type": []string{"array", "string"}, "items": schema{"type": "string"}}
	return kind[[]string]{"list of text", of, func(v any) ([]string, error) {
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
	}}
}

// written is a value as it stands in the file.
func written(v any) string {
	switch v := v.(type) {
	case string:
		return strconv.Quote(v)
	case time.Duration:
		return strconv.Quote(FormatDuration(v))
	case []string:
		quoted := make([]string, 0, len(v))
		for _, s := range v {
			quoted = append(quoted, strconv.Quote(s))
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	return fmt.Sprint(v)
}
