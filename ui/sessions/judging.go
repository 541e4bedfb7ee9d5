package sessions

import (
	"container/heap"
	"time"

	"vapi-sessions/client/pager"
	"vapi-sessions/ui/filter"
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
	next  map[string]dueRow // the entry that counts, by ID; others in the queue are out of date
}

// note records whether a row matched, and until when that holds; zero for always.
func (d *dueRows) note(id string, passes bool, until time.Time) {
	if until.IsZero() {
		delete(d.next, id)
		return
	}
	row := dueRow{words.WholeSecond(until).Unix(), id, passes}
	if d.next[id] != row {
		d.next[id] = row
		heap.Push(&d.queue, row)
	}
}

// at returns when the next row is due; zero for never.
func (d *dueRows) at() time.Time {
	for len(d.queue) > 0 {
		if first := d.queue[0]; d.next[first.id] == first {
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

// judgeDue matches the rows that are due against the filter again and, if all is set, the
// listed ones too.
func (m *Model) judgeDue(all bool) {
	l := m.shown
	rows := l.due.popDue(m.now)
	if len(rows) == 0 && !all {
		return
	}
	timed := l.matcher(m.now).Timed()
	if all && timed != nil {
		for _, id := range l.pager.IDs() {
			if !l.pager.Gone(id) {
				rows = append(rows, dueRow{id: id, passes: true})
			}
		}
	}
	m.judge(l, rows, timed, timed)
}

// Written judges sessions that were written to here, in every list that holds them.
func (m *Model) Written(ids []string) {
	for _, l := range m.lists() {
		if !l.filter.Local() {
			continue
		}
		var rows []dueRow
		for _, id := range ids {
			if l.holds(id) {
				rows = append(rows, dueRow{id: id, passes: l.pager.Holds(id) && !l.pager.Gone(id)})
			}
		}
		m.judge(l, rows, l.matcher(m.now), l.filter.Whole(m.now, m.names.lookup, l.pick.Paths...))
	}
}

// judge matches rows again against the part of the filter that runs here, and those that
// did not match before against all of it. Rows that match now are buffered, like new rows
// that a poll finds.
func (m *Model) judge(l *list, rows []dueRow, here, whole *filter.Matcher) {
	changed := false
	var admitted, dropped []string
	for _, d := range rows {
		row, held := m.store.Row(d.id)
		if !held || row.Gone || row.Bad != nil {
			continue
		}
		passes := here.Match(&row.Summary) && (d.passes || whole.Match(&row.Summary))
		l.due.note(d.id, passes, here.Until(&row.Summary))
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
	m.dropRows(dropped)
	if !changed {
		return
	}
	m.store.SetNew(admitted)
	if l.rows().Len() == 0 { // there are no rows that could move
		l.pager.Join()
	}
	l.resort(m.now)
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
