package store

// fifo is a queue of which the first can be taken in constant time.
type fifo[T any] struct {
	items []T
	head  int
}

func (f *fifo[T]) push(v T) { f.items = append(f.items, v) }

func (f *fifo[T]) rest() []T { return f.items[f.head:] }

func (f *fifo[T]) peek() (T, bool) {
	if f.head == len(f.items) {
		var none T
		return none, false
	}
	return f.items[f.head], true
}

func (f *fifo[T]) pop() (T, bool) {
	v, ok := f.peek()
	if !ok {
		return v, false
	}
	var none T
	f.items[f.head] = none
	if f.head++; f.head == len(f.items) {
		f.items, f.head = nil, 0
	}
	return v, true
}
