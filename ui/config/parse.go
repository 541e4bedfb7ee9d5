package config

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

const (
	// maxFaults is how many syntax errors a file may have before it counts as
	// one that cannot be read.
	maxFaults = 20
	// maxStatement is how many lines back the beginning of a statement with an
	// error is looked for.
	maxStatement = 200
)

// parsed is the readable part of a file, and what is wrong with the rest.
type parsed struct {
	tree     map[string]any
	text     []byte // the file, with empty lines in place of what was dropped
	problems []Problem
	dropped  string // the statements with errors
}

// parse reads TOML. It drops each statement with a syntax error, and a whole table
// whose heading has one. It returns false after maxFaults errors.
func parse(text []byte) (parsed, bool) {
	p := parsed{}
	lines := bytes.SplitAfter(text, []byte("\n"))
	for range maxFaults + 1 {
		p.text, p.tree = bytes.Join(lines, nil), map[string]any{}
		err := toml.Unmarshal(p.text, &p.tree)
		if err == nil {
			return p, true
		}
		problem := Problem{Text: "cannot be read and is left out: " + strings.TrimPrefix(err.Error(), "toml: ")}
		if decodeErr, ok := errors.AsType[*toml.DecodeError](err); ok {
			problem.Line, problem.Column = decodeErr.Position()
		}
		p.problems = append(p.problems, problem)
		p.dropped += dropStatement(lines, max(0, min(problem.Line, len(lines))-1))
	}
	return p, false
}

var (
	heading   = regexp.MustCompile(`^\s*\[`)
	statement = regexp.MustCompile(`^\s*(\[|#|["'\w][^=]*=)`)
)

// dropStatement empties the lines of the statement with an error in the given line,
// and returns their text. The statement ends before the next line that looks like the
// beginning of another.
func dropStatement(lines [][]byte, line int) (dropped string) {
	first := line
	for i := line; i >= max(0, line-maxStatement); i-- {
		if toml.Unmarshal(bytes.Join(lines[:i], nil), &map[string]any{}) == nil {
			first = i
			break
		}
	}
	next := statement
	if heading.Match(lines[first]) {
		next = heading
	}
	length := slices.IndexFunc(lines[first+1:], next.Match)
	if length < 0 {
		length = len(lines) - first - 1
	}
	for i := first; i <= first+length; i++ {
		dropped += string(lines[i])
		lines[i] = []byte("\n")
	}
	return dropped
}
