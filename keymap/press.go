package keymap

import (
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
)

// WithLatinKey adds the Latin letter at the same place of the keyboard to a press with
// ctrl or alt on a layout of another script.
func WithLatinKey(msg tea.KeyPressMsg) tea.KeyPressMsg {
	switch {
	case msg.Code < unicode.MaxASCII:
		msg.BaseCode = 0
	case msg.BaseCode == 0 && msg.Mod&(tea.ModCtrl|tea.ModAlt) != 0:
		msg.BaseCode = latinKey(msg.Code)
	}
	return msg
}

// WithoutAlt returns the press without alt. ok is false unless the press is alt, perhaps
// with shift, and a key that types a character.
func WithoutAlt(msg tea.KeyPressMsg) (next tea.KeyPressMsg, ok bool) {
	next = msg
	next.Mod &^= tea.ModAlt
	next.Text = string(msg.Code)
	if msg.ShiftedCode != 0 {
		next.Text = string(msg.ShiftedCode)
	} else if msg.Mod&tea.ModShift != 0 {
		next.Text = strings.ToUpper(next.Text)
	}
	return next, msg.Mod&^tea.ModShift == tea.ModAlt && msg.Code < tea.KeyExtended && unicode.IsPrint(msg.Code)
}

// latinKey is the letter of a QWERTY keyboard at the place of a Cyrillic or Greek one,
// for terminals that do not report it; 0 for other characters.
func latinKey(r rune) rune {
	const (
		cyrillic, qwerty = "йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,."
		greek, latins    = "ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"
	)
	if i := slices.Index([]rune(cyrillic), unicode.ToLower(r)); i >= 0 {
		return rune(qwerty[i])
	}
	if i := slices.Index([]rune(greek), unicode.ToLower(r)); i >= 0 {
		return rune(latins[i])
	}
	return 0
}
