package config

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Example is a settings file with the default of every setting, as comments.
func Example() string {
	var b strings.Builder
	b.WriteString("# Settings of vapi-sessions. What stands behind a # alone is the default: take the\n# sign away and change the value. \"vapi-sessions config check\" says what is wrong.\n")
	var tableSettings []Setting // tables end what stands above them
	for _, x := range Registry() {
		if x.Entries != nil {
			tableSettings = append(tableSettings, x)
			continue
		}
		b.WriteString("\n# " + x.Doc + "\n# (" + x.Unit + ")\n#" + x.Key + " = " + x.Default + "\n")
	}
	for _, x := range tableSettings {
		b.WriteString("\n# " + x.Doc + "\n#[[" + x.Key + "]]\n")
		for _, e := range x.Entries {
			b.WriteString("#" + e.Key + " = " + e.empty + " # " + e.Doc + "\n")
		}
	}
	return b.String()
}

// WriteExample writes Example as the settings file, readable by its owner only. It
// returns an error when the file exists.
func WriteExample(file string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	err := WriteNew(file, []byte(Example()))
	if errors.Is(err, fs.ErrExist) {
		return errors.New(file + " is there already; nothing was written")
	}
	return err
}

// Schema is the JSON Schema of the settings file, for editors.
func Schema() []byte {
	object := func() schema {
		return schema{"type": "object", "additionalProperties": false, "properties": schema{}}
	}
	root := object()
	root["$schema"], root["title"] = "https://json-schema.org/draft/2020-12/schema", "Settings of vapi-sessions"
	for _, x := range Registry() {
		parent, name := root, x.Key
		for {
			table, rest, nested := strings.Cut(name, ".")
			if !nested {
				break
			}
			properties, _ := parent["properties"].(schema)
			if properties[table] == nil {
				properties[table] = object()
			}
			parent, name = properties[table].(schema), rest
		}
		properties, _ := parent["properties"].(schema)
		properties[name] = x.schema.withDescription(x.Doc)
	}
	text, _ := json.MarshalIndent(root, "", "  ") // of maps, texts and numbers
	return append(text, '\n')
}
