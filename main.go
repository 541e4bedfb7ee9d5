// Command vapi-sessions browses the sessions of a Vapi organisation in a
// terminal: it lists them as you scroll, filters them, shows one, edits it in
// place, and deletes the stale ones by keyboard.
package main

import (
	"io"
	"log"
	"os"

	"vapi-sessions/ui/cli"
)

// version is set when a release is built; otherwise the module's own is told.
var version = ""

func main() {
	log.SetOutput(io.Discard) // net/http writes bytes of answers there, and standard error is the screen
	os.Exit(cli.Run(os.Args[1:], cli.World{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Environ: os.Environ(), Version: version,
	}))
}
