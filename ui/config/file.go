package config

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"unicode/utf16"
)

// maxFile is the largest file that is read, in bytes.
const maxFile = 512 << 10

// readFile reads a file. A pipe or device, which could be waited for without
// end, is refused. Errors do not name the file.
func readFile(file string) ([]byte, error) {
	data, err := readRegular(file)
	var of *fs.PathError
	if errors.As(err, &of) {
		return nil, of.Err
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
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return data[3:]
	case len(data) < 2:
		return data
	case data[0] == 0xff && data[1] == 0xfe, data[0] != 0 && data[1] == 0:
		order = binary.LittleEndian
	case data[0] == 0xfe && data[1] == 0xff, data[0] == 0 && data[1] != 0:
		order = binary.BigEndian
	default:
		return data
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return bytes.TrimPrefix([]byte(string(utf16.Decode(units))), []byte("\ufeff"))
}
