package ui

import (
	"strings"
	"testing"

	"vapi-sessions/client/demo"
)

// What is cut ends in one sign everywhere: … and, where signs are in ASCII, ~.
func TestWhatIsCutEndsInOneSign(t *testing.T) {
	refused := func(_ *Options, d *demo.Options) { d.Token = "another" }
	for _, size := range [][2]int{{120, 36}, {80, 24}, {60, 20}, {40, 10}} {
		scene(t, func(s *stage) { s.size(size[0], size[1]).shows("401").hides("~") }, refused)
	}
	scene(t, func(s *stage) {
		s.keys("/").typed("name:"+strings.Repeat("abc", 50)).keys("enter").size(120, 36).hides("~")
		s.size(80, 24).hides("~").size(60, 20).hides("~").size(40, 10).hides("~")
	})
	scene(t, func(s *stage) {
		s.keys("d", "y").size(20, 6).shows("1 delete in 10 s, u\n", "takes it back\n", "u undo, q quit\n").hides("~")
	})
	scene(t, func(s *stage) {
		s.size(40, 10).shows("~").hides("…")
	}, refused, func(o *Options, _ *demo.Options) { o.ASCII = true })
}

// What can be done about an error is read whole where there is room, and goes before what
// the server said.
func TestWhatCanBeDoneAboutAnErrorIsReadWhole(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {80, 24}, {60, 20}, {40, 16}} {
		scene(t, func(s *stage) {
			s.size(size[0], size[1]).says("the private key, not the public one, of this organisation and region is needed")
		}, func(_ *Options, d *demo.Options) { d.Token = "another" })
	}
	scene(t, func(s *stage) {
		s.size(40, 10).says("401 Invalid Key. H… ! r retry esc hide the key was refused: the private key").shows("r tries again")
	}, func(_ *Options, d *demo.Options) { d.Token = "another" })
}
