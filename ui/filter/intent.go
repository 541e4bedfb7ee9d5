package filter

// Intent is what the bar or the form asks of its owner; nil for nothing.
type Intent any

// Changed says that the text changed; it may have problems.
type Changed struct{ Text string }

// Apply asks to list by the text, which has no problems, and to give the
// keyboard back to the list.
type Apply struct{ Text string }

// Close asks to give the keyboard back and to restore the filter from before. Text is
// what was typed.
type Close struct{ Text string }

// OpenForm asks for the text as a form.
type OpenForm struct{ Text string }

// SaveView asks to keep the text as a view.
type SaveView struct{ Text string }
