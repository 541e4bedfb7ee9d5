package store

import (
	"time"

	"vapi-sessions/client"
)

// Diff is the IDs of rows that a merge changed.
type Diff struct {
	New      []string // not loaded before
	Changed  []string // with a newer updatedAt
	Relisted []string // of New: answered as deleted before, and listed again since
}

// Merge merges rows of an answer. sent is when its request was sent. Rows without an
// ID, older versions of loaded rows, and sessions that were deleted since are ignored.
func (s *Store) Merge(rows []client.Summary, sent time.Time) Diff {
	s.version++
	s.noteAnswer(sent)
	var d Diff
	for i := range rows {
		id := rows[i].ID
		dead := s.Deleted(id)
		held, changed := s.mergeRow(&rows[i], sent)
		if dead && changed {
			d.Relisted = append(d.Relisted, id)
		}
		switch {
		case changed && held:
			d.Changed = append(d.Changed, id)
			s.rows[id].changed = s.rows[id].changed || s.edits[id] == nil
		case changed:
			d.New = append(d.New, id)
		}
	}
	return d
}

// Reconcile merges a session that was read whole. Values that only lists have, those
// picked and the filter's hits, stay.
func (s *Store) Reconcile(full *client.Session, sent time.Time) {
	row := client.Summarize(full)
	if e := s.rows[row.ID]; e != nil {
		row.Extra, row.Hit = e.base.Extra, e.base.Hit
	}
	s.Merge([]client.Summary{row}, sent)
}

// noteAnswer notes when an answered request was sent, and drops old memories.
func (s *Store) noteAnswer(sent time.Time) {
	if sent.After(s.lastSent) {
		s.lastSent = sent
	}
	s.memory.forget(s.lastSent)
}

// mergeRow is Merge for one row. It reports whether the row was loaded, and whether it
// is new or newer.
func (s *Store) mergeRow(r *client.Summary, sent time.Time) (held, changed bool) {
	if r.ID == "" || s.memory.isStale(r, sent) {
		return false, false
	}
	e := s.rows[r.ID]
	if e == nil {
		if !sent.After(s.memory.forgottenUntil) {
			return false, false
		}
		delete(s.memory.deleted, r.ID)
		s.rows[r.ID] = &entry{base: *r, readAt: sent}
		if v := s.memory.written[r.ID]; !v.spokeAt.IsZero() && r.UpdatedAt.Equal(v.updatedAt) {
			s.rows[r.ID].base.LastSpokeAt = v.spokeAt
		}
		return false, true
	}
	if sent.After(e.goneAt) {
		e.gone = false
	}
	newer := r.UpdatedAt.After(e.base.UpdatedAt)
	if !newer && (r.UpdatedAt.Before(e.base.UpdatedAt) || sent.Before(e.readAt)) {
		return true, false
	}
	spoke := r.LastSpokeAt
	if r.Messages == e.base.Messages {
		spoke = e.base.LastSpokeAt // an edit changes updatedAt, though nobody spoke
	}
	e.base, e.readAt = *r, sent
	e.base.LastSpokeAt = spoke
	return true, newer
}

// Drop removes rows; a later answer loads them again. Marks, writes and failures stay.
func (s *Store) Drop(ids []string) {
	for _, id := range ids {
		s.version++
		delete(s.rows, id)
	}
}

// SetGone flags rows that the server no longer has.
func (s *Store) SetGone(ids []string) {
	s.version++
	for _, id := range ids {
		if e := s.rows[id]; e != nil {
			e.gone, e.goneAt = true, s.lastSent
		}
	}
}

// SetNew flags rows as created since the person last looked. The store itself cannot
// tell a new session from one that was not loaded before.
func (s *Store) SetNew(ids []string) {
	s.version++
	for _, id := range ids {
		if e := s.rows[id]; e != nil {
			e.isNew = true
		}
	}
}

// ClearFresh removes the flags for new and changed from all rows.
func (s *Store) ClearFresh() {
	s.version++
	for _, e := range s.rows {
		e.isNew, e.changed = false, false
	}
}
