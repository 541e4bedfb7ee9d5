package writes

import (
	"slices"
	"testing"
)

func TestTheEditorsCommand(t *testing.T) {
	env := func(name string) string {
		return map[string]string{"HOME": "/home/me", "EDITOR": "nano", "VISUAL": ""}[name]
	}
	for setting, want := range map[string][]string{
		"":                            {"nano"},
		"code --wait":                 {"code", "--wait"},
		"~/bin/ed -x":                 {"/home/me/bin/ed", "-x"},
		"$HOME/bin/ed":                {"/home/me/bin/ed"},
		"\"${HOME}/my bin/ed\"":       {"/home/me/my bin/ed"},
		"'/opt/my ed' --at '~/x'":     {"/opt/my ed", "--at", "/home/me/x"},
		"sh -c 'vim \"$1\"; true' sh": {"sh", "-c", "vim \"${1}\"; true", "sh"},
		"sh -c '$HOMEBREW/ed'":        {"sh", "-c", "${HOMEBREW}/ed"},
		"a\\ b c":                     {"a b", "c"},
		"ed a~b ~":                    {"ed", "a~b", "/home/me"},
	} {
		got, err := editorCommand(setting, env)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q %v, want %q", setting, got, err, want)
		}
	}
	for _, setting := range []string{"ed 'x", "  ", "''"} {
		if got, err := editorCommand(setting, env); err == nil {
			t.Errorf("%q: %q, want an error", setting, got)
		}
	}
}
