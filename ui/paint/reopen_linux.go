package paint

import (
	"os"
	"strconv"
	"syscall"
)

// reopen opens a terminal once more, so that reading and writing need not
// block: that belongs to what is opened, and whoever shares the first opening
// does not notice it.
func reopen(file *os.File, how int) (*os.File, error) {
	path := "/proc/self/fd/" + strconv.Itoa(int(file.Fd()))
	return os.OpenFile(path, how|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
}

// atOnce gives a function that writes what a terminal takes without waiting
// for it, and one that ends it; nil where that cannot be had.
func atOnce(file *os.File) (try func([]byte) (int, error), end func()) {
	own, err := reopen(file, os.O_WRONLY)
	if err != nil {
		return nil, func() {}
	}
	raw, err := own.SyscallConn()
	if err != nil {
		_ = own.Close() // nothing was written to it
		return nil, func() {}
	}
	try = func(b []byte) (n int, err error) {
		write := func(fd uintptr) {
			if n, err = syscall.Write(int(fd), b); n < 0 {
				n = 0
			}
		}
		if e := raw.Control(write); e != nil {
			return 0, e
		}
		if err == syscall.EAGAIN || err == syscall.EINTR {
			err = nil
		}
		return n, err
	}
	return try, func() { _ = own.Close() } // all was written, or is written elsewhere
}
