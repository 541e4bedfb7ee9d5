package dialog

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/words"
)

// DeleteOptions are the facts about the session to delete.
type DeleteOptions struct {
	ID         string
	Name       string
	Facts      []string
	Active     bool          // it is active
	Maybe      bool          // of Active: it is maybe expired
	UndoWindow time.Duration // how long the delete waits before it is sent
	TrashKeep  time.Duration // how long the trash keeps a copy; 0 when the trash is off

	Delete, DryRun Answer
}

// NewDelete returns the question whether to delete one session.
func NewDelete(l Base, o DeleteOptions) *Question {
	q := QuestionOptions{Title: "Delete 1 session?", DryRun: o.DryRun, Name: cmp.Or(o.Name, "(no name)"),
		Text: []string{"id " + o.ID, strings.Join(o.Facts, "   ")}, Warnings: []string{"Vapi cannot restore a deleted session."},
		Closing: deleteConsequences(l.Keys, o.UndoWindow, o.TrashKeep),
		Buttons: []Button{{Label: "Delete", Press: o.Delete, YesKey: true}}}
	if o.Active {
		still := "Still active"
		if o.Maybe {
			still = "May be still active, maybe expired"
		}
		q.Warnings = slices.Insert(q.Warnings, 0, still+": a caller may be in this conversation.")
	}
	return NewQuestion(l, q)
}

// CannotRestore is shown wherever many sessions are to be deleted.
const CannotRestore = "Vapi cannot restore them."

// deleteConsequences says when a delete is sent, and whether a copy is kept.
func deleteConsequences(keys keymap.Map, undo, keep time.Duration) string {
	when := "Sent at once: there is no undo."
	if undo > 0 {
		when = "Sent in " + words.LongDuration(undo) + ". Until then " + keys.Label(keymap.Undo) + " undoes it and no delete has left this machine."
	}
	if keep <= 0 {
		return when + " The trash is off: no copy is kept."
	}
	return when + " A copy is kept in the trash for " + words.LongDuration(keep) + "."
}
