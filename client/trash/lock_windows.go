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
	// Locks of Windows bar others from reading what they cover; this byte lies
	// beyond anything the file of a run holds.
	lockOffsetHigh = 0x7fffffff
)

// openSafely are no flags: what is not a regular file is refused when it is open.
const openSafely = 0

// tryLock locks a file for as long as it stays open; false when another holds
// it, in this process or in another.
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

// retire lets the file of a run go and removes it, in this order: an open file cannot
// be removed. When another has opened it meanwhile the file stays, with
// nothing left in it to tell, and the next Open removes it.
func retire(f *os.File) error {
	if err := f.Close(); err != nil {
		return err
	}
	_ = os.Remove(f.Name()) // see above
	return nil
}

// syncDir does nothing: directories cannot be synced here, and need not be.
func syncDir(string) error { return nil }
