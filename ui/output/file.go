package output

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
)

// exportBatch is how many sessions an export reads with one request.
const exportBatch = 50

// export is an export, or a copy of several sessions, under way. Its file appears
// whole at the end, or not at all.
type export struct {
	ctx    context.Context //nolint:containedctx // the export ends with it
	cancel context.CancelFunc
	verb   string // "exporting" or "copying"
	file   *File  // nil for a copy
	Encoder
	onEnd      func(done int, shortfall string) tea.Cmd // called when all is written; shortfall says what is missing
	remaining  []string                                 // IDs that are not read yet
	total      int
	missing    int // sessions that no longer exist
	unreadable int // sessions that cannot be decoded
	announced  int // sessions written when the progress was last shown
}

// BatchExported says that one batch of an export was written, or that it has ended.
type BatchExported struct {
	export   *export
	err      error
	finished bool
}

// exportStep reads and writes one batch of sessions.
func exportStep(api client.Reader, e *export) tea.Cmd {
	return func() tea.Msg {
		n := min(exportBatch, len(e.remaining))
		var err error
		for _, r := range client.ReadEach(e.ctx, api, e.remaining[:n]) {
			switch {
			case r.Err == nil:
				err = errors.Join(err, e.Write(&r.Session))
			case errors.Is(r.Err, client.ErrNotFound):
				e.missing++
			case r.BadJSON != nil:
				e.unreadable++
			default:
				e.file.Drop()
				return BatchExported{export: e, err: fmt.Errorf("%s: %w", e.verb, r.Err), finished: true}
			}
		}
		e.remaining = e.remaining[n:]
		if err == nil && len(e.remaining) > 0 {
			return BatchExported{export: e}
		}
		if err == nil {
			err = e.End()
		}
		if err == nil {
			err = e.file.Finish()
		}
		if err != nil { // an error of the file, as a copy is written to memory
			e.file.Drop()
			err = fmt.Errorf("exporting to %s: %w", e.file.target, err)
		}
		return BatchExported{export: e, err: err, finished: true}
	}
}

// File is the file of an export: it appears complete at Finish, or not at all. The
// methods of a nil File do nothing.
type File struct {
	*os.File        // temporary file in the target's directory
	target   string // path of the file that Finish creates
}

// Replaces reports whether an export to path would replace a regular file.
func Replaces(path string) bool {
	i, err := os.Lstat(path)
	return err == nil && i.Mode().IsRegular()
}

// NewFile begins a file, readable by its owner only. It refuses to replace anything
// that is not a regular file, such as a device, a pipe or a link.
func NewFile(path string) (*File, error) {
	if i, err := os.Lstat(path); err == nil && !i.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".sessions-*")
	if pathError, ok := errors.AsType[*os.PathError](err); ok {
		return nil, fmt.Errorf("%s: %w", path, pathError.Err) // the error itself names the temporary file
	}
	if err != nil {
		return nil, err
	}
	return &File{file, path}, nil
}

// Finish closes the file and renames it to its target.
func (f *File) Finish() error {
	if f == nil {
		return nil
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), f.target)
}

// Drop removes the temporary file. After Finish it does nothing.
func (f *File) Drop() {
	if f == nil {
		return
	}
	_ = f.Close()
	_ = os.Remove(f.Name())
}
