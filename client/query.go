package client

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// wireTime is the API's format of an instant: UTC, milliseconds, Z.
const wireTime = "2006-01-02T15:04:05.000Z"

// lastInstant is the last instant that the API accepts.
var lastInstant = time.Date(9999, 12, 31, 23, 59, 59, 999e6, time.UTC)

// request asks for a page of sessions.
func (p ListParams) request() request {
	return request{op: "listing sessions", path: sessionPath, query: p.Query().Encode()}
}

// Query is the wire format of the parameters. Zero values are left out, so a
// parameter is never sent empty. phoneNumberIdAny repeats its key; the other
// lists are one value with commas.
func (p ListParams) Query() url.Values {
	q := url.Values{}
	for field, v := range reflect.ValueOf(p).Fields() {
		key, text := field.Tag.Get("url"), ""
		switch v := v.Interface().(type) {
		case []string:
			v = slices.DeleteFunc(slices.Clone(v), func(s string) bool { return s == "" })
			if key == "phoneNumberIdAny" && len(v) > 0 {
				q[key] = v
				continue
			}
			text = strings.Join(v, ",")
		case int:
			if v > 0 {
				text = strconv.Itoa(v)
			}
		case time.Time:
			text = instantText(v)
		default:
			text = fmt.Sprint(v)
		}
		if text != "" {
			q.Set(key, text)
		}
	}
	return q
}

// instantText is an instant in the API's format; "" for the zero time.
func instantText(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.After(lastInstant):
		t = lastInstant
	}
	return t.UTC().Format(wireTime)
}
