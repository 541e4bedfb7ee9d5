package detail

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
)

// read gives the index of a whole document, read in pieces of a size.
func read(raw []byte, size int) *jsonIndex {
	x := newJSONIndex(raw)
	for !x.done {
		x.advance(size)
	}
	return x
}

// viewOf is the view of a document as the JSON tab has it.
func viewOf(x *jsonIndex) *view {
	return &view{tabState: new(tabState), src: &jsonLines{jsonIndex: x, pane: newPane(colorprofile.NoTTY, 80, 24)}}
}

// drawDocument makes a JSON document with secrets, long lists and long strings.
func drawDocument(t *rapid.T) []byte {
	var value func(depth int) any
	value = func(depth int) any {
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			return strings.Repeat(rapid.SampledFrom([]string{"a", `\`, `"`, "語", "\n", "x\u0301"}).Draw(t, "of"), rapid.SampledFrom([]int{0, 1, 3, 200, maxBlockBytes - 1, maxBlockBytes, maxBlockBytes + 1, 3 * maxBlockBytes}).Draw(t, "length"))
		case 1:
			return rapid.SampledFrom([]any{nil, true, 1.5, "https://a:b@c/?token=x", `{"apiKey":"x"}`}).Draw(t, "scalar")
		case 2, 3:
			if depth == 0 {
				return []any{}
			}
			list := make([]any, rapid.SampledFrom([]int{0, 1, 2, 5, 90}).Draw(t, "elements"))
			for i := range list {
				if i < 4 {
					list[i] = value(depth - 1)
				} else {
					list[i] = i
				}
			}
			return list
		}
		object := map[string]any{}
		for range rapid.IntRange(0, 4).Draw(t, "members") {
			name := rapid.SampledFrom([]string{"a", "b", "tools", "headers", "parameters", "value", "code", "tool", "variableValues", "pin", "body", "token", "credentials", "messages", "\n"}).Draw(t, "name")
			if depth > 0 {
				object[name] = value(depth - 1)
			} else {
				object[name] = "leaf"
			}
		}
		return object
	}
	raw, err := json.Marshal(value(4))
	if err != nil {
		t.Fatalf("making a document: %v", err)
	}
	if rapid.Bool().Draw(t, "indented") {
		var b bytes.Buffer
		if err := json.Indent(&b, raw, "", "\t"); err != nil {
			t.Fatalf("indenting: %v", err)
		}
		return b.Bytes()
	}
	return raw
}

// TestLinesAreTheIndentedDocument compares the lines, put together, with the
// standard library's indentation of the masked document.
func TestLinesAreTheIndentedDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := drawDocument(t)
		x := read(raw, rapid.SampledFrom([]int{1, 50, 1000}).Draw(t, "size"))
		var got strings.Builder
		for i, l := range x.lines {
			if l.kind != lineContinued {
				if i > 0 {
					got.WriteByte('\n')
				}
				got.WriteString(strings.Repeat(" ", int(l.depth)))
			}
			if key := x.key(i); len(key) > 0 {
				got.Write(key)
				got.WriteString(": ")
			}
			if len(x.value(i)) > maxBlockBytes {
				t.Fatalf("line %d holds %d bytes", i, len(x.value(i)))
			}
			got.Write(x.value(i))
			if l.commaAfter {
				got.WriteByte(',')
			}
		}
		var want bytes.Buffer
		if err := json.Indent(&want, client.Redact(raw), "", " "); err != nil {
			t.Fatalf("indenting: %v", err)
		}
		if got.String() != want.String() {
			t.Fatalf("got\n%.500s\nwant\n%.500s", got.String(), want.String())
		}
	})
}

