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

// readFile reads a file. A pipe or device, which could be waited for without
// end, is refused. Errors do not name the file.
func readFile(file string) ([]byte, error) {
	data, err := readRegular(file)
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
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

// asUTF8 gives the text of a file in UTF-8 without a byte-order mark. UTF-16 is
// known by its mark, or by the zero byte of its first character.
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
