//go:build !windows

package config

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// OpenLog opens the request log for appending, readable by its owner only. It
// must be a file of the person's own, not a link, a device or a pipe.
func OpenLog(file string) (*os.File, error) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0o600)
	switch {
	case errors.Is(err, syscall.ELOOP), errors.Is(err, syscall.EMLINK): // EMLINK is FreeBSD's
		return nil, fmt.Errorf("opening the log %s: it is a symbolic link", file)
	case errors.Is(err, syscall.ENXIO), errors.Is(err, syscall.EISDIR):
		return nil, fmt.Errorf("opening the log %s: it is not a file", file)
	case err != nil:
		return nil, fmt.Errorf("opening the log: %w", err)
	}
	if err := restrictLog(f); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("opening the log %s: %w", file, err)
	}
	return f, nil
}

// restrictLog makes the log readable by its owner only. It refuses a file that is not
// regular or belongs to another user.
func restrictLog(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("it is not a file")
	}
	if st, ok := info.Sys().(*syscall.Stat_t); ok && int(st.Uid) != os.Getuid() {
		return errors.New("it belongs to somebody else")
	}
	return f.Chmod(0o600)
}
