package detail

import "vapi-sessions/keymap"

// folds says which folds a person has closed: a mode for all of them, and exceptions.
type folds struct {
	mode       foldMode
	exceptions map[int]bool // head of a fold → whether it is closed
}

type foldMode uint8

const (
	foldDefault foldMode = iota // those that source.startsFolded names are closed
	foldNone
	foldAll
)

func (f *folds) set(head int, closed bool) {
	if f.exceptions == nil {
		f.exceptions = make(map[int]bool)
	}
	f.exceptions[head] = closed
}

// isFolded reports whether block i heads a fold that is closed.
func (v *view) isFolded(i int) bool {
	if v.src.lastInFold(i) == i {
		return false
	}
	if c, ok := v.folds.exceptions[i]; ok {
		return c
	}
	return v.folds.mode == foldAll || v.folds.mode == foldDefault && v.src.startsFolded(i)
}

// visibleBlock returns the block that is shown for block i: the head of the outermost
// closed fold around it, or i itself. Past the end it returns the last one, and -1 where
// there are no blocks.
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

// nextBlock returns the visible block after block i, or -1.
func (v *view) nextBlock(i int) int {
	if v.isFolded(i) {
		i = v.src.lastInFold(i)
	}
	if i+1 >= v.src.count() {
		return -1
	}
	return i + 1
}

// previousBlock returns the visible block before block i, or -1.
func (v *view) previousBlock(i int) int {
	if i <= 0 {
		return -1
	}
	return v.visibleBlock(i - 1)
}

// fold carries out a fold action. An action on a single fold means the one that the
// cursor's block heads, or else the one that the block is in.
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

// unfold opens all folds around block i.
func (v *view) unfold(i int) {
	for head := v.src.parent(i); head >= 0; head = v.src.parent(head) {
		if v.isFolded(head) {
			v.folds.set(head, false)
		}
	}
}
