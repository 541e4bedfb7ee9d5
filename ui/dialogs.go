package ui

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/paint"
)

// dialogIntent carries out what the dialog on top asks for. Unless the dialog
// stays, it is closed first.
func (m *Model) dialogIntent(in dialog.Intent) tea.Cmd {
	if in == nil {
		return nil
	}
	if dialog.Stays(in) {
		return m.dialogStays(in)
	}
	m.dialogs.Pop()
	switch in := in.(type) {
	case dialog.Cancel:
		if m.dialogs.Len() > 0 {
			return nil // what is below goes on with what it is about
		}
		m.planned = nil
		if m.server.API == nil {
			return m.leave() // behind the welcome there is nothing to see
		}
	case dialog.RunAction:
		return m.do(in.Action)
	case dialog.Choose:
		return m.chosen(in)
	case dialog.Submit:
		return m.submitted(in)
	case dialog.RunCommand:
		return m.command(in.Text)
	default:
		return m.writeIntent(in)
	}
	return nil
}

// dialogStays carries out what leaves the dialog open.
func (m *Model) dialogStays(in dialog.Intent) tea.Cmd {
	switch in := in.(type) {
	case dialog.Pass:
		return m.pass(in.Action)
	case dialog.Toggle:
		m.columnToggled(in.Key, in.On)
	case dialog.Move:
		m.columnMoved(in.Key, in.By)
	case dialog.ExportFirst:
		m.planned = in.IDs
		m.askExport()
	case dialog.PlanExport:
		m.planned = m.planIDs(in.Choice)
		m.askExport()
	case dialog.DryRun:
		m.showRequests(in.IDs)
	case dialog.ShowCurl:
		m.showCurl(in.IDs)
	case dialog.ListIDs:
		m.showIDs(in.IDs)
	case dialog.PlanDryRun:
		m.showRequests(m.planIDs(in.Choice))
	case dialog.PlanChanged:
		m.replan()
	case dialog.PlanLoadAll:
		m.loadAll()
	case dialog.ShowChanges:
		m.showChanges()
	case dialog.RetryFailed:
		return m.retryFailed()
	case dialog.CopyRequest:
		return m.copyRequest(in.Index)
	default:
		return m.trashIntent(in)
	}
	return nil
}

// pass does an action that leaves the dialog where it is.
func (m *Model) pass(a keymap.Action) tea.Cmd {
	switch a {
	case keymap.Suspend:
		return tea.Suspend
	case keymap.Redraw:
		return paint.Redraw
	case keymap.Help:
		m.openHelp()
	default:
		m.actWrite(a)
		m.openActivity()
	}
	return nil
}

// chosen carries out the answer to a menu or a question.
func (m *Model) chosen(in dialog.Choose) tea.Cmd {
	switch in.Menu {
	case menuSort:
		if key, ok := sortKeys[in.Key]; ok {
			m.setTerm("sort", key)
		}
	case menuWelcome:
		if in.Key == "d" {
			return m.startDemo()
		}
		return m.leave()
	case menuCopy:
		return m.do(copyActions[in.Key])
	case menuQuit:
		return m.quitChosen(in.Key)
	case menuMarkAll:
		return m.markAllChosen(in.Key)
	case questionCurl:
		return m.copyCurl()
	case questionToggle:
		if in.Key == "yes" {
			m.toggled()
			return nil
		}
	case questionRecreate:
		if in.Key == "yes" {
			return m.recreated()
		}
	case questionWrite:
		if in.Key == "yes" {
			return m.export(m.overwrite, true)
		}
	}
	m.planned = nil
	return nil
}

// submitted carries out the answer to a prompt.
func (m *Model) submitted(in dialog.Submit) tea.Cmd {
	switch in.Prompt {
	case promptExport:
		return m.export(in.Text, false)
	case promptView:
		m.saveView(in.Text)
	}
	return nil
}

// openHelp lists the keys that mean something here.
func (m *Model) openHelp() {
	place := "session list"
	scopes := m.scopes()
	switch {
	case m.bar != nil || m.form != nil:
		place = "filter"
	case m.focus == onDetail:
		place = "detail"
	}
	m.open(dialog.NewHelp(m.look(), dialog.HelpOptions{Place: place, Scopes: scopes, Preset: m.o.Settings.Preset}))
}
