package paint

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"pgregory.net/rapid"
)

// emulator is a terminal for one test.
func emulator(w, h int) *vt.Emulator {
	e := vt.NewEmulator(w, h)
	e.SetScrollbackSize(1)
	return e
}

// plainly shows a frame on a new terminal in the simplest way: every line
// written once onto an empty screen.
func plainly(f frame) *vt.Emulator {
	e := emulator(f.w, f.h)
	_, _ = io.WriteString(e, "\x1b[?7l\x1b[?25l")
	lines := strings.Split(f.content, "\n")
	for y, line := range lines[:min(len(lines), f.h)] {
		_, _ = fmt.Fprintf(e, "\x1b[%dH%s", y+1, line)
	}
	if f.cursor != nil {
		_, _ = fmt.Fprintf(e, "\x1b[%d;%dH\x1b[?25h", f.cursor.Y+1, f.cursor.X+1)
	}
	return e
}

// differ tells the first difference between two screens, or "".
func differ(a, b *vt.Emulator) string {
	for y := range b.Height() {
		for x := range b.Width() {
			ca, cb := seen(a, x, y), seen(b, x, y)
			if ca.Content == " " && cb.Content == " " {
				ca.Style, cb.Style = onABlank(ca.Style), onABlank(cb.Style)
			}
			if ca.Link != cb.Link {
				return fmt.Sprintf("at %d,%d: %q leads to %v, want %v", x, y, ca.Content, ca.Link, cb.Link)
			}
			if ca.Content != cb.Content || ca.Width != cb.Width || !ca.Style.Equal(&cb.Style) {
				return fmt.Sprintf("at %d,%d: %q %d %v, want %q %d %v", x, y, ca.Content, ca.Width, ca.Style, cb.Content, cb.Width, cb.Style)
			}
		}
	}
	if a.CursorHidden() != b.CursorHidden() {
		return fmt.Sprintf("cursor hidden %v, want %v", a.CursorHidden(), b.CursorHidden())
	}
	if !b.CursorHidden() && a.CursorPosition() != b.CursorPosition() {
		return fmt.Sprintf("cursor at %v, want %v", a.CursorPosition(), b.CursorPosition())
	}
	return ""
}

// onABlank is what a person sees of a style on a blank.
func onABlank(s uv.Style) uv.Style {
	const unseen = uv.AttrBold | uv.AttrFaint | uv.AttrItalic
	s.Attrs &^= unseen
	if s.Attrs&uv.AttrReverse == 0 && s.Underline == 0 && s.Attrs&uv.AttrStrikethrough == 0 {
		s.Fg = nil
	}
	return s
}

// seen is a cell as a person sees it: a cell never written is a blank one.
func seen(e *vt.Emulator, x, y int) uv.Cell {
	c := e.CellAt(x, y)
	if c == nil || c.Content == "" && c.Width == 1 {
		return uv.Cell{Content: " ", Width: 1}
	}
	return *c
}

var (
	styles = []string{"", "", "\x1b[1m", "\x1b[7m", "\x1b[38;2;1;2;3m", "\x1b[31;44m", "\x1b[1m\x1b[32m", "\x1b[0;4m", "\x1b[48;5;7m", "\x1b[1;48;2;9;8;7m", "\x1b[38;5;4;9m", "\x1b[38;2;4;7;9m", "\x1b[103m"}
	words  = []string{"", " ", "a", "id", "support", "0f3c1a9e", "            ", "漢字", "é", "e\u0301", "a\u0301\u0323b", "│", "한글x", "●", "ｗ", "----------------"}
)

// line draws a line that fits w cells.
func line(t *rapid.T, w int) string {
	var s strings.Builder
	for range rapid.IntRange(0, 8).Draw(t, "pieces") {
		style, word := rapid.SampledFrom(styles).Draw(t, "style"), rapid.SampledFrom(words).Draw(t, "word")
		if ansi.StringWidthWc(s.String()+word) > w {
			break
		}
		if rapid.Bool().Draw(t, "link") {
			word = ansi.SetHyperlink(rapid.SampledFrom([]string{"https://a.example/m?n=1;2", "http://b.example"}).Draw(t, "address")) + word + ansi.ResetHyperlink()
		}
		s.WriteString(style + word)
		if style != "" {
			s.WriteString(rapid.SampledFrom([]string{"\x1b[m", "\x1b[0m"}).Draw(t, "reset"))
		}
	}
	if n := w - ansi.StringWidthWc(s.String()); n > 0 && rapid.Bool().Draw(t, "filled") {
		s.WriteString(strings.Repeat(" ", n))
	}
	return s.String()
}

