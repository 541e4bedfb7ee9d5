package dialog

import (
	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/filter"
)

// Intent is what a dialog asks for, or nil. The dialog is closed then, unless the
// comment of the intent says that it stays open.
type Intent any

type (
	// Cancel closes the dialog and does nothing.
	Cancel struct{}
	// ConfirmDelete queues the deletes.
	ConfirmDelete struct{ IDs []string }
	// ShowRequests shows the requests that an intent would send. The dialog
	// stays open.
	ShowRequests struct{ Of Intent }
	// ExportFirst writes the sessions to a file. The dialog stays open.
	ExportFirst struct{ IDs []string }
	// ListIDs shows all sessions that a bulk delete is about. The dialog stays open.
	ListIDs struct{ IDs []string }
	// SaveEdit queues a PATCH. Typed fills the dialog again if it is refused.
	SaveEdit struct {
		ID    string
		Patch client.UpdateSession
		Typed FormValues
	}
	// SaveEditMany queues the same PATCH for many sessions.
	SaveEditMany struct {
		IDs   []string
		Patch client.UpdateSession
	}
	// OpenEditor opens the editable fields in $EDITOR as JSON. Patch is what was
	// changed in the form so far, as far as it is valid.
	OpenEditor struct {
		ID    string
		Typed FormValues
		Patch client.UpdateSession
	}
	// ShowChanges shows what changed on the server. The dialog stays open.
	ShowChanges struct{ ID string }
	// ResolveConflict ends a conflict: the fields in Mine are sent, and the others
	// keep the server's value.
	ResolveConflict struct {
		ID   string
		Mine []string
	}
	// CreateSession sends one POST, without retries.
	CreateSession struct {
		Body  client.CreateSession
		Typed FormValues
	}
	// CloneSession creates a session with some Parts of another, such as CloneMessages.
	CloneSession struct {
		ID    string
		Name  string
		Parts []string
	}
	// RunAction carries out an action.
	RunAction struct{ Action keymap.Action }
	// PassAction carries out an action while the dialog stays open: suspend, redraw,
	// help, pause, stop.
	PassAction struct{ Action keymap.Action }
	// TypeCommand opens the palette with a text in its field.
	TypeCommand struct{ Text string }
	// RunCommand runs a line of the palette.
	RunCommand struct{ Text string }
	// Choose is the key of the item or button that was chosen.
	Choose struct{ Key string }
	// ToggleItem switches a checkbox of a menu. The dialog stays open.
	ToggleItem struct {
		Key string
		On  bool
	}
	// MoveItem moves an item of a menu up (-1) or down (1). The dialog stays open.
	MoveItem struct {
		Key string
		By  int
	}
	// Submit is the text of a prompt.
	Submit struct{ Text string }
	// PlanChanged asks for new counts. The dialog stays open.
	PlanChanged struct{ Choice PlanChoice }
	// PlanExport writes the plan's sessions to a file. The dialog stays open.
	PlanExport struct{ Choice PlanChoice }
	// PlanLoadAll loads the whole list, and updates the counts meanwhile. The dialog
	// stays open.
	PlanLoadAll struct{}
	// PlanDelete opens the question whether to delete the plan's sessions.
	PlanDelete struct{ Choice PlanChoice }
	// TrashShow shows a deleted session. The dialog stays open.
	TrashShow struct{ ID string }
	// TrashExport writes a deleted session to a file. The dialog stays open.
	TrashExport struct{ ID string }
	// TrashRecreate opens the form for a session like a deleted one. The dialog stays
	// open.
	TrashRecreate struct{ ID string }
	// RetryFailed sends the writes that failed again. The dialog stays open.
	RetryFailed struct{}
	// CopyRequest copies a request of the activity as a command. The dialog stays
	// open.
	CopyRequest struct{ Index int }
)

// KeepsOpen reports whether the dialog that returned the intent stays open.
func KeepsOpen(i Intent) bool {
	switch i.(type) {
	case nil, ShowRequests, ExportFirst, ListIDs, ShowChanges, PassAction, ToggleItem, MoveItem, PlanChanged, filter.Changed, PlanExport, PlanLoadAll,
		TrashShow, TrashExport, TrashRecreate, CopyRequest, RetryFailed:
		return true
	}
	return false
}
