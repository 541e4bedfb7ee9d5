package dialog

import (
	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/filter"
)

// Intent is what a dialog asks for. Unless its comment says that the dialog
// stays, the dialog is done when it gives one. Nil is nothing.
type Intent any

type (
	// Cancel closes the dialog and does nothing.
	Cancel struct{}
	// ConfirmDelete queues the deletes.
	ConfirmDelete struct{ IDs []string }
	// ShowRequests shows what an answer would send, and sends nothing. The dialog
	// stays.
	ShowRequests struct{ Of Intent }
	// ExportFirst writes the sessions to a file before anything else. The dialog stays.
	ExportFirst struct{ IDs []string }
	// ListIDs shows all sessions that a bulk question is about. The dialog stays.
	ListIDs struct{ IDs []string }
	// SaveEdit queues a PATCH. Typed reopens the dialog if it is refused.
	SaveEdit struct {
		ID    string
		Patch client.UpdateSession
		Typed FormValues
	}
	// SaveEditMany queues the same PATCH for many.
	SaveEditMany struct {
		IDs   []string
		Patch client.UpdateSession
	}
	// OpenEditor hands the editable fields to $EDITOR as JSON, with what was
	// typed so far: Patch is as much of it as can be read.
	OpenEditor struct {
		ID    string
		Typed FormValues
		Patch client.UpdateSession
	}
	// ShowChanges shows what changed on the server. The dialog stays.
	ShowChanges struct{ ID string }
	// ResolveConflict settles a conflict: the fields in Mine are sent, the others stay theirs.
	ResolveConflict struct {
		ID   string
		Mine []string
	}
	// CreateSession sends a POST, once.
	CreateSession struct {
		Body  client.CreateSession
		Typed FormValues
	}
	// CloneSession makes a session like another. Along names what goes along.
	CloneSession struct {
		ID    string
		Name  string
		Parts []string
	}
	// RunAction does what the action's key would do.
	RunAction struct{ Action keymap.Action }
	// PassAction does an action without closing the dialog: suspend, redraw, help,
	// pause, stop. The dialog stays.
	PassAction struct{ Action keymap.Action }
	// TypeCommand opens the palette with a text typed already.
	TypeCommand struct{ Text string }
	// RunCommand does what a palette line says.
	RunCommand struct{ Text string }
	// Choose is the answer to a menu or a question: the key of the item or button.
	Choose struct{ Key string }
	// ToggleItem switches an item of a menu with boxes. The dialog stays.
	ToggleItem struct {
		Key string
		On  bool
	}
	// MoveItem moves an item of a menu up (-1) or down (1). The dialog stays.
	MoveItem struct {
		Key string
		By  int
	}
	// Submit is the text of a prompt.
	Submit struct{ Text string }
	// PlanChanged asks for new counts. The dialog stays.
	PlanChanged struct{ Choice PlanChoice }
	// PlanExport writes the plan's sessions to a file. The dialog stays.
	PlanExport struct{ Choice PlanChoice }
	// PlanLoadAll loads the whole list, and gives new counts as it comes. The
	// dialog stays.
	PlanLoadAll struct{}
	// PlanDelete goes on to the question about deleting the plan's sessions.
	PlanDelete struct{ Choice PlanChoice }
	// TrashShow shows a deleted session. The dialog stays.
	TrashShow struct{ ID string }
	// TrashExport writes a deleted session to a file. The dialog stays.
	TrashExport struct{ ID string }
	// TrashRecreate asks for a new session like a deleted one. The dialog stays.
	TrashRecreate struct{ ID string }
	// RetryFailed sends the writes that failed once more. The dialog stays.
	RetryFailed struct{}
	// CopyRequest copies a line of the activity as a command. The dialog stays.
	CopyRequest struct{ Index int }
)

// KeepsOpen reports whether the dialog that gave the intent remains open.
func KeepsOpen(i Intent) bool {
	switch i.(type) {
	case nil, ShowRequests, ExportFirst, ListIDs, ShowChanges, PassAction, ToggleItem, MoveItem, PlanChanged, filter.Changed, PlanExport, PlanLoadAll,
		TrashShow, TrashExport, TrashRecreate, CopyRequest, RetryFailed:
		return true
	}
	return false
}
