package filter

// Intent is what the bar asks for, or the form. Nil is nothing.
type Intent any

// Changed says that the text is another one; it may still have problems.
type Changed struct{ Text string }

// Apply asks to list by the text, which has no problems, and to give the
// keyboard back to the list.
type Apply struct{ Text string }

// Close asks to give the keyboard back and to leave the list by what it was. Text
// is what was typed.
type Close struct{ Text string }

// OpenForm asks for the text as a form.
type OpenForm struct{ Text string }

// SaveView asks to keep the text as a view.
type SaveView struct{ Text string }
