package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"
)

// ran is what a run of the program gave.
type ran struct {
	code     int
	out, err string
}

// run runs the program with a settings file, which is left out when empty.
func run(t *testing.T, settings, in string, args ...string) (got ran, file string) {
	t.Helper()
	home := t.TempDir()
	file = filepath.Join(home, ".config", "vapi-sessions", "config.toml")
	if settings != "" {
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs strings.Builder
	got.code = Run(args, World{In: strings.NewReader(in), Out: &out, Err: &errs, Environ: []string{"HOME=" + home, "TERM=xterm"}})
	got.out, got.err = strings.ReplaceAll(out.String(), file, "FILE"), strings.ReplaceAll(errs.String(), file, "FILE")
	return got, file
}

func TestConfigPath(t *testing.T) {
	if got, _ := run(t, "", "", "config", "path"); got != (ran{0, "FILE\n", ""}) {
		t.Errorf("%+v", got)
	}
}

// All that is wrong is told, whoever finds it, with its place.
func TestConfigCheck(t *testing.T) {
	if got, _ := run(t, "", "", "config", "check"); got != (ran{0, "", ""}) {
		t.Errorf("without a file: %+v", got)
	}
	got, _ := run(t, `theme = "drak"
columns = ["naem"]
mouse = = true
[keys.bindings]
delete = ["e"]
[colours]
bad = "rde"
[[views]]
number = 7
name = "x"
filter = "agee:>7d"
[[accounts]]
name = "a"
key_env = "K"
base_url = "http://example.test"
colour = "no-colour"
[[accounts]]
name = "b"
`, "", "config", "check")
	if got.code != 1 || !strings.HasPrefix(got.err, "vapi-sessions: 9 problems in the settings") {
		t.Errorf("%d %q", got.code, got.err)
	}
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	for i, want := range []string{
		"FILE:1:1: theme must be one of", "FILE:2:1: no column is called", "FILE:3:9: cannot be read", "FILE:5:1: ", "FILE:7:1: ", "FILE:11:1: view 7",
		"FILE:15:1: accounts[0].base_url: base URL http://example.test: http is allowed to a loopback address alone", "FILE:16:1: accounts[0].colour: ",
		"FILE:17:3: accounts[1] must have one of key_env",
	} {
		if i >= len(lines) || !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d is not %q:\n%s", i, want, got.out)
		}
	}
	if got, _ := run(t, "mouse = true\n", "", "config", "check", "now"); got.code != 2 {
		t.Errorf("with an argument: %+v", got)
	}
}

func TestConfigInit(t *testing.T) {
	got, file := run(t, "", "", "config", "init")
	if got != (ran{0, "wrote FILE\n", ""}) {
		t.Errorf("%+v", got)
	}
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "\n#theme = \"auto\"\n") {
		t.Errorf("%s %v", text, err)
	}
	if got, file := run(t, "mouse = false\n", "", "config", "init"); got.code != 1 || got.err != "vapi-sessions: FILE is there already; nothing was written\n" {
		t.Errorf("%+v", got)
	} else if text, err := os.ReadFile(file); err != nil || string(text) != "mouse = false\n" {
		t.Errorf("%q %v", text, err)
	}
}

func TestConfigSchema(t *testing.T) {
	if got, _ := run(t, "", "", "config", "schema"); got.code != 0 || !strings.Contains(got.out, `"undo_window": {`) || !strings.Contains(got.out, `"key_command": {`) {
		t.Errorf("%+v", got)
	}
}

const twoAccounts = "[[accounts]]\nname = \"prod\"\nkey_ring = true\n[[accounts]]\nname = \"test\"\nkey_env = \"TEST_KEY\"\n"

// The key comes by standard input, and goes nowhere but into the keyring.
func TestConfigKey(t *testing.T) {
	keyring.MockInit()
	got, _ := run(t, twoAccounts, "my-secret-key\n", "config", "key", "PROD")
	if got != (ran{0, "the key of account prod is in the keyring\n", ""}) {
		t.Errorf("%+v", got)
	}
	if key, err := keyring.Get("vapi-sessions", "prod"); key != "my-secret-key" || err != nil {
		t.Errorf("%q %v", key, err)
	}
	for args, want := range map[string]string{
		"test": "account test takes its key from $TEST_KEY; key_ring = true in its settings changes that",
		"prd":  `no account is called "prd"; did you mean "prod"?`,
	} {
		if got, _ := run(t, twoAccounts, "my-secret-key\n", "config", "key", args); got.code != 2 || !strings.Contains(got.err, want) || strings.Contains(got.err, "secret") {
			t.Errorf("%s: %+v", args, got)
		}
	}
	if got, _ := run(t, twoAccounts, "", "config", "key", "prod"); got.code != 1 || got.err != "vapi-sessions: no key was given\n" {
		t.Errorf("%+v", got)
	}
}

func TestAccountsComplete(t *testing.T) {
	got, _ := run(t, twoAccounts, "", "__complete", "--account", "")
	if lines := strings.Split(got.out, "\n"); !slices.Contains(lines, "prod") || !slices.Contains(lines, "test") {
		t.Errorf("%+v", got)
	}
}
