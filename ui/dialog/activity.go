package dialog

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// ActivityLine is one request, ready to be shown. Without a Method it is a sentence
// about requests. Role is its style.
type ActivityLine struct {
	Time, Method, Result, Size, Took string

	What string // the request's target, or the sentence
	Role theme.Role
}

// ActivityOptions configure an Activity.
type ActivityOptions struct {
	Shown              ActivityContent
	CopyLine           func(index int) tea.Cmd
	Pause, Stop, Retry Answer
}

// ActivityContent is what an Activity shows.
type ActivityContent struct {
	Head    []string       // above the lines, such as a queue's progress
	Lines   []ActivityLine // the newest first
	Running bool           // there is a queue to pause and stop
	Paused  bool
	Failed  int // failed writes that can be sent again
}

// Activity lists the requests that were sent. The queue can be paused and stopped, and
// failed writes sent again. The arrows choose a line, and tab chooses what enter does.
type Activity struct {
	form
	o ActivityContent
}

// NewActivity returns the panel.
func NewActivity(l Base, o ActivityOptions) *Activity {
	a := &Activity{form: form{Base: l, title: "Activity", maxWidth: 100, scopes: []keymap.Scope{keymap.ScopeDialog}}, o: o.Shown}
	a.list = &list{emptyText: "No request yet.", drawEntry: a.entry}
	a.begin(a, button("cancel", "Close", keymap.Cancel, a.cancel),
		button("copy", "Copy the line", "", staying(func() tea.Cmd { return o.CopyLine(a.list.chosen) })),
		button("pause", "Pause", "", staying(o.Pause)), button("stop", "Stop", "", staying(o.Stop)), button("retry", "Retry failed", "", staying(o.Retry)))
	return a
}

// Set changes what is shown. Where newer lines arrive above the chosen one, the choice
// stays on its request, unless it was the newest.
func (a *Activity) Set(o ActivityContent) {
	if more := len(o.Lines) - len(a.o.Lines); more > 0 && a.list.chosen > 0 {
		a.list.chosen += more
	}
	a.o = o
	a.revalidate()
}

func (a *Activity) afterChange() outcome {
	a.list.setCount(len(a.o.Lines))
	a.control("copy").disabled = len(a.o.Lines) == 0
	a.control("pause").disabled, a.control("stop").disabled = !a.o.Running, !a.o.Running
	a.control("retry").disabled = a.o.Failed == 0
	if a.control("pause").label = "Pause"; a.o.Paused {
		a.control("pause").label = "Resume"
	}
	return outcome{}
}

func (a *Activity) body(box *boxBuilder) {
	for _, h := range a.o.Head {
		box.addHeadText(theme.Strong, h)
	}
}

func (a *Activity) entry(box *boxBuilder, i int) []row {
	const wide, narrow = 84, 60 // least widths for all columns, and for all but the sizes
	l, rest := &a.o.Lines[i], box.width-2
	var columns []column
	add := func(wide int, lines ...string) {
		columns = append(columns, column{lines, wide, l.Role})
		rest -= wide + 1
	}
	add(len("14:02:59"), l.Time)
	if l.Method == "" {
		add(0, wrap(l.What, rest)...)
		return box.listRow(box.width, firstRowTarget+i, i == a.list.chosen, columns...)
	}
	add(len("DELETE"), l.Method)
	add(len("already gone"), l.Result)
	if box.width >= wide {
		add(len("102.4kB"), fmt.Sprintf("%7s", l.Size))
	}
	if box.width >= narrow {
		add(len("9,999 ms"), fmt.Sprintf("%8s", l.Took))
	}
	add(0, box.elideMiddle(l.What, rest))
	return box.listRow(box.width, firstRowTarget+i, i == a.list.chosen, columns...)
}
