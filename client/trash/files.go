package trash

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// suffix ends the names of all files.
const suffix = ".ndjson"

// The kinds of files, which are the prefixes of their names.
const (
	dayFiles  = "trash-" // all records of a day
	pastFiles = "past-"  // the receipts of a day whose copies have expired
	runFiles  = "run-"   // locked while a run lasts
)

func makeDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	// It may have existed with a mode that is open to others.
	return os.Chmod(dir, 0o700)
}

func day(at time.Time) string { return at.UTC().Format(time.DateOnly) }

// filePath is the path of the file of a kind for a day or a run.
func filePath(dir, kind, dayOrRun string) string { return filepath.Join(dir, kind+dayOrRun+suffix) }

// stem is the name of a file without the prefix of its kind and the suffix.
func stem(path, kind string) string {
	return strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), kind), suffix)
}

// files lists the paths of the files of a kind, by name.
func files(dir, kind string) ([]string, error) {
	found, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, f := range found {
		if strings.HasPrefix(f.Name(), kind) && strings.HasSuffix(f.Name(), suffix) && f.Type().IsRegular() {
			paths = append(paths, filepath.Join(dir, f.Name()))
		}
	}
	return paths, nil
}

// toDisk syncs a file, or a directory when f is nil.
func toDisk(path string, f *os.File) error {
	if f == nil {
		return syncDir(path)
	}
	return f.Sync()
}

func (t *Trash) onDisk(f *os.File) error { return t.options.toDisk(f.Name(), f) }

// openFile opens a regular file. It follows no link and does not wait for a
// pipe.
func openFile(path string, flag int) (*os.File, error) {
	f, err := os.OpenFile(path, flag|safeOpenFlags, 0o600)
	if err != nil {
		if info, e := os.Lstat(path); e == nil && !info.Mode().IsRegular() {
			err = &fs.PathError{Op: "open", Path: path, Err: errNotRegular}
		}
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: path, Err: errNotRegular}
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

var errNotRegular = errors.New("not a regular file")

// openAppend opens a file to which several runs append.
func (t *Trash) openAppend(path string) (*os.File, error) {
	_, err := os.Stat(path)
	isNew := errors.Is(err, fs.ErrNotExist)
	f, err := openFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE)
	if err != nil {
		return nil, err
	}
	err = f.Chmod(0o600)
	if err == nil && isNew {
		err = t.options.toDisk(filepath.Dir(path), nil)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// appendLine adds a record in one write. If a crash left the last line
// unfinished, it ends that line first, so that only that line is lost.
func appendLine(f *os.File, r *record) error {
	line, err := encode(r)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if size := info.Size(); size > 0 {
		var last [1]byte
		if _, err := f.ReadAt(last[:], size-1); err != nil {
			return err
		}
		if last[0] != '\n' {
			line = append([]byte{'\n'}, line...)
		}
	}
	_, err = f.Write(line)
	return err
}

// eachLine calls do with every line that is not empty, without its newline.
// Lines can be of any length.
func eachLine(r io.Reader, do func(line []byte)) error {
	in := bufio.NewReaderSize(r, 64<<10)
	for {
		line, end := in.ReadBytes('\n')
		if end != nil && !errors.Is(end, io.EOF) {
			return end
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			do(line)
		}
		if end != nil {
			return nil
		}
	}
}

// eachRecordOfFile calls do with the records of a file whose lines contain
// text. The file need not exist.
func eachRecordOfFile(path string, text []byte, do func(*record)) error {
	f, err := openFile(path, os.O_RDONLY)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // only read from
	return eachRecordIn(f, text, do)
}

// eachRecordIn is eachRecordOfFile for an open file. A line that cannot be read
// is skipped.
func eachRecordIn(f *os.File, text []byte, do func(*record)) error {
	err := eachLine(f, func(line []byte) {
		var r record
		if bytes.Contains(line, text) && json.Unmarshal(line, &r) == nil && r.ID+r.Op != "" {
			do(&r)
		}
	})
	if err != nil {
		return fmt.Errorf("reading %s: %w", f.Name(), err)
	}
	return nil
}
