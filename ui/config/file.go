package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// maxFile is the largest file that is read, in bytes.
const maxFile = 512 << 10

// readFile reads a regular file; reading a pipe or a device could block without end.
// Its errors do not name the file.
func readFile(file string) ([]byte, error) {
	data, err := readRegular(file)
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return nil, pathErr.Err
	}
	return data, err
}

func readRegular(file string) ([]byte, error) {
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	case info.Size() > maxFile:
		return nil, fmt.Errorf("it is larger than %d kB", maxFile>>10)
	}
	return os.ReadFile(file)
}

// WriteNew writes a new file, readable by its owner only. It returns an error that is
// fs.ErrExist when the file exists.
func WriteNew(file string, text []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// asUTF8 decodes a file as UTF-8 or UTF-16 and removes a byte-order mark. It takes
// UTF-16 for what has that mark or a zero byte in its first two.
func asUTF8(data []byte) []byte {
	switch {
	case len(data) < 2:
	case data[0] != 0 && data[1] == 0:
		data = append([]byte("\xff\xfe"), data...)
	case data[0] == 0 && data[1] != 0:
		data = append([]byte("\xfe\xff"), data...)
	}
	text, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), data)
	if err != nil {
		return data
	}
	return text
}
