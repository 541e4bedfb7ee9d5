package detail

import (
	"fmt"
	"github.com/charmbracelet/colorprofile"
	"os"
	"strings"
	"testing"
)

func TestTry(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 34)
	src := map[string]string{"d": dispute(), "t": tongues(), "h": hostile(), "b": bare()}[os.Getenv("SRC")]
	p.Show(decode(t, src))
	for tab := range tabs {
		p.SetTab(tab)
		fmt.Println(strings.Join(p.Lines(), "|\n") + "|")
	}
}
