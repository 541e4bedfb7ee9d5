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

	"vapi-sessions/ui/words"
)

// schema is a JSON Schema, or a part of one.
type schema map[string]any

// withDescription returns a copy of the schema with a description.
func (s schema) withDescription(doc string) schema {
	s = maps.Clone(s)
	s["description"] = doc
	return s
}

// kind is a type of values: its description, its JSON Schema, and how a value is read
// from the one that the TOML parser returns.
type kind[T any] struct {
	unit   string
	schema schema
	read   func(any) (T, error)
}

// kindOf are the values of a type that are ok; all of them where ok is nil.
func kindOf[T any](unit string, s schema, message string, ok func(T) bool) kind[T] {
	return kind[T]{unit, s, func(v any) (T, error) {
		got, isT := v.(T)
		if !isT || ok != nil && !ok(got) {
			return *new(T), errors.New(message)
		}
		return got, nil
	}}
}

// oneOf is the kind of one of several words.
func oneOf(all ...string) kind[string] {
	unit := strings.Join(all, ", ")
	return kindOf(unit, schema{"enum": all}, "must be one of "+unit, func(s string) bool { return slices.Contains(all, s) })
}

func text() kind[string] {
	return kindOf[string]("text", schema{"type": "string"}, "must be text in quotes", nil)
}

// webAddress is the kind of an http or https URL without credentials.
func webAddress() kind[string] {
	return kindOf("address", schema{"type": "string", "format": "uri"}, "must be the address of a page, such as \"https://dashboard.vapi.ai/logs/session\"", func(s string) bool {
		u, err := url.Parse(s)
		return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
	})
}

func boolean() kind[bool] {
	return kindOf[bool]("true or false", schema{"type": "boolean"}, "must be true or false", nil)
}

func integer(lowest, highest int) kind[int] {
	unit := fmt.Sprintf("%d to %d", lowest, highest)
	return kind[int]{unit, schema{"type": "integer", "minimum": lowest, "maximum": highest}, func(v any) (int, error) {
		got, ok := v.(int64)
		if !ok || got < int64(lowest) || got > int64(highest) {
			return 0, fmt.Errorf("must be a whole number from %s", unit)
		}
		return int(got), nil
	}}
}

func number(lowest, highest float64) kind[float64] {
	unit := fmt.Sprintf("%g to %g", lowest, highest)
	return kind[float64]{unit, schema{"type": "number", "minimum": lowest, "maximum": highest}, func(v any) (float64, error) {
		got, ok := v.(float64)
		if n, isInt := v.(int64); isInt {
			got, ok = float64(n), true
		}
		if !ok || !(got >= lowest && got <= highest) {
			return 0, fmt.Errorf("must be a number from %s", unit)
		}
		return got, nil
	}}
}

func duration(shortest, longest time.Duration) kind[time.Duration] {
	limits := words.FormatDuration(shortest) + " to " + words.FormatDuration(longest)
	return kind[time.Duration]{"duration, " + limits, schema{"type": []string{"string", "integer"}}, func(v any) (time.Duration, error) {
		text, _ := v.(string)
		if n, isInt := v.(int64); isInt {
			text = strconv.FormatInt(n, 10)
		}
		switch got, ok := words.ParseDuration(text); {
		case !ok:
			return 0, errors.New("must be a duration in quotes such as " + words.DurationExamples)
		case got < shortest || got > longest:
			return 0, fmt.Errorf("must be from %s", limits)
		default:
			return got, nil
		}
	}}
}

// list is the kind of a list of texts; a single text is read as a list of one.
func list() kind[[]string] {
	s := schema{"type": []string{"array", "string"}, "items": schema{"type": "string"}}
	return kind[[]string]{"list of text", s, func(v any) ([]string, error) {
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

// tomlText writes a value in TOML.
func tomlText(v any) string {
	switch v := v.(type) {
	case string:
		return strconv.Quote(v)
	case time.Duration:
		return strconv.Quote(words.FormatDuration(v))
	case []string:
		quoted := make([]string, 0, len(v))
		for _, s := range v {
			quoted = append(quoted, strconv.Quote(s))
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	return fmt.Sprint(v)
}
