package writes

import (
	"strings"

	"vapi-sessions/client"
)

// clean is text from outside, safe for a line of the screen.
func clean(s string) string {
	c, _ := client.Clean(strings.TrimSpace(s))
	return c
}
