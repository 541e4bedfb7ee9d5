package detail

import "vapi-sessions/keymap"

// folds are a person's choices: all open, all closed or as the content
// suggests, and the exceptions.
type folds struct {
	mode       foldMode
	exceptions map[int]bool // block that heads a fold → closed
}

type foldMode uint8

const (
	foldDefault foldMode = iota // what is long is closed
	foldNone
	foldAll
)

func (f *folds) set(head int, closed bool) {
	if f.exceptions == nil {
		f.exceptions = make(map[int]bool)
	}
	f.exceptions[head] = closed
}

// isFolded reports whether a block heads a fold that is closed.
func (v *view) isFolded(i int) bool {
	if v.src.lastInFold(i) == i {
		return false
	}
	if c, ok := v.folds.exceptions[i]; ok {
		return c
	}
	return v.folds.mode == foldAll || v.folds.mode == foldDefault && v.src.startsFolded(i)
}

// visibleBlock gives the block that shows a block: the head of the outermost closed
// fold around it, or itself. Past the end it gives the last one; -1 without any.
func (v *view) visibleBlock(i int) int {
	n := v.src.count()
	i = max(min(0, n-1), min(i, n-1))
	if i < 0 {
		return -1
	}
	for head := v.src.parent(i); head >= 0; head = v.src.parent(head) {
		if v.isFolded(head) {
			i = head
		}
	}
	return i
}

// nextBlock gives the visible block after one, or -1.
func (v *view) nextBlock(i int) int {
	if v.isFolded(i) {
		i = v.src.lastInFold(i)
	}
	if i+1 >= v.src.count() {
		return -1
	}
	return i + 1
}

// previousBlock gives the visible block before one, or -1.
func (v *view) previousBlock(i int) int {
	if i <= 0 {
		return -1
	}
	return v.visibleBlock(i - 1)
}

// fold carries out an action that folds. Those of a single fold are about the one
// that the cursor's block heads, or else the one that it is in.
func (v *view) fold(a keymap.Action) {
	switch a {
	case keymap.FoldOpenAll:
		v.folds = folds{mode: foldNone}
		return
	case keymap.FoldCloseAll:
		v.folds = folds{mode: foldAll}
		return
	default:
	}
	head := v.cursor.block
	if v.src.lastInFold(head) == head || a == keymap.FoldClose && v.isFolded(head) {
		head = v.src.parent(head)
	}
	if head >= 0 && v.src.lastInFold(head) != head {
		v.folds.set(head, a == keymap.FoldClose || a == keymap.FoldToggle && !v.isFolded(head))
	}
}

// unfold opens all folds around a block, so that it can be seen.
func (v *view) unfold(i int) {
	for head := v.src.parent(i); head >= 0; head = v.src.parent(head) {
		if v.isFolded(head) {
			v.folds.set(head, false)
		}
	}
}
