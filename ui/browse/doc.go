// Package browse owns the list of sessions on the screen: which rows are
// visible, where the cursor is, which columns fit, and how a row is drawn.
//
// It knows the list only through [Rows]: as long as it is said to be, mostly
// not loaded. The cursor and the top row are anchors (a session's ID wherever
// there is one), so whatever arrives, leaves or is let go, what the person is
// looking at stays where it is. It fetches nothing, changes no session and has
// no clock: what it wants done it answers as an [Intent].
//
// It may import keymap, theme, the store, the filter and the client's types.
package browse
