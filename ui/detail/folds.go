package detail

import "vapi-sessions/keymap"

// folds are a person's choices: all open, all closed or as the content
// suggests, and the exceptions.
type folds struct {
	mode   foldMode
	except map[int]bool // block that heads a fold → closed
}

type foldMode uint8

const (
	foldLong foldMode = iota // what is long is closed
	foldNone
	foldEvery
)

func (f *folds) set(head int, closed bool) {
	if f.except == nil {
		f.except = make(map[int]bool)
	}
	f.except[head] = closed
}

// closed reports whether a block heads a fold that is closed.
func (v *view) closed(i int) bool {
	if v.src.last(i) == i {
		return false
	}
	if c, ok := v.folds.except[i]; ok {
		return c
	}
	return v.folds.mode == foldEvery || v.folds.mode == foldLong && v.src.long(i)
}

// visible gives the block that shows a block: the head of the outermost closed
// fold around it, or itself. Past the end it gives the last one; -1 without any.
func (v *view) visible(i int) int {
	n := v.src.count()
	i = max(min(0, n-1), min(i, n-1))
	if i < 0 {
		return -1
	}
	for head := v.src.parent(i); head >= 0; head = v.src.parent(head) {
		if v.closed(head) {
			i = head
		}
	}
	return i
}

// next gives the visible block after one, or -1.
func (v *view) next(i int) int {
	if v.closed(i) {
		i = v.src.last(i)
	}
	if i+1 >= v.src.count() {
		return -1
	}
	return i + 1
}

// previous gives the visible block before one, or -1.
func (v *view) previous(i int) int {
	if i <= 0 {
		return -1
	}
	return v.visible(i - 1)
}

// fold carries out an action that folds. Those of a single fold are about the one
// that the cursor's block heads, or else the one that it is in.
func (v *view) fold(a keymap.Action) {
	switch a {
	case keymap.FoldOpenAll:
		v.folds = folds{mode: foldNone}
		return
	case keymap.FoldCloseAll:
		v.folds = folds{mode: foldEvery}
		return
	default:
	}
	head := v.cursor.block
	if v.src.last(head) == head || a == keymap.FoldClose && v.closed(head) {
		head = v.src.parent(head)
	}
	if head >= 0 && v.src.last(head) != head {
		v.folds.set(head, a == keymap.FoldClose || a == keymap.FoldToggle && !v.closed(head))
	}
}

// unfold opens all folds around a block, so that it can be seen.
func (v *view) unfold(i int) {
	for head := v.src.parent(i); head >= 0; head = v.src.parent(head) {
		if v.closed(head) {
			v.folds.set(head, false)
		}
	}
}
