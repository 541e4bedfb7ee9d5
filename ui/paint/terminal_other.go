//go:build !unix

package paint

import (
	"context"
	"errors"
	"os"
)

// ownModes is false: on this system Run uses the stock renderer.
const ownModes = false

// terminal does nothing on this system.
type terminal struct{ in, out *os.File }

func (t *terminal) raw() error                                 { return nil }
func (t *terminal) restore() error                             { return nil }
func (t *terminal) setLent(bool)                               {}
func (t *terminal) suspend() error                             { return nil }
func (t *terminal) size() (w, h int, err error)                { return 0, 0, nil }
func (p *program) watchSignals(context.CancelCauseFunc) func() { return func() {} }
func (p *program) retakeTerminal() error                       { return nil }

func reopen(*os.File) (*os.File, error) { return nil, errors.ErrUnsupported }
