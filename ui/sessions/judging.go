package sessions

import (
	"container/heap"
	"time"

	"vapi-sessions/client/pager"
	"vapi-sessions/ui/words"
)

// dueRow is a row that time alone may make match the filter, or not match any more.
type dueRow struct {
	second int64 // Unix time when it must be matched again
	id     string
	passes bool // whether it matched last
}

// dueRows are such rows of one list, the next one first.
type dueRows struct {
	queue dueQueue
	next  map[string]int64 // second by ID; queue entries with another second are out of date
}

// note records whether a row matched, and until when that holds; zero for always.
func (d *dueRows) note(id string, passes bool, until time.Time) {
	if until.IsZero() {
		delete(d.next, id)
		return
	}
	second := words.WholeSecond(until).Unix()
	if d.next[id] != second {
		d.next[id] = second
		heap.Push(&d.queue, dueRow{second, id, passes})
	}
}

// at returns when the next row is due; zero for never.
func (d *dueRows) at() time.Time {
	for len(d.queue) > 0 {
		if first := d.queue[0]; d.next[first.id] == first.second {
			return time.Unix(first.second, 0)
		}
		heap.Pop(&d.queue)
	}
	return time.Time{}
}

// popDue takes out the rows that are due.
func (d *dueRows) popDue(now time.Time) (rows []dueRow) {
	for at := d.at(); !at.IsZero() && !at.After(now); at = d.at() {
		row := heap.Pop(&d.queue).(dueRow)
		delete(d.next, row.id)
		rows = append(rows, row)
	}
	return rows
}

// judge matches the rows that are due against the filter again and, if all is set, the
// listed ones too. It returns whether the list changed, the IDs that match now and did
// not before, and those that the list does not hold any more.
func (l *list) judge(now time.Time, all bool) (changed bool, admitted, dropped []string) {
	rows := l.due.popDue(now)
	if all && l.filter.Local() {
		for _, id := range l.pager.IDs() {
			if !l.pager.Gone(id) {
				rows = append(rows, dueRow{id: id, passes: true})
			}
		}
	}
	if len(rows) == 0 {
		return false, nil, nil
	}
	matcher := l.filter.Matcher(now, l.names.lookup, l.pick.Paths...).Timed()
	for _, d := range rows {
		row, held := l.store.Row(d.id)
		if !held || row.Gone || row.Bad != nil {
			continue
		}
		passes := matcher.Match(&row.Summary)
		l.due.note(d.id, passes, matcher.Until(&row.Summary))
		if passes != d.passes {
			in, differs := l.pager.Judge(pager.RowKey{ID: d.id, Created: row.CreatedAt}, passes)
			if changed = changed || differs; in {
				admitted = append(admitted, d.id)
			}
		}
		if !l.holds(d.id) {
			dropped = append(dropped, d.id)
		}
	}
	return changed, admitted, dropped
}

// judge applies what time alone has changed to the list on the screen. Rows that match
// now are buffered, like new rows that a poll finds.
func (m *Model) judge(all bool) {
	changed, admitted, dropped := m.shown.judge(m.now, all)
	m.dropRows(dropped)
	if !changed {
		return
	}
	m.store.SetNew(admitted)
	if m.Len() == 0 { // there are no rows that could move
		m.shown.pager.Join()
	}
	m.shown.resort(m.now)
	m.sync()
	m.o.Host.RowsChanged(false)
}

// dueQueue is a heap.
type dueQueue []dueRow

func (q dueQueue) Len() int           { return len(q) }
func (q dueQueue) Less(i, j int) bool { return q[i].second < q[j].second }
func (q dueQueue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }

// Push implements heap.Interface.
func (q *dueQueue) Push(d any) { *q = append(*q, d.(dueRow)) }

// Pop implements heap.Interface.
func (q *dueQueue) Pop() any {
	last := len(*q) - 1
	d := (*q)[last]
	*q = (*q)[:last]
	return d
}
