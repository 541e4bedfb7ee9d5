package store

import (
	"time"

	"vapi-sessions/client"
)

// Diff is what an answer changed.
type Diff struct {
	New      []string // IDs that were not held before
	Changed  []string // IDs whose updatedAt moved on
	Relisted []string // of New: answered as deleted, and listed again afterwards
}

// Merge takes rows that the server sent. sent is when their request was sent.
// Rows without an ID are ignored, and so are older versions of what is held,
// and IDs that were deleted after the request was sent.
func (s *Store) Merge(rows []client.Summary, sent time.Time) Diff {
	s.bumpVersion()
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

// Reconcile takes a whole session that was read by itself, as Merge does, and
// keeps what only lists bring: picked values and hits.
func (s *Store) Reconcile(full *client.Session, sent time.Time) {
	row := client.Summarize(full)
	if e := s.rows[row.ID]; e != nil {
		row.Extra, row.Hit = e.base.Extra, e.base.Hit
	}
	s.Merge([]client.Summary{row}, sent)
}

// noteAnswer takes note of when an answered request was sent, and forgets what no
// longer matters.
func (s *Store) noteAnswer(sent time.Time) {
	if sent.After(s.lastSent) {
		s.lastSent = sent
	}
	s.memory.forget(s.lastSent)
}

// mergeRow is Merge for one row. It reports whether one was held, and whether the
// row is new or moved on.
func (s *Store) mergeRow(r *client.Summary, sent time.Time) (held, changed bool) {
	if r.ID == "" || s.memory.isStale(r, sent) {
		return false, false
	}
	e := s.rows[r.ID]
	if e == nil {
		if s.memory.mayBeOlder(sent) {
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
		spoke = e.base.LastSpokeAt // an edit moves updatedAt, and nobody spoke
	}
	e.base, e.readAt = *r, sent
	e.base.LastSpokeAt = spoke
	return true, newer
}

// Drop lets rows go; they come back when the server sends them again. Marks,
// writes on their way and failures stay.
func (s *Store) Drop(ids []string) {
	s.bumpVersion()
	for _, id := range ids {
		delete(s.rows, id)
	}
}

// SetGone flags rows that the server no longer has. They stay until dropped.
func (s *Store) SetGone(ids []string) {
	s.bumpVersion()
	for _, id := range ids {
		if e := s.rows[id]; e != nil {
			e.gone, e.goneAt = true, s.lastSent
		}
	}
}

// SetNew flags rows as new since the person last looked. Only the caller can
// tell a session that was created from one that was merely not loaded yet.
func (s *Store) SetNew(ids []string) {
	s.bumpVersion()
	for _, id := range ids {
		if e := s.rows[id]; e != nil {
			e.isNew = true
		}
	}
}

// ClearFresh takes the flags for new and changed off all rows.
func (s *Store) ClearFresh() {
	s.bumpVersion()
	for _, e := range s.rows {
		e.isNew, e.changed = false, false
	}
}
