package trash

import (
	"errors"
	"os"
	"syscall"
	"unsafe"
)

const (
	lockFailImmediately = 1
	lockExclusive       = 2
	errorLockViolation  = syscall.Errno(33)
	errorIOPending      = syscall.Errno(997)
	// Locks of Windows prevent others from reading the bytes that they cover; this byte
	// lies beyond the end of the file.
	lockOffsetHigh = 0x7fffffff
)

// safeOpenFlags are none here: openFile checks the file after opening it.
const safeOpenFlags = 0

// tryLock locks a file until it is closed. It is false when the file is locked
// already, by this process or another.
func tryLock(f *os.File) (bool, error) {
	at := &syscall.Overlapped{OffsetHigh: lockOffsetHigh}
	lock := syscall.NewLazyDLL("kernel32.dll").NewProc("LockFileEx")
	ok, _, err := lock.Call(f.Fd(), lockExclusive|lockFailImmediately, 0, 1, 0, uintptr(unsafe.Pointer(at)))
	switch {
	case ok != 0:
		return true, nil
	case errors.Is(err, errorLockViolation), errors.Is(err, errorIOPending):
		return false, nil
	default:
		return false, err
	}
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
