package account

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"vapi-sessions/ui/config"
)

// secret is the key of every test: nothing but Key may give it.
const secret = "5e0c1d2b-secret-key"

// found finds the accounts of settings and an environment, with a home that
// holds a file of the Vapi CLI unless that is empty.
func found(t *testing.T, settings, vapiCLI string, env ...string) (*Accounts, *bytes.Buffer) {
	t.Helper()
	home := t.TempDir()
	if vapiCLI != "" {
		if err := os.WriteFile(filepath.Join(home, ".vapi-cli.yaml"), []byte(vapiCLI), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, problems := config.Read("config.toml", []byte(settings))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	said := &bytes.Buffer{}
	return Find(Options{Settings: s, Environ: append(env, "HOME="+home, "PATH="+os.Getenv("PATH")), Err: said}), said
}

const (
	twoOfCLI = "accounts:\n  acme:\n    apikey: " + secret + "\n    organization: Acme\n    orgid: 1\n  other:\n    apikey: x\nactive_account: acme\nbase_url: https://api.vapi.ai\ntimeout: 30\n"
	oneOfCLI = "api_key: " + secret + "\nbase_url: https://api.eu.vapi.ai\n"
)

func TestTheAccountsThatThereAre(t *testing.T) {
	const two = "[[accounts]]\nname = \"prod\"\nkey_env = \"PROD_KEY\"\n[[accounts]]\nname = \"test\"\nkey_ring = true\n"
	for _, c := range []struct {
		name, settings, cli string
		env                 []string
		want                string // names in order; the one without a name is "-"
		first               string // "none" to let the person choose
	}{
		{"nothing", "", "", nil, "", "none"},
		{"a variable", "", "", []string{"VAPI_API_KEY=k"}, "-", "-"},
		{"an empty variable", "", "", []string{"VAPI_API_KEY="}, "", "none"},
		{"settings", two, "", nil, "prod test", "prod"},
		{"a variable goes before the settings", two, "", []string{"VAPI_API_KEY=k"}, "- prod test", "-"},
		{"what the Vapi CLI has is offered", "", twoOfCLI, nil, "acme other", "none"},
		{"first the one that is active there", "", strings.Replace(twoOfCLI, "active_account: acme", "active_account: Other", 1), nil, "other acme", "none"},
		{"one is active of which there is no key", "", strings.Replace(twoOfCLI, "active_account: acme", "active_account: gone", 1), nil, "acme other", "none"},
		{"its one key", "", oneOfCLI, nil, "default", "none"},
		{"behind the settings", two, twoOfCLI, nil, "prod test acme other", "prod"},
		{"not twice", "[[accounts]]\nname = \"mine\"\nvapi_cli = \"acme\"\n", twoOfCLI, nil, "mine other", "mine"},
		{"of one name, that of the settings", "[[accounts]]\nname = \"Acme\"\nkey_ring = true\n", twoOfCLI, nil, "Acme other", "Acme"},
		{"variables of others are offered", "", "", []string{"VAPI_TOKEN=k", "VAPI_PUBLIC_KEY=p"}, "VAPI_TOKEN", "none"},
	} {
		a, _ := found(t, c.settings, c.cli, c.env...)
		name := func(x config.Account) string {
			if x.Name == "" {
				return "-"
			}
			return x.Name
		}
		var names []string
		for _, x := range a.All {
			names = append(names, name(x))
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s: there are %q", c.name, got)
		}
		first := "none"
		if x, ok := a.First(); ok {
			first = name(x)
		}
		if first != c.first {
			t.Errorf("%s: begins with %s", c.name, first)
		}
	}
}

// The welcome says which account the Vapi CLI uses.
func TestTheWelcomeTellsTheActiveAccount(t *testing.T) {
	a, _ := found(t, "", strings.Replace(twoOfCLI, "active_account: acme", "active_account: other", 1))
	var notes []string
	for _, x := range items(a.All, nil, nil) {
		notes = append(notes, x.Label+" "+x.Note)
	}
	if want := []string{"other active in the Vapi CLI", "acme the Vapi CLI"}; !slices.Equal(notes, want) {
		t.Errorf("it offers %q, want %q", notes, want)
	}
}

// A key goes to the server that it is meant for.
func TestTheServerOfEachAccount(t *testing.T) {
	const eu = "https://api.eu.vapi.ai"
	for _, c := range []struct {
		name, settings, cli string
		env                 []string
		want                string
	}{
		{"what the Vapi CLI has", "", oneOfCLI, nil, eu},
		{"an account that takes its key from there", "[[accounts]]\nname = \"mine\"\nvapi_cli = \"default\"\n", oneOfCLI, nil, eu},
		{"one that says otherwise", "[[accounts]]\nname = \"mine\"\nvapi_cli = \"default\"\nbase_url = \"https://example.test\"\n", oneOfCLI, nil, "https://example.test"},
		{"one with its own key", "[[accounts]]\nname = \"mine\"\nkey_ring = true\n", oneOfCLI, nil, ""},
		{"a variable of others", "", "", []string{"VAPI_TOKEN=k", "VAPI_BASE_URL=" + eu}, eu},
		{"our own variable heeds no other's", "", "", []string{"VAPI_API_KEY=k", "VAPI_BASE_URL=" + eu}, ""},
	} {
		if a, _ := found(t, c.settings, c.cli, c.env...); a.All[0].BaseURL != c.want {
			t.Errorf("%s: its server is %q", c.name, a.All[0].BaseURL)
		}
	}
}

func TestTheKeyOfEachSource(t *testing.T) {
	keyring.MockInit()
	if err := StoreKey("ring", secret); err != nil {
		t.Fatal(err)
	}
	account := func(lines string) string { return "[[accounts]]\nname = \"ring\"\n" + lines + "\n" }
	for _, c := range []struct {
		name, settings, cli string
		env                 []string
		fails               string // empty where the key is found
	}{
		{"the variable", "", "", []string{"VAPI_API_KEY=" + secret}, ""},
		{"a variable that is named", account(`key_env = "MINE"`), "", []string{"MINE=" + secret}, ""},
		{"one that is not set", account(`key_env = "MINE"`), "", nil, "account ring: the environment variable MINE is not set"},
		{"a command", account(`key_command = ["echo", "` + secret + `"]`), "", nil, ""},
		{"its first line", account(`key_command = ["printf", "` + secret + `\\n\\nuser: x\\n"]`), "", nil, ""},
		{"no shell", account(`key_command = ["echo ` + secret + `"]`), "", nil, "account ring: key_command: echo " + secret},
		{"a command that fails", account(`key_command = ["sh", "-c", "echo ` + secret + `; exit 3"]`), "", nil, "account ring: key_command: sh gave no key: exit status 3"},
		{"a command that is not there", account(`key_command = ["no-such-program", "` + secret + `"]`), "", nil, "account ring: key_command: no-such-program gave no key: "},
		{"a command that says nothing", account(`key_command = ["true", "` + secret + `"]`), "", nil, "account ring: key_command: true printed nothing"},
		{"a command that does not end", account(`key_command = ["yes", "` + secret + `"]`), "", nil, "account ring: key_command: yes: it prints more than a key"},
		{"the keyring", account(`key_ring = true`), "", nil, ""},
		{"the Vapi CLI", account(`vapi_cli = "acme"`), twoOfCLI, nil, ""},
		{"the Vapi CLI, in other letters", account(`vapi_cli = "ACME"`), twoOfCLI, nil, ""},
		{"the one key of the Vapi CLI", account(`vapi_cli = "default"`), oneOfCLI, nil, ""},
		{"no such account of the Vapi CLI", account(`vapi_cli = "nobody"`), twoOfCLI, nil, `account ring: ~/.vapi-cli.yaml has no account "nobody"; it has acme, other`},
		{"no file of the Vapi CLI", account(`vapi_cli = "acme"`), "", nil, "account ring: ~/.vapi-cli.yaml: no such file"},
		{"a layout that nobody knows", account(`vapi_cli = "acme"`), "accounts: " + secret + "\n", nil, "account ring: ~/.vapi-cli.yaml holds no key in a place that is known"},
		{"another layout", account(`vapi_cli = "acme"`), "profiles:\n  acme: " + secret + "\n", nil, "account ring: ~/.vapi-cli.yaml holds no key in a place that is known"},
		{"no YAML", account(`vapi_cli = "acme"`), secret + ": [\n", nil, "account ring: ~/.vapi-cli.yaml holds no key in a place that is known"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if len(c.fails) > 0 && strings.Contains(c.name, "command") && runtime.GOOS == "windows" {
				t.Skip("no such programs")
			}
			a, said := found(t, c.settings, c.cli, c.env...)
			key, err := a.Key(t.Context(), a.All[0])
			switch {
			case c.fails == "" && (err != nil || key != secret):
				t.Errorf("%q %v", key, err)
			case c.fails != "" && (key != "" || err == nil || !strings.HasPrefix(err.Error(), c.fails)):
				t.Errorf("%q %v, want %s", key, err, c.fails)
			case err != nil && c.name != "no shell" && strings.Contains(err.Error(), secret):
				t.Errorf("the error shows the key: %v", err)
			}
			if said.Len() > 0 {
				t.Errorf("the person is told %q", said)
			}
		})
	}
}

// What a command has to say goes to the person, and what it is asked with holds
// no key.
func TestACommandSpeaksToThePerson(t *testing.T) {
	a, said := found(t, "[[accounts]]\nname = \"a\"\nkey_command = [\"sh\", \"-c\", \"echo passphrase? >&2; echo $VAPI_API_KEY$OTHER-x\"]\n"+
		"[[accounts]]\nname = \"b\"\nkey_env = \"OTHER\"\n", "", "VAPI_API_KEY="+secret, "OTHER="+secret)
	a1, err := a.Named("a")
	if err != nil {
		t.Fatal(err)
	}
	if key, err := a.Key(t.Context(), a1); key != "-x" || err != nil || said.String() != "passphrase?\n" {
		t.Errorf("%q %v, told %q", key, err, said)
	}
}

func TestACommandHasAnEnd(t *testing.T) {
	a, _ := found(t, "[[accounts]]\nname = \"a\"\nkey_command = [\"sleep\", \"1000\"]\n", "")
	ctx, end := context.WithCancel(t.Context())
	end()
	if _, err := a.Key(ctx, a.All[0]); err == nil || err.Error() != "account a: key_command: sleep gave no key in time" {
		t.Error(err)
	}
}

// Without a keyring its message says so, and what needs none.
func TestAKeyringThatIsAbsent(t *testing.T) {
	keyring.MockInitWithError(errors.New("dial unix: no such file"))
	a, _ := found(t, "[[accounts]]\nname = \"a\"\nkey_ring = true\n", "")
	if _, err := a.Key(t.Context(), a.All[0]); err == nil || err.Error() !=
		"account a: the system's keyring cannot be reached; key_env and key_command need none (dial unix: no such file)" {
		t.Error(err)
	}
	if err := StoreKey("a", secret); err == nil || strings.Contains(err.Error(), secret) {
		t.Error(err)
	}
	keyring.MockInit()
	if _, err := a.Key(t.Context(), a.All[0]); err == nil || !strings.Contains(err.Error(), `the keyring has no key for it; "vapi-sessions config key a" puts one there`) {
		t.Error(err)
	}
}

// No other program inherits a key.
func TestKeysAreTakenOutOfTheEnvironment(t *testing.T) {
	a, _ := found(t, "[[accounts]]\nname = \"b\"\nkey_env = \"OTHER\"\n", "", "VAPI_API_KEY="+secret, "OTHER="+secret, "VAPI_TOKEN="+secret, "KEPT=1")
	left := a.Environ()
	if all := strings.Join(left, "\n"); strings.Contains(all, secret) || !slices.Contains(left, "KEPT=1") {
		t.Errorf("left are %q", left)
	}
	if !a.IsKeyVariable("OTHER") || a.IsKeyVariable("KEPT") || a.IsKeyVariable("HOME") {
		t.Error("the wrong variables are held")
	}
}

func TestAnAccountThatIsAskedFor(t *testing.T) {
	a, _ := found(t, "[[accounts]]\nname = \"Prod\"\nkey_ring = true\n[[accounts]]\nname = \"test\"\nkey_ring = true\n", "")
	if x, err := a.Named("prod"); err != nil || x.Name != "Prod" {
		t.Errorf("%+v %v", x, err)
	}
	for name, want := range map[string]string{
		"prdo": `no account is called "prdo"; did you mean "Prod"?`, "staging": `no account is called "staging"; there are Prod, test`,
	} {
		if _, err := a.Named(name); err == nil || err.Error() != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	s, _ := config.Read("config.toml", []byte("[[accounts]]\nname = \"a\"\nkey_ring = true\n[[accounts]]\nname = \"A\"\nkey_ring = true\n"))
	if _, err := Find(Options{Settings: s}).Named("staging"); err == nil || err.Error() != `no account is called "staging"; there are a` {
		t.Errorf("of two with one name: %v", err)
	}
	none, _ := found(t, "", "")
	if _, err := none.Named("x"); err == nil || err.Error() != `no account is called "x"; the settings have none` {
		t.Error(err)
	}
}
