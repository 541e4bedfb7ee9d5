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

// exportBatch is how many sessions one request of an export asks for.
const exportBatch = 50

// export is an export, or a copy of several sessions, under way. Its file appears
// whole at the end, or not at all.
type export struct {
	ctx    context.Context //nolint:containedctx // the export ends with it
	cancel context.CancelFunc
	verb   string // what it is called
	file   *File  // nil for a copy
	Encoder
	onEnd      func(done int, lacking string) tea.Cmd // when all is written
	remaining  []string
	total      int
	missing    int // since they were chosen
	unreadable int // that could not be read
	announced  int // sessions that it had written when it last said so
}

// BatchExported says that one batch of an export is written, or all of it.
type BatchExported struct {
	export   *export
	err      error
	finished bool
}

// exportStep writes one batch of sessions.
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
			case r.Bad != nil:
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
		if err != nil { // of the file: a copy is written to memory
			e.file.Drop()
			err = fmt.Errorf("exporting to %s: %w", e.file.target, err)
		}
		return BatchExported{export: e, err: err, finished: true}
	}
}

// File is the file of an export: it appears whole at the end, or not at all. nil
// is no file.
type File struct {
	*os.File        // beside the one that is meant
	target   string // of the one that is meant
}

// Replaces reports whether an export would replace a file.
func Replaces(path string) bool {
	i, err := os.Lstat(path)
	return err == nil && i.Mode().IsRegular()
}

// NewFile begins a file, readable by its owner only. What stands there and is no
// regular file, such as a device, a pipe or a link, is never replaced.
func NewFile(path string) (*File, error) {
	if i, err := os.Lstat(path); err == nil && !i.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".sessions-*")
	if pathError, ok := errors.AsType[*os.PathError](err); ok {
		return nil, fmt.Errorf("%s: %w", path, pathError.Err) // it names the file beside
	}
	if err != nil {
		return nil, err
	}
	return &File{file, path}, nil
}

// Finish closes the file and puts it in its place.
func (f *File) Finish() error {
	if f == nil {
		return nil
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), f.target)
}

// Drop takes away what was written, unless it is in its place.
func (f *File) Drop() {
	if f == nil {
		return
	}
	_ = f.Close()
	_ = os.Remove(f.Name())
}
