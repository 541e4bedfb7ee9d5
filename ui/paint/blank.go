package paint

import "strings"

// onBlank is what a style shows of itself on a blank.
type onBlank uint8

const (
	nothing    onBlank = iota // the blank looks like any other
	background                // a colour, and no more
	more                      // a line, the text's colour, or what is not known
)

// lookOnBlank reads the sequences that switch a style on.
func lookOnBlank(open string) onBlank {
	look := nothing
	for _, seq := range strings.Split(open, "\x1b[") {
		params := strings.Split(strings.TrimSuffix(seq, "m"), ";")
		for i := 0; i < len(params); i++ {
			p := params[i]
			switch {
			case p == "38", p == "48":
				if p == "48" {
					look = max(look, background)
				}
				i += colourParams(params[i+1:])
			case strings.HasPrefix(p, "38:"), foreground(p):
			case strings.HasPrefix(p, "48:"), len(p) == 2 && p[0] == '4' && p[1] < '8', len(p) == 3 && p[:2] == "10" && p[2] < '8':
				look = max(look, background)
			default:
				look = more
			}
		}
	}
	return look
}

// foreground reports whether a parameter changes text alone: its colour, its
// weight or its slant.
func foreground(p string) bool {
	switch p {
	case "", "0", "1", "2", "3", "22", "23", "39":
		return true
	}
	return len(p) == 2 && (p[0] == '3' || p[0] == '9') && p[1] < '8'
}

// colourParams is how many parameters the colour takes that begins them.
func colourParams(params []string) int {
	switch {
	case len(params) > 0 && params[0] == "5":
		return min(2, len(params))
	case len(params) > 0 && params[0] == "2":
		return min(4, len(params))
	}
	return 0
}
