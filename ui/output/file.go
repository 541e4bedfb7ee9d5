package output

import (
	"context"
	"errors"
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
)

// exportBatch is how many sessions one request of an export asks for.
const exportBatch = 50

// export is an export under way. Its file appears whole at the end, or not
// at all.
type export struct {
	ctx    context.Context //nolint:containedctx // the export ends with it
	cancel context.CancelFunc
	file   *os.File // beside the one that is meant, until it is whole
	path   string
	Encoder
	left    []string
	all     int
	missing int // gone since they were chosen
}

// Exported says that one batch of an export is written, or all of it.
type Exported struct {
	export *export
	err    error
	over   bool
}

// exportStep writes one batch of sessions.
func exportStep(api API, e *export) tea.Cmd {
	return func() tea.Msg {
		n := min(exportBatch, len(e.left))
		batch := e.left[:n]
		byID, err := readSessions(e.ctx, api, batch)
		if err != nil {
			e.drop()
			return Exported{export: e, err: fmt.Errorf("exporting: %w", err), over: true}
		}
		for _, id := range batch {
			if s := byID[id]; s != nil {
				err = errors.Join(err, e.Write(s))
			} else {
				e.missing++
			}
		}
		e.left = e.left[n:]
		if err == nil && len(e.left) > 0 {
			return Exported{export: e}
		}
		if err == nil {
			err = e.finish()
		}
		if err != nil {
			e.drop()
			err = fmt.Errorf("exporting to %s: %w", e.path, err)
		}
		return Exported{export: e, err: err, over: true}
	}
}

// finish closes the file and puts it in its place.
func (e *export) finish() error {
	if err := errors.Join(e.End(), e.file.Sync(), e.file.Close()); err != nil {
		return err
	}
	return os.Rename(e.file.Name(), e.path)
}

// drop takes away what was written so far.
func (e *export) drop() {
	_ = e.file.Close()
	_ = os.Remove(e.file.Name())
}
