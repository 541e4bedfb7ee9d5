package trash

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// safeOpenFlags are none here: openFile checks the file after opening it.
const safeOpenFlags = 0

// tryLock locks a file until it is closed. It is false when the file is locked
// already, by this process or another.
func tryLock(f *os.File) (bool, error) {
	// Locks of Windows prevent others from reading the bytes that they cover; this byte
	// lies beyond the end of the file.
	at := &windows.Overlapped{OffsetHigh: 0x7fffffff}
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}

// removeRunFile closes the file of a run and removes it, in this order: an open
// file cannot be removed. When another run has opened it meanwhile, the file
// stays, without anything to report, and the next Open removes it.
func removeRunFile(f *os.File) error {
	if err := f.Close(); err != nil {
		return err
	}
	_ = os.Remove(f.Name()) // see above
	return nil
}

// syncDir does nothing: directories cannot be synced here, and need not be.
func syncDir(string) error { return nil }
