package picture

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/charmbracelet/x/vt"
)

// screen is a terminal on which something was written.
func screen(text string) *vt.Emulator {
	e := vt.NewEmulator(30, 5)
	_, _ = io.WriteString(e, text)
	_, _ = io.WriteString(e, "\x1b[H")
	return e
}

const everything = "plain \x1b[1mbold\x1b[m \x1b[2mfaint\x1b[m <&\">\r\n" +
	"\x1b[7m reverse \x1b[m\x1b[31;44m red on blue \x1b[m\r\n" +
	"\x1b[3mitalic\x1b[m \x1b[4munder\x1b[m \x1b[9mstrike\x1b[m \x1b[4;9mboth\x1b[m\r\n" +
	"\x1b[38;2;1;2;3mtrue\x1b[m \x1b[38;5;200mindexed\x1b[m \x1b[38;5;9mnine\x1b[m\r\n" +
	"│ 漢字 e\u0301 ● a  gap ┌─┐"

func TestAScreenAsAPicture(t *testing.T) {
	golden.RequireEqual(t, SVG(screen(everything), Options{Title: "a title", Alt: "a terminal"}))
}

func TestAPictureIsWellFormedInBothGrounds(t *testing.T) {
	for _, o := range []Options{{}, {Light: true}, {Title: `a "<b>" & c`, Alt: `"<`}} {
		svg := SVG(screen(everything), o)
		d := xml.NewDecoder(strings.NewReader(string(svg)))
		var text strings.Builder
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%+v: %v", o, err)
			}
			if c, ok := token.(xml.CharData); ok {
				text.Write(c)
			}
		}
		if !strings.Contains(text.String(), `<&">`) || !strings.Contains(text.String(), o.Title) {
			t.Errorf("%+v: text is missing in %q", o, text.String())
		}
		if strings.Contains(string(svg), "<script") {
			t.Error("a script")
		}
	}
}

// TestWriteForLooking leaves a picture in the file that PICTURE names, to be
// looked at.
func TestWriteForLooking(t *testing.T) {
	name := os.Getenv("PICTURE")
	if name == "" {
		t.Skip("PICTURE names no file")
	}
	if err := os.WriteFile(name, SVG(screen(everything), Options{Title: "a title"}), 0o600); err != nil {
		t.Fatal(err)
	}
}
