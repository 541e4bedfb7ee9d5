package demo

// script is how a conversation of one assistant goes: lines to draw from,
// already escaped as the inside of JSON strings.
type script struct {
	prompt      []byte
	caller      [][]byte
	speaker     [][]byte
	tools       [2]string
	toolResults [][]byte
}

func newScript(r *role) script {
	o := organisation()
	return script{
		prompt: escape(nil, r.prompt()), tools: r.Tools, toolResults: escaped(o.ToolResults),
		caller: escaped(r.Caller, o.Interjections), speaker: escaped(r.Speaker, o.Fillers),
	}
}

// escaped are texts as the inside of JSON strings.
func escaped(lists ...[]string) (all [][]byte) {
	for _, list := range lists {
		for _, text := range list {
			all = append(all, escape(nil, text))
		}
	}
	return all
}
