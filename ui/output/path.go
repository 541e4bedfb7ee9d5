package output

import (
	"os"
	"path/filepath"
	"strings"
)

// TildePath writes a path below the person's home with ~.
func TildePath(path string) string {
	if home, err := os.UserHomeDir(); err == nil && home != "/" {
		if rest, err := filepath.Rel(home, path); err == nil && !strings.HasPrefix(rest, "..") {
			return filepath.Join("~", rest)
		}
	}
	return path
}