// TestThePainterShowsWhatPlainRepaintsShow is the proof of the package: after
// any frames, resizes, scrolls, interruptions and invalidations the terminal
// shows the newest one.
func TestThePainterShowsWhatPlainRepaintsShow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := frame{w: rapid.IntRange(1, 40).Draw(t, "w"), h: 15 - rapid.IntRange(1, 14).Draw(t, "less")}
		s := newScreen()
		s.sync = rapid.Bool().Draw(t, "sync")
		e := emulator(f.w, f.h)
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			f = change(t, f, s, e)
			if rapid.Bool().Draw(t, "sync changes") {
				s.sync = !s.sync
			}
			out := s.paint(f)
			if len(out) > 0 && bytes.HasPrefix(out, []byte(syncOn)) != s.sync {
				t.Fatalf("an update as a whole is wanted: %v; written is %q", s.sync, out)
			}
			_, _ = e.Write(out)
			if d := differ(e, plainly(f)); d != "" {
				t.Fatalf("%s\n%q", d, f.content)
			}
			if again := s.paint(f); len(again) > 0 {
				t.Fatalf("the same frame is written twice: %q", again)
			}
		}
	})
}

// change makes another frame, and does to the screen what goes with it.
func change(t *rapid.T, f frame, s *screen, e *vt.Emulator) frame {
	lines := strings.Split(f.content, "\n")
	switch rapid.IntRange(0, 9).Draw(t, "what") {
	case 0:
		f.w, f.h = rapid.IntRange(1, 40).Draw(t, "w"), 15-rapid.IntRange(1, 14).Draw(t, "less")
		e.Resize(f.w, f.h)
		lines = nil
	case 1: // somebody else writes
		_, _ = io.WriteString(e, rapid.SampledFrom([]string{"\x1b[2J\x1b[H ", "\x1b[3;5r\x1b[41mjunk\r\n\r\n", "\x1b[?7h\x1b[5;5Hxx\x1b[?25h", "\x1b(0"}).Draw(t, "junk"))
		s.invalidate()
	case 2:
		s.invalidate()
	}
	for len(lines) < f.h {
		own := rapid.SampledFrom([]string{string(rune('a' + len(lines))), ""}).Draw(t, "own") // so that lines differ
		lines = append(lines, own+line(t, f.w-len(own)))
	}
	if rapid.Bool().Draw(t, "scroll") {
		top, below := rapid.IntRange(0, (len(lines)-1)/2).Draw(t, "top"), rapid.IntRange(0, len(lines)/2).Draw(t, "below")
		region := lines[top : len(lines)-below]
		n := rapid.IntRange(1, 5).Draw(t, "n") % len(region)
		if rapid.Bool().Draw(t, "down") {
			n = len(region) - n
		}
		copy(region, slices.Concat(region[n:], region[:n]))
	}
	for range rapid.IntRange(0, 3).Draw(t, "edits") {
		lines[rapid.IntRange(0, len(lines)-1).Draw(t, "y")] = line(t, f.w)
	}
	f.content, f.cursor = strings.Join(lines, "\n"), nil
	if rapid.Bool().Draw(t, "cursor") {
		f.cursor = &tea.Position{X: rapid.IntRange(0, f.w-1).Draw(t, "x"), Y: rapid.IntRange(0, f.h-1).Draw(t, "y")}
	}
	return f
}

// TestALineCanOnlyShowItself feeds lines that break the contract: too long,
// left with a style or a link on, with movements, control strings and characters.
func TestALineCanOnlyShowItself(t *testing.T) {
	const link = "\x1b]8;;https://a.example\x07"
	lines := []string{
		link + "0123456789abcdef", "\x1b[31mred\x1b[2J\x1b[H\x1b]0;t\x07\x1bP$q\x1b\\\x1b[?1049l", "a\tb\rc\x00\u009b2Jd\x1b]8;;\x1b[2Je\x07f\x1b", "123456漢字", "a fifth line",
	}
	want := plainly(drawn(8, 4, link+"01234567"+ansi.ResetHyperlink(), "\x1b[31mred\x1b[m", "abc2Jdef", "123456漢"))
	e := emulator(8, 4)
	_, _ = e.Write(newScreen().paint(drawn(8, 4, lines...)))
	if d := differ(e, want); d != "" {
		t.Errorf("%s\n%s", d, e.String())
	}
	lines[3] = "1234567漢字"
	want = plainly(drawn(8, 4, link+"01234567"+ansi.ResetHyperlink(), "\x1b[31mred\x1b[m", "abc2Jdef", "1234567 "))
	e = emulator(8, 4)
	_, _ = e.Write(newScreen().paint(drawn(8, 4, lines...)))
	if d := differ(e, want); d != "" {
		t.Errorf("half a wide character: %s", d)
	}
}

