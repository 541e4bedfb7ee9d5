package config

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// uncommented is the example with every setting in force, as a tree.
func uncommented(t *testing.T) (text string, tree map[string]any) {
	t.Helper()
	text = regexp.MustCompile(`(?m)^#(\S)`).ReplaceAllString(Example(), "$1")
	if err := toml.Unmarshal([]byte(text), &tree); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return text, tree
}

// The example says the defaults and nothing else.
func TestTheExampleIsTheDefault(t *testing.T) {
	if _, problems := Read("c", []byte(Example())); len(problems) > 0 {
		t.Error(problems)
	}
	text, tree := uncommented(t)
	values, _ := flatten(tree, "")
	for _, x := range Registry() {
		if _, has := values[x.Key]; !has {
			t.Errorf("the example lacks %s:\n%s", x.Key, text)
		}
	}
	text, _, _ = strings.Cut(text, "[[")
	s, problems := Read("c", []byte(text))
	if s.file, s.places = "", nil; len(problems) > 0 || tomlText(s) != tomlText(Default()) {
		t.Errorf("got  %+v\nwant %+v\n%v", s, Default(), problems)
	}
}

func TestTheExampleIsNotWrittenOverAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "deep", "config.toml")
	if err := WriteExample(file); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := WriteExample(file); err == nil || !strings.HasSuffix(err.Error(), "config.toml is there already; nothing was written") {
		t.Error(err)
	}
	if now, err := os.ReadFile(file); err != nil || string(now) != "mine" {
		t.Errorf("%q %v", now, err)
	}
}

// validate lists what of a value is not as a schema says: as much of JSON Schema
// as ours uses.
func validate(at string, of map[string]any, v any) (faults []string) {
	is := map[string]bool{}
	switch v := v.(type) {
	case map[string]any:
		is["object"] = true
		properties, _ := of["properties"].(map[string]any)
		others, open := of["additionalProperties"].(map[string]any)
		for key, x := range v {
			its, known := properties[key].(map[string]any)
			switch {
			case known:
				faults = append(faults, validate(at+"."+key, its, x)...)
			case open:
				faults = append(faults, validate(at+"."+key, others, x)...)
			case of["additionalProperties"] == false:
				faults = append(faults, at+"."+key+" is not known")
			}
		}
	case []any:
		is["array"] = true
		items, _ := of["items"].(map[string]any)
		for _, x := range v {
			faults = append(faults, validate(at+"[]", items, x)...)
		}
	case string:
		is["string"] = true
	case bool:
		is["boolean"] = true
	case int64:
		is["integer"], is["number"] = true, true
		if least, has := of["minimum"].(float64); has && float64(v) < least {
			faults = append(faults, at+" is too small")
		}
		if most, has := of["maximum"].(float64); has && float64(v) > most {
			faults = append(faults, at+" is too large")
		}
	}
	words, isEnum := of["enum"].([]any)
	fits := false
	for _, w := range words {
		fits = fits || w == v
	}
	types, _ := of["type"].([]any)
	for _, t := range append(types, of["type"]) {
		name, _ := t.(string)
		fits = fits || is[name] && !isEnum
	}
	if !fits {
		faults = append(faults, at+" has the wrong type or value")
	}
	return faults
}

// The schema knows every key of the example, and takes its values.
func TestTheSchemaFitsTheExample(t *testing.T) {
	var of map[string]any
	if err := json.Unmarshal(Schema(), &of); err != nil {
		t.Fatal(err)
	}
	_, tree := uncommented(t)
	if faults := validate("", of, tree); len(faults) > 0 {
		t.Error(faults)
	}
	for _, wrong := range []string{
		"theme = \"drak\"", "undo_windw = 3", "page_size = 3", "mouse = 1", "[pane]\nsid = \"off\"", "[[views]]\nfiltre = \"x\"",
		"[[accounts]]\nkey = \"secret\"", "[[accounts]]\nname = 3", "columns = [1]", "[colours]\nbad = 1",
	} {
		var tree map[string]any
		if err := toml.Unmarshal([]byte(wrong), &tree); err != nil {
			t.Fatal(err)
		}
		if len(validate("", of, tree)) != 1 {
			t.Errorf("%s: %v", wrong, validate("", of, tree))
		}
	}
}
