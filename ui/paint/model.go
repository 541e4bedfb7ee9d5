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

// View gives nothing: without a renderer nobody looks at it.
func (p *program) View() tea.View { return tea.View{} }

// Update passes a message to the model and shows what came of it.
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

// Panic is a panic that was caught to restore the terminal. The stack is for
// whoever reports it, who must leave secrets out.
type Panic struct {
	Value any
	Stack []byte
}

// Error names what was thrown.
func (p *Panic) Error() string { return fmt.Sprintf("panic: %v", p.Value) }

// stopOnPanic ends the program after a panic, so that the terminal is restored
// before anybody reports it.
func (p *program) stopOnPanic() {
	if v := recover(); v != nil {
		p.stop(&Panic{Value: v, Stack: debug.Stack()})
	}
}

// guard makes a command, and those it leads to, end the program when they
// panic.
func (p *program) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer p.stopOnPanic()
		return p.guardAll(cmd())
	}
}

// guardAll guards the commands inside a message: those of tea.Batch, and those
// of tea.Sequence, whose message has no name but the same shape.
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
