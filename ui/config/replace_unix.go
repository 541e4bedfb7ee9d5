//go:build !windows

package config

import "github.com/google/renameio/v2"

// replace writes a file whole or not at all.
func replace(file string, data []byte) error {
	return renameio.WriteFile(file, data, 0o600, renameio.WithStaticPermissions(0o600))
}
