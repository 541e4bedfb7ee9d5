package ui

import (
	"strings"
	"testing"

	"vapi-sessions/client/demo"
)

// What is cut ends in one sign everywhere: … and, where signs are in ASCII, ~.
func TestWhatIsCutEndsInOneSign(t *testing.T) {
	t.Parallel()
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
	for _, size := range sizes {
		for _, filter := range []string{"", "status:expired"} {
			scene(t, func(s *stage) {
				s.m.server.Config.KeyEnv = "VAPI_API_KEY"
				s.keys("r").size(size[0], size[1]).says("r retry esc hide the key from $VAPI_API_KEY was refused: use the private key, not the public one, of this organisation and region")
				if filter != "" {
					s.shows("/ " + filter)
				}
			}, func(o *Options, d *demo.Options) {
				o.Filter, d.Token = filter, "another"
			})
		}
	}
}
