package ui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/paint/picture"
)

// sizes are those that the program is made for, from roomy to the smallest.
var sizes = [][2]int{{120, 36}, {80, 24}, {60, 20}, {40, 10}}

func TestFrames(t *testing.T) {
	for _, scene := range []struct {
		name string
		keys []string
	}{
		{"list", nil},
		{"marked", []string{"space", "space", "j", "space"}},
		{"detail", []string{"enter"}},
		{"filter", []string{"/", "s", "t", "a", "t", "u", "s", ":"}},
		{"form", []string{"F"}},
		{"empty", []string{"/", "n", "a", "m", "e", ":", "q", "q", "q", "enter"}},
		{"edit", []string{"e"}},
		{"delete", []string{"d"}},
		{"bulk", []string{"space", "space", "d"}},
		{"rename", []string{"i", "x"}},
		{"help", []string{"?"}},
		{"palette", []string{":", "m"}},
	} {
		t.Run(scene.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStage(t).keys(scene.keys...)
				for _, size := range sizes {
					s.size(size[0], size[1])
					golden(t, fmt.Sprintf("%s-%dx%d.txt", scene.name, size[0], size[1]), s.text())
				}
			})
		})
	}
}

// The pictures in the README are what the program shows, on a dark terminal and
// on a light one.
func TestPictures(t *testing.T) {
	for name, light := range map[string]bool{"screen-dark.svg": false, "screen-light.svg": true} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStage(t, func(o *Options, d *demo.Options) {
					o.Profile, o.Dark = colorprofile.TrueColor, !light
					d.Sessions, d.Odd = 2500, false
				})
				s.keys("space", "j", "space", "j", "j")
				screen := vt.NewEmulator(120, 36)
				defer func() { _ = screen.Close() }()
				if _, err := screen.Write([]byte(strings.ReplaceAll(s.m.View().Content, "\n", "\r\n"))); err != nil {
					t.Fatal(err)
				}
				svg := string(picture.SVG(screen, picture.Options{Title: "vapi-sessions --demo", Light: light,
					Alt: "A list of sessions with marks, ages, expiry and cost, beside the transcript of the one under the cursor"}))
				if !strings.Contains(svg, "<svg") {
					t.Fatal("no picture was drawn")
				}
				golden(t, name, svg)
			})
		})
	}
}
