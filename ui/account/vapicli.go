package account

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// vapiCLI is the content of ~/.vapi-cli.yaml, the file of the Vapi CLI: accounts by
// name, or in older versions one key.
type vapiCLI struct {
	keys   map[string]string // by name of the account
	active string            // name of the account that it uses, in any case; empty for none
	server string            // URL of the API; empty for the default region's
	err    error             // why the file cannot be read
}

// defaultName is the name of the one key that older versions keep.
const defaultName = "default"

// readVapiCLI reads the file. Without it there are no accounts.
func readVapiCLI(env map[string]string) vapiCLI {
	home := env["HOME"]
	if home == "" {
		home = env["USERPROFILE"]
	}
	if home == "" {
		return vapiCLI{err: errors.New("~/.vapi-cli.yaml: $HOME is not set")}
	}
	data, err := os.ReadFile(filepath.Join(home, ".vapi-cli.yaml"))
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return vapiCLI{err: fmt.Errorf("~/.vapi-cli.yaml: %w", pathErr.Err)}
	}
	return parseVapiCLI(data)
}

// parseVapiCLI parses the file. The YAML library's errors quote the file, so they are
// not reported.
func parseVapiCLI(data []byte) vapiCLI {
	var file struct {
		Key         string `yaml:"api_key"`
		Server      string `yaml:"base_url"`
		Environment string `yaml:"environment"`
		Active      string `yaml:"active_account"`
		Accounts    map[string]struct {
			Key   string `yaml:"apikey"`
			Other string `yaml:"api_key"`
		} `yaml:"accounts"`
	}
	err := yaml.Unmarshal(data, &file)
	c := vapiCLI{keys: map[string]string{}, active: file.Active}
	if file.Key != "" {
		c.keys[defaultName] = file.Key
	}
	for name, x := range file.Accounts {
		if key := cmp.Or(x.Key, x.Other); key != "" {
			c.keys[name] = key
		}
	}
	if err != nil || len(c.keys) == 0 {
		return vapiCLI{err: errors.New("~/.vapi-cli.yaml holds no key in a place that is known: accounts, or api_key")}
	}
	if c.server = file.Server; c.server == "" {
		c.server = map[string]string{"staging": "https://api.staging.vapi.ai", "development": "http://localhost:3000"}[strings.ToLower(file.Environment)]
	}
	return c
}

// names are the accounts of the file, first the one that the Vapi CLI uses.
func (c vapiCLI) names() []string {
	names := slices.Sorted(maps.Keys(c.keys))
	if i := slices.IndexFunc(names, c.isActive); i >= 0 {
		active := names[i]
		copy(names[1:], names[:i])
		names[0] = active
	}
	return names
}

// isActive reports whether an account is the one that the Vapi CLI uses.
func (c vapiCLI) isActive(name string) bool { return strings.EqualFold(name, c.active) }

// key is the key of an account of the file.
func (c vapiCLI) key(name string) (string, error) {
	if c.err != nil {
		return "", c.err
	}
	for stored, key := range c.keys {
		if strings.EqualFold(stored, name) { // the Vapi CLI writes names in lower case
			return key, nil
		}
	}
	return "", fmt.Errorf("~/.vapi-cli.yaml has no account %q; it has %s", name, strings.Join(c.names(), ", "))
}
