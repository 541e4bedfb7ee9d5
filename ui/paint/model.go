package paint

import (
	"fmt"
	"reflect"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
)

// Init starts the model.
func (p *program) Init() (cmd tea.Cmd) {
	defer p.stopOnPanic()
	return p.guard(p.model.Init())
}

// View returns an empty view: without a renderer Bubble Tea does not draw it.
func (p *program) View() tea.View { return tea.View{} }

// Update passes a message to the model and shows the model's view.
func (p *program) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer p.stopOnPanic()
	if _, ok := msg.(frameDueMsg); ok {
		p.frameTimerOn = false
	} else {
		p.model, cmd = p.model.Update(msg)
	}
	p.showView()
	return p, p.guard(cmd)
}

// Panic is a panic that was caught so that the terminal could be restored. Stack may
// contain secrets.
type Panic struct {
	Value any
	Stack []byte
}

// Error is the panic's value.
func (p *Panic) Error() string { return fmt.Sprintf("panic: %v", p.Value) }

// stopOnPanic recovers from a panic and ends the program with it, so that the
// terminal is restored before anybody reports it.
func (p *program) stopOnPanic() {
	if v := recover(); v != nil {
		p.stop(&Panic{Value: v, Stack: debug.Stack()})
	}
}

// guard wraps a command so that a panic in it, or in the commands that it returns,
// ends the program.
func (p *program) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer p.stopOnPanic()
		return p.guardAll(cmd())
	}
}

// guardAll guards the commands inside a message: those of tea.Batch and those of
// tea.Sequence, whose message type is not exported but has the same shape.
func (p *program) guardAll(msg tea.Msg) tea.Msg {
	v := reflect.ValueOf(msg)
	if !v.IsValid() || v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return msg
	}
	guarded := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	for i := range v.Len() {
		if cmd, ok := v.Index(i).Interface().(tea.Cmd); ok {
			guarded.Index(i).Set(reflect.ValueOf(p.guard(cmd)))
		}
	}
	return guarded.Interface()
}
