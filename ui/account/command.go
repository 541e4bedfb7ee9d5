package account

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

const (
	// keyTimeout is how long a program or the keyring may take to give the key:
	// the person may have to type a passphrase.
	keyTimeout = 2 * time.Minute
	// maxOutput is the most bytes that a program may print.
	maxOutput = 64 << 10
)

// errTooMuch is the error of a program that prints more than maxOutput.
var errTooMuch = errors.New("it prints more than a key")

// limitedBuffer is a buffer of at most maxOutput bytes.
type limitedBuffer struct {
	buf      bytes.Buffer
	exceeded bool // the program printed more
}

// Write implements io.Writer.
func (l *limitedBuffer) Write(b []byte) (int, error) {
	if l.buf.Len()+len(b) > maxOutput {
		l.exceeded = true
		return 0, errTooMuch
	}
	return l.buf.Write(b)
}

// runKeyCommand runs a program without a shell, and returns the first line that it
// prints. Errors name only the program: its arguments and output may be secrets.
func (a *Accounts) runKeyCommand(ctx context.Context, argv []string) (string, error) {
	var out limitedBuffer
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Env = a.Environ()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = a.o.In, &out, a.o.Err
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("key_command: %s gave no key in time", argv[0])
	case out.exceeded:
		return "", fmt.Errorf("key_command: %s: %w", argv[0], errTooMuch)
	case err != nil:
		return "", fmt.Errorf("key_command: %s gave no key: %w", argv[0], err)
	}
	line, _, _ := strings.Cut(strings.TrimSpace(out.buf.String()), "\n")
	if line = strings.TrimSpace(line); line == "" {
		return "", fmt.Errorf("key_command: %s printed nothing", argv[0])
	}
	return line, nil
}