// TestFoldsSkipWhatTheyHold walks forward and back over random folds, and
// compares with brackets matched by counting.
func TestFoldsSkipWhatTheyHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := read(drawDocument(t), rapid.SampledFrom([]int{1, 50, 1000}).Draw(t, "size"))
		if len(x.lines) == 0 {
			return
		}
		v := viewOf(x)
		if rapid.Bool().Draw(t, "all") {
			v.fold(keymap.FoldCloseAll)
		}
		for range rapid.IntRange(0, 4).Draw(t, "folds") {
			v.cursor.block = rapid.IntRange(0, len(x.lines)-1).Draw(t, "line")
			v.fold(rapid.SampledFrom([]keymap.Action{keymap.FoldOpen, keymap.FoldClose, keymap.FoldToggle}).Draw(t, "action"))
		}
		var want []int
		for i, until := 0, -1; i < len(x.lines); i++ {
			l := &x.lines[i]
			if until >= 0 {
				if l.kind == lineClose && int(l.depth) == until {
					until = -1
				}
				continue
			}
			want = append(want, i)
			if v.isFolded(i) {
				until = int(l.depth)
			}
		}
		var forward, back []int
		for i := v.visibleBlock(0); i >= 0; i = v.nextBlock(i) {
			forward = append(forward, i)
		}
		for i := v.visibleBlock(len(x.lines) - 1); i >= 0; i = v.previousBlock(i) {
			back = append([]int{i}, back...)
		}
		if !slices.Equal(forward, want) || !slices.Equal(back, want) {
			t.Fatalf("forward %v, back %v, want %v", forward, back, want)
		}
		i := rapid.IntRange(0, len(x.lines)-1).Draw(t, "revealed")
		v.unfold(i)
		if v.visibleBlock(i) != i {
			t.Fatalf("line %d is still folded away", i)
		}
	})
}

// TestFindInJSON finds as many matches as the shown lines hold.
func TestFindInJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := read(drawDocument(t), rapid.SampledFrom([]int{1, 50, 1000}).Draw(t, "size"))
		m := newMatcher(rapid.SampledFrom([]string{"a", "leaf", "HIDDEN", "89", "tools", "語語", `\\`}).Draw(t, "want"))
		v := viewOf(x)
		for i := range x.lines {
			if shown := m.count(string(x.key(i))) + m.count(string(x.value(i))); shown != m.count(v.src.text(i)) {
				t.Fatalf("line %d holds %d matches, %q is searched", i, shown, v.src.text(i))
			}
		}
	})
}

func TestMatchesAreFoundInAnyCase(t *testing.T) {
	for _, c := range []struct {
		want, in string
		at       []span
	}{
		{"lazy", "Lazy dogs, LAZY cats", []span{{0, 4}, {11, 15}}}, {"aa", "aaaa", []span{{0, 2}, {2, 4}}}, {"x", "", nil},
		{"ÄRGER", "kein ärger", []span{{5, 11}}}, {"語", "日本語", []span{{6, 9}}}, {"i", "İi", []span{{2, 3}}}, {"б", "Бб", []span{{0, 2}, {2, 4}}},
	} {
		m := newMatcher(c.want)
		if got := m.find(c.in); !slices.Equal(got, c.at) || m.count(c.in) != len(c.at) {
			t.Errorf("%q in %q: %v and %d, want %v", c.want, c.in, got, m.count(c.in), c.at)
		}
	}
}

func TestJSONOfAnotherKind(t *testing.T) {
	for _, raw := range []string{"", "{}", "[]", "null", `"x"`, `{"a":`, `{"a"`, `[1,`, `}`, `]]`, `{"a":}`, "\x00", `{"id":"x",}`, strings.Repeat("[", 500)} {
		p := newPane(colorprofile.NoTTY, 40, 20)
		p.Show(&client.Session{ID: "x", Raw: []byte(raw)})
		p.SetTab(TabJSON)
		for _, a := range []keymap.Action{keymap.FoldCloseAll, keymap.FoldOpenAll, keymap.FoldClose, keymap.End, keymap.FoldClose, keymap.PageUp, keymap.Reveal} {
			p.Do(a)
			checkFrame(t, p, 40, 20)
		}
		privateJSON([]byte(raw))
	}
}

// TestEndWaitsForTheEnd goes to the end of what is known, and on as more is.
func TestEndWaitsForTheEnd(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 20)
	p.Show(huge(t, 4<<20))
	p.SetTab(TabJSON)
	p.Do(keymap.End)
	if got := cursorText(t, p); got == ">  }" {
		t.Fatal("all lines were known at once: the test sees nothing")
	}
	steps := 0
	for p.Work() {
		checkFrame(t, p, 60, 20)
		steps++
	}
	if got := strings.Fields(cursorText(t, p)); len(got) != 2 || got[1] != "}" || steps < 10 {
		t.Errorf("after %d steps the cursor is on %q", steps, got)
	}
	p.Do(keymap.Find)
	p.Paste("message 700\\n")
	for p.Work() {
	}
	if got := screen(p); !strings.Contains(got, "1 of 1") || !strings.Contains(cursorText(t, p), "Message 700") {
		t.Errorf("found:\n%s", got)
	}
	p.Do(keymap.FoldCloseAll)
	p.Do(keymap.FindNext)
	if !strings.Contains(cursorText(t, p), "Message 700") {
		t.Errorf("what is found stays folded away: %q", cursorText(t, p))
	}
}
