package pager

import "testing"

// Pages of a scan begin with something known and bring something new, however
// small they are.
func TestPageOverlapsAndAdvances(t *testing.T) {
	for most := 5; most <= 1000; most += 1 + most/3 {
		for n := 1; n < 20*most && n < 20000; n += 1 + n/7 {
			number, limit, offset := nextScanPage(n, most)
			if limit < 1 || limit > most || (number-1)*limit != offset {
				t.Fatalf("page(%d, %d) = %d, %d, %d", n, most, number, limit, offset)
			}
			if offset >= n || offset+limit <= n && limit < most {
				t.Fatalf("page(%d, %d) reads %d to %d", n, most, offset, offset+limit)
			}
		}
	}
}

func TestPageAroundHoldsTheScreen(t *testing.T) {
	for x := range 500 {
		number, limit, offset := pageAround(x, x+30, 100, 1000)
		if offset > x || offset+limit <= x+30 || (number-1)*limit != offset {
			t.Fatalf("positions %d to %d: page %d of %d", x, x+30, number, limit)
		}
	}
}
