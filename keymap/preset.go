package keymap

// Preset returns the map of a preset, and whether there is one with that name.
func Preset(name string) (Map, bool) {
	switch name {
	case "", "default":
		return Default(), true
	case "emacs":
		return preset(map[string][]string{
			string(Filter):       {"/", "ctrl+s"},
			string(Find):         {"/", "ctrl+s"},
			string(Refresh):      {"r"},
			string(FindPrevious): {"N", "ctrl+r"},
			string(PageDown):     {"pgdown", "ctrl+v"},
			string(PageUp):       {"pgup", "alt+v"},
			string(LeavePane):    {"h", "left", "ctrl+b"},
			string(EnterPane):    {"l", "right", "ctrl+f"},
		}), true
	case "k9s":
		return preset(map[string][]string{
			string(Open):           {"enter", "d"},
			string(OpenJSON):       {"y"},
			string(Delete):         {"delete"},
			string(Refresh):        {"ctrl+r", "r"},
			string(Copy):           {"c"},
			string(Columns):        {"W"},
			string(CopyID):         {"c c"},
			string(CopyName):       {"c n"},
			string(CopyJSON):       {"Y", "c j"},
			string(CopyTranscript): {"c t"},
			string(CopyMarkdown):   {"c m"},
			string(CopyCurl):       {"c u"},
			string(CopyLink):       {"c l"},
		}), true
	}
	return Map{}, false
}

// preset overrides the default map. A test checks that no preset has a problem.
func preset(keys map[string][]string) Map {
	m, _ := Default().Override(keys)
	return m
}