func TestSimpleCharactersHaveOneColumn(t *testing.T) {
	for ch := ' '; ch < 0x3000; ch++ {
		if s := string(ch); isSimple(ch) && (ansi.StringWidthWc(s) != 1 || ansi.StringWidth(s) != 1 || ansi.StringWidth("a"+s+"a") != 3) {
			t.Errorf("%U has not one column", ch)
		}
	}
}

// Whatever bytes a line is made of, its cells are as many as the screen is wide
// and none of them holds what a terminal obeys.
func TestNoByteOfALineIsObeyed(t *testing.T) {
	harmless := regexp.MustCompile(`^(\x1b\]8;[!-~]*\x07)?(\x1b\[[0-9;:]*m)*$`)
	pieces := []string{"\x1b[", "\x1b", "[", "]0;", "P", "m", "31", ";", "\x07", "\x1b\\", "\x9b", "\xff", "\xc3", "\u009b", "\u202e", "\u200d", "\u0301", "\ufe0f", "]8;;", "\x1b]8;;http://a\x07",
		"\u00ad", "\u2028", "❤", "👩", "漢", "a", " ", "\n", "\r", "\t", "\x00", "\x7f", "\u0e33", "\u0903"}
	rapid.Check(t, func(t *rapid.T) {
		line := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), "")
		a := newCellCache()
		cells := a.parse(line, 7)
		if len(cells) != 7 {
			t.Fatalf("%d cells", len(cells))
		}
		for _, c := range cells {
			text := a.appendText(nil, c)
			if c.width > 0 && (!utf8.Valid(text) || bytes.ContainsFunc(text, unicode.IsControl)) {
				t.Fatalf("a cell shows %q", text)
			}
		}
		for _, style := range a.styles.texts {
			if !harmless.MatchString(style) {
				t.Fatalf("a style is %q", style)
			}
		}
	})
}

func TestAFrameCostsFewBytes(t *testing.T) {
	list := func(top, cursor int) frame { return listFrame(120, 40, top, cursor) }
	lines := strings.Split(list(0, 99).content, "\n")
	swapped := slices.Concat(lines[:1], lines[35:38], lines[4:35], lines[1:4], lines[38:])
	for _, c := range []struct {
		name     string
		from, to frame
		most     int
	}{
		{"nothing", list(0, 3), list(0, 3), 0},
		{"the cursor moves", list(0, 3), list(0, 4), 300},
		{"the list scrolls", list(0, 37), list(1, 38), 450},
		{"the list scrolls back", list(9, 9), list(8, 8), 450},
		{"the wheel turns", list(0, 20), list(3, 23), 800},
		{"a page", list(0, 37), list(38, 75), 2700},
		{"a few lines move far", list(0, 99), drawn(120, 40, swapped...), 700},
	} {
		s := newScreen()
		s.paint(c.from)
		if got := len(s.paint(c.to)); got > c.most {
			t.Errorf("%s: %d bytes, at most %d wanted", c.name, got, c.most)
		} else {
			t.Logf("%s: %d bytes", c.name, got)
		}
	}
}

// Rows that move have much in common, such as columns, links and wide characters.
// What stands above or below them, or over them, stays.
func TestAListThatScrollsIsAsRepainted(t *testing.T) {
	s, e := newScreen(), emulator(120, 16)
	names := strings.NewReplacer("call 1", "漢字 1", "call 2", ansi.SetHyperlink("https://a.example")+"call 2"+ansi.ResetHyperlink())
	for _, at := range []struct {
		top, cursor int
		dialog      bool
	}{{0, 3, false}, {1, 4, false}, {4, 4, false}, {4, 5, true}, {5, 6, true}, {3, 9, true}, {2, 9, false}, {0, 0, false}, {1, 1, false}} {
		lines := strings.Split(names.Replace(listFrame(120, 16, at.top, at.cursor).content), "\n")
		lines[15] = fill(fmt.Sprintf("%d is where the cursor stands, of 1000000", at.cursor), 120)
		if at.dialog {
			copy(lines[7:], []string{fill("+--", 120), fill("| a dialog", 120)})
		}
		f := drawn(120, 16, lines...)
		out := s.paint(f)
		_, _ = e.Write(out)
		if d := differ(e, plainly(f)); d != "" {
			t.Fatalf("%+v: %s\n%q", at, d, out)
		}
	}
}

