package config

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
)

// Problem is something wrong with the settings, the state or the accounts. The
// program starts in spite of it, with a default.
type Problem struct {
	File string // empty for a problem outside of files
	Place
	Key  string // dotted key; empty for a problem of the whole file
	Text string // what is wrong, for a person
}

// Place is a position in the settings file, both counted from 1.
type Place struct{ Line, Column int }

// source is the file from which values were read, with the places of their keys.
type source struct {
	file   string
	places map[string]Place
}

// Where returns the place of a key such as "keys.bindings.delete", and whether the
// file has it.
func (s source) Where(key string) (Place, bool) {
	p, ok := s.places[key]
	return p, ok
}

// Problem is something wrong with the value of a key such as "views[0].filter".
func (s source) Problem(key, text string) Problem {
	return Problem{File: s.file, Place: s.places[key], Key: key, Text: text}
}

// Error is file, line, column and text: "config.toml:3:1: …".
func (p Problem) Error() string {
	switch {
	case p.File == "":
		return p.Text
	case p.Line == 0:
		return p.File + ": " + p.Text
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Text)
}

// ListProblems gives a line for each problem, and where their files are; shorten
// writes a path as a person types it.
func ListProblems(problems []Problem, shorten func(path string) string) (dirs, lines []string) {
	for _, p := range problems {
		if p.File != "" {
			if line := "In " + shorten(filepath.Dir(p.File)) + ":"; !slices.Contains(dirs, line) {
				dirs = append(dirs, line)
			}
			p.File = filepath.Base(p.File)
		}
		lines = append(lines, p.Error())
	}
	return dirs, lines
}

// SortProblems puts problems in the order of their places.
func SortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
