package config

import (
	"errors"
	"fmt"
	"os"
)

// OpenLog opens the request log for appending. It must be a file, not a link, a
// device or a pipe.
func OpenLog(file string) (*os.File, error) {
	if info, err := os.Lstat(file); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("opening the log %s: %w", file, errors.New("it is not a file"))
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening the log: %w", err)
	}
	return f, nil
}