func TestWhatTerminalsDisagreeAboutMovesNothingElse(t *testing.T) {
	s := newScreen()
	s.paint(drawn(20, 1, "                    "))
	got := string(s.paint(drawn(20, 1, "a漢字b"+"              |")))
	if want := "a漢字\x1b[6Gb"; !strings.Contains(got, want) {
		t.Errorf("%q: the cursor is not set after wide characters", got)
	}
}

func TestErasingTakesAWideCharacterWhole(t *testing.T) {
	for _, c := range []struct{ old, cur, want string }{
		{"abc漢" + "|............", "e\u0301e\u0301e\u0301e\u0301x|............", "\x1b[2X"},
		{"-----------漢----", "            x----", "\x1b[13X"},
		{"----------漢-----", "            x----", "\x1b[12X"},
	} {
		s := newScreen()
		w := ansi.StringWidth(c.old)
		s.paint(drawn(w, 1, c.old))
		if got := string(s.paint(drawn(w, 1, c.cur))); !strings.Contains(got, c.want) {
			t.Errorf("%q over %q: %q does not erase %q", c.cur, c.old, got, c.want)
		}
	}
}

// listFrame is a list with a cursor: coloured rows, a header and a footer.
func listFrame(w, h, top, cursor int) frame {
	lines := []string{"\x1b[1m" + fill("id        name          status", w) + "\x1b[m"}
	for i := top; i < top+h-2; i++ {
		id, rest := fmt.Sprintf(" %07d %08x-77aa-4d01-%04x-9d4c51e0%04x  support call %d  ", i, i*2654435761%4294967296, i*40503%65536, i*7919%65536, i%7), fmt.Sprintf("  2026-05-01 12:%02d:%02d  0.0%03d  asst_%d", i/60%60, i%60, i*31%1000, i*7919%10000)
		if i == cursor {
			lines = append(lines, "\x1b[7m"+fill(id+"active"+rest, w)+"\x1b[m")
			continue
		}
		lines = append(lines, id+"\x1b[32mactive\x1b[m\x1b[2m"+fill(rest, w-len(id)-6)+"\x1b[m")
	}
	lines = append(lines, fill(fmt.Sprintf(" %d of 1000000", cursor+1), w))
	return drawn(w, h, lines...)
}

// drawn is a frame of lines.
func drawn(w, h int, lines ...string) frame {
	return frame{content: strings.Join(lines, "\n"), w: w, h: h}
}

func fill(s string, w int) string { return fmt.Sprintf("%-*.*s", w, w, s) }

func BenchmarkPaint(b *testing.B) {
	for _, size := range [][2]int{{120, 40}, {300, 80}} {
		w, h := size[0], size[1]
		page := h - 2
		for _, c := range []struct {
			name string
			a, b frame
		}{
			{"nothing", listFrame(w, h, 0, 5), listFrame(w, h, 0, 5)},
			{"cursor", listFrame(w, h, 0, 5), listFrame(w, h, 0, 6)},
			{"scroll", listFrame(w, h, 0, page-1), listFrame(w, h, 1, page)},
			{"page", listFrame(w, h, 0, 0), listFrame(w, h, page, page)},
		} {
			b.Run(fmt.Sprintf("%dx%d/%s", w, h, c.name), func(b *testing.B) {
				s := newScreen()
				bytes, n := 0, 0
				b.ReportAllocs()
				for b.Loop() {
					bytes += len(s.paint(c.a)) + len(s.paint(c.b))
					n += 2
				}
				b.ReportMetric(float64(bytes)/float64(n), "bytes/paint")
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/paint")
			})
		}
	}
}

func TestALineIsAsLongAsTheScreenIsWide(t *testing.T) {
	for line, want := range map[string]string{
		"": "    ", "ab": "ab  ", "abcdef": "abcd", "abc漢": "abc ", "ab漢": "ab漢", "漢字漢": "漢字", "abcde\u0301": "abcd", "abcd\u0301": "abcd\u0301",
		"\u0301ab": "ab  ", "a\x1b[1m\u0301b": "ab  ", "a\xffb": "a\ufffdb ",
	} {
		a := newCellCache()
		cells := a.parse(line, 4)
		var got []byte
		for _, c := range cells {
			if c.width > 0 {
				got = a.appendText(got, c)
			}
		}
		if len(cells) != 4 || string(got) != want {
			t.Errorf("%q: %d cells showing %q, want %q", line, len(cells), got, want)
		}
	}
}
