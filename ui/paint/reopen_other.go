//go:build !linux

package paint

import (
	"errors"
	"os"
)

// reopen is not to be had here: a terminal's second opening is the first.
func reopen(*os.File, int) (*os.File, error) { return nil, errors.ErrUnsupported }

// atOnce is not to be had here.
func atOnce(*os.File) (try func([]byte) (int, error), end func()) { return nil, func() {} }
