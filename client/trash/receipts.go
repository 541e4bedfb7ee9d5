package trash

import "fmt"

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
