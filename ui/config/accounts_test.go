package config

import (
	"strings"
	"testing"
)

// What is wrong with an account is told with its place, and the account is not
// used: its key might go to a server that was not meant.
func TestAnAccountWithAFaultIsNotUsed(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"no name", "[[accounts]]\nkey_env = \"K\"\n", `c:1:3: accounts[0] name is missing`},
		{"no key", "[[accounts]]\nname = \"a\"\n", `c:1:3: accounts[0] must have one of key_env, key_command, key_ring or vapi_cli, and has 0`},
		{"two keys", "[[accounts]]\nname = \"a\"\nkey_env = \"K\"\nkey_ring = true\n", `c:1:3: accounts[0] must have one of key_env, key_command, key_ring or vapi_cli, and has 2`},
		{"wrong type", "[[accounts]]\nname = \"a\"\nkey_env = 3\n", `c:3:1: accounts[0].key_env must be text in quotes`},
		{"command in one text is a list of one", "[[accounts]]\nname = \"a\"\nkey_command = [1]\n", `c:3:1: accounts[0].key_command must be a list of text`},
		{"unknown key", "[[accounts]]\nname = \"a\"\nkey_env = \"K\"\nread_onliy = true\n", `c:4:1: no setting is called "accounts[0].read_onliy"; the nearest is "accounts[0].read_only"`},
		{"a key in the file", "[[accounts]]\nname = \"a\"\nkey_env = \"K\"\nkey = \"secret\"\n", `c:4:1: no setting is called "accounts[0].key"`},
		{"line break in the name", "[[accounts]]\nname = \"a\\nb\"\nkey_env = \"K\"\n", `c:1:3: accounts[0] name must be one line`},
		{"hidden letters in the name", "[[accounts]]\nname = \"a\\u202eb\"\nkey_env = \"K\"\n", `c:1:3: accounts[0] name must be one line`},
		{"a line that is no TOML", "[[accounts]]\nname = \"a\"\nkey_env = \"K\"\nbase_url = https://api.eu.vapi.ai\n", `c:4:12: cannot be read and is left out`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, problems := Read("c", []byte(c.file))
			if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), c.want) {
				t.Errorf("got  %v\nwant %s", problems, c.want)
			}
			if len(s.Accounts) != 1 || len(problems) > 0 && s.Accounts[0].Fault != problems[0].Error() {
				t.Errorf("the account is %+v", s.Accounts)
			}
			for _, p := range problems {
				if strings.Contains(p.Error(), "secret") {
					t.Errorf("%v shows the key", p)
				}
			}
		})
	}
}

func TestOfTwoAccountsWithOneNameTheSecondIsNotUsed(t *testing.T) {
	s, problems := Read("c", []byte("[[accounts]]\nname = \"Prod\"\nkey_env = \"A\"\n[[accounts]]\nname = \"prod\"\nkey_env = \"B\"\n"))
	if len(problems) != 1 || problems[0].Line != 4 || s.Accounts[0].Fault != "" || s.Accounts[1].Fault == "" {
		t.Errorf("%+v: %v", s.Accounts, problems)
	}
}

// No two accounts share a directory, whatever they are called.
func TestEveryAccountHasItsDirectories(t *testing.T) {
	p := Paths{"/c", "/s", "/d"}
	if p.ForAccount("") != p {
		t.Errorf("the account without a name is in %+v", p.ForAccount(""))
	}
	if got := p.ForAccount("Prod"); got != (Paths{"/c", "/s/account-prod", "/d/account-prod"}) {
		t.Errorf("%+v", got)
	}
	for _, name := range []string{"../x", "a/b", `a\b`, "a:b", ".."} {
		if dir := p.ForAccount(name).Data; strings.Count(dir, "/") != 2 || strings.ContainsAny(dir, `\:`) {
			t.Errorf("%q is in %s", name, dir)
		}
	}
}
