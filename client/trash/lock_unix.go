//go:build unix

package trash

import (
	"errors"
	"os"
	"syscall"
)

// safeOpenFlags prevent opening a link or waiting for a pipe.
const safeOpenFlags = syscall.O_NOFOLLOW | syscall.O_NONBLOCK

// tryLock locks a file until it is closed. It is false when the file is locked
// already, by this process or another.
func tryLock(f *os.File) (bool, error) {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, nil
		default:
			return false, err
		}
	}
}

// removeRunFile removes the locked file of a run and then unlocks it: in this
// order, whoever locks it next finds it removed.
func removeRunFile(f *os.File) error {
	err := os.Remove(f.Name())
	return errors.Join(err, f.Close())
}

// syncDir waits until the names in a directory are on disk.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
