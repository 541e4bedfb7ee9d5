package client

import "regexp"

var uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// IsUUID reports whether s has the form of a UUID, of any version, as all IDs of
// the API have.
func IsUUID(s string) bool { return uuid.MatchString(s) }
