//go:build unix

package trash

import (
	"errors"
	"os"
	"syscall"
)

// openSafely are the flags by which no link is followed and no pipe waited for.
const openSafely = syscall.O_NOFOLLOW | syscall.O_NONBLOCK

// tryLock locks a file for as long as it stays open; false when another holds
// it, in this process or in another.
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

// retire removes the locked file of a run and lets it go, in this order: whoever locks
// it next finds it gone.
func retire(f *os.File) error {
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
