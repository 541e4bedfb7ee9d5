package config

import "os"

// replace writes a file beside its place and moves it there. Windows promises
// no more than that.
func replace(file string, data []byte) error {
	if err := os.WriteFile(file+".new", data, 0o600); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}
