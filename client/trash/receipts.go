package trash

import (
	"fmt"
	"slices"
)

// Receipt writes down writes that were sent, in one append. From then on they
// outlive the program. Those of deletes outlive the machine from the next Put,
// Hold, Leave or Close on; one that is lost with the machine before leaves its
// delete among those that may have been sent, as its copy was on disk before.
func (t *Trash) Receipt(receipts ...Receipt) error {
	if len(receipts) == 0 {
		return nil
	}
	leave, err := t.enter()
	if err != nil {
		return fmt.Errorf("writing a receipt: %w", err)
	}
	defer leave()
	records := make([]*record, len(receipts))
	for i, r := range receipts {
		records[i] = &record{Receipt: r}
	}
	if err := t.add(records...); err != nil {
		return fmt.Errorf("writing a receipt: %w", err)
	}
	return nil
}

// Receipts gives the last receipts that were written, newest first: at most
// limit, or all when it is 0 or less.
func (t *Trash) Receipts(limit int) ([]Receipt, error) {
	var last []Receipt
	err := t.each(func(r *record) {
		if !r.isReceipt() {
			return
		}
		last = append(last, r.Receipt)
		if limit > 0 && len(last) >= 2*limit {
			last = append(last[:0], last[len(last)-limit:]...)
		}
	}, oldReceipts, pastFiles, dayFiles)
	if err != nil {
		return nil, fmt.Errorf("reading the receipts: %w", err)
	}
	if limit > 0 && len(last) > limit {
		last = last[len(last)-limit:]
	}
	slices.Reverse(last)
	return last, nil
}
