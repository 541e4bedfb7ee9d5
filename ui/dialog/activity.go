package dialog

import (
	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// ActivityLine is one request or task, ready to print: the role gives its tone.
type ActivityLine struct {
	Text string
	Role theme.Role
}

// ActivityOptions make the Activity.
type ActivityOptions struct {
	Head    []string       // what is going on, such as a queue's progress
	Lines   []ActivityLine // the newest first
	Running bool           // there is something to pause and stop
	Paused  bool
	Failed  int // writes that failed and can be sent again as they are
}

// Activity lists the requests that were sent, and lets a queue be paused and
// stopped, and what failed be sent again. The arrows choose a line, tab what enter does.
type Activity struct {
	form
	o    ActivityOptions
	list list
}

// NewActivity makes the panel.
func NewActivity(l Look, o ActivityOptions) *Activity {
	a := &Activity{form: form{Look: l}}
	a.controls = []control{
		button("cancel", "Close", "esc"), button("copy", "Copy the line", ""),
		button("pause", "Pause", ""), button("stop", "Stop", ""), button("retry", "Retry failed", ""),
	}
	a.Set(o)
	return a
}

// Set shows what is going on now. The chosen line stays the same request while
// newer ones come in above it, unless the newest was chosen.
func (a *Activity) Set(o ActivityOptions) {
	if more := len(o.Lines) - len(a.o.Lines); more > 0 && a.list.at > 0 {
		a.list.at += more
	}
	a.o = o
	a.list.resize(len(o.Lines))
	a.control("copy").off = len(o.Lines) == 0
	a.control("pause").off, a.control("stop").off = !o.Running, !o.Running
	a.control("retry").off = o.Failed == 0
	if a.control("pause").label = "Pause"; o.Paused {
		a.control("pause").label = "Resume"
	}
	if a.focused().off {
		a.focusOn("cancel")
	}
}

func (a *Activity) picture(maxW, maxH int) picture {
	s := newSheet(a.Look, "Activity", 100, maxW)
	for _, h := range a.o.Head {
		h, _ = client.Clean(h)
		s.head = append(s.head, row{text: s.Theme.Style(theme.Strong).Render(s.cutTo(h, s.w)), cursor: -1})
	}
	a.buttons(s)
	from, to := a.list.window(s.room(maxH))
	if len(a.o.Lines) == 0 {
		s.say(theme.Dim, "No request yet.")
		to = from
	}
	for i := from; i < to; i++ {
		text, _ := client.Clean(a.o.Lines[i].Text)
		s.choice(listBase+i, i == a.list.at, a.o.Lines[i].Role, text, "")
	}
	return s.draw(maxH, nil)
}

// Scopes implements Dialog.
func (a *Activity) Scopes() []keymap.Scope { return []keymap.Scope{keymap.ScopeDialog} }

// Hints implements Dialog.
func (a *Activity) Hints() []keymap.Action {
	return []keymap.Action{keymap.Down, keymap.NextPane, keymap.Accept, keymap.Cancel}
}

// Do implements Dialog.
func (a *Activity) Do(act keymap.Action) Intent {
	if a.list.do(act) {
		return nil
	}
	return a.answer(a.do(act), act)
}

func (a *Activity) answer(pressed string, act keymap.Action) Intent {
	switch pressed {
	case "copy":
		return CopyRequest{a.list.at}
	case "pause":
		return Pass{keymap.Pause}
	case "stop":
		return Pass{keymap.Stop}
	case "retry":
		return RetryFailed{}
	case "cancel":
		return Cancel{}
	}
	return outside(act)
}

// press implements Dialog.
func (a *Activity) press(target int) Intent {
	if target >= listBase {
		a.list.at = target - listBase
		return nil
	}
	return a.answer(a.click(target), "")
}
