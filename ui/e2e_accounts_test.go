//go:build unix

package ui_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"vapi-sessions/ui/paint/termtest"
)

// accountKey is the key to the server of these tests. It may be in the file that
// the test puts it into, and nowhere else.
const accountKey = "0c4f7d51-key-of-the-account-9e2b"

// put writes a file of the home.
func (h home) put(tb testing.TB, name, text string) string {
	tb.Helper()
	file := filepath.Join(h.dir, name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		tb.Fatal(err)
	}
	return file
}

// keyIsNowhere fails if the key is on the terminal, or in a file that the
// program wrote.
func (h home) keyIsNowhere(tb testing.TB, term *termtest.Terminal, but ...string) {
	tb.Helper()
	if bytes.Contains(term.Raw(), []byte(accountKey)) {
		tb.Errorf("the key was on the screen:\n%s", term.Screen())
	}
	err := filepath.WalkDir(h.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		for _, name := range but {
			if filepath.Base(path) == name {
				return nil
			}
		}
		text, err := os.ReadFile(path)
		if bytes.Contains(text, []byte(accountKey)) {
			tb.Errorf("the key is in %s", path)
		}
		return err
	})
	if err != nil {
		tb.Error(err)
	}
}

// kept lists the files of an account's trash, or of the account without a name.
func (h home) kept(tb testing.TB, account string) (files []string) {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(h.data(), account, "trash-*.ndjson"))
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

// Two accounts of one host are told apart, and share neither trash nor state.
// The key of one comes from a program, that of the other from a variable.
func TestTwoAccountsOfOneHost(t *testing.T) {
	server := serve(t, "--sessions", "60", "--token", accountKey)
	h := newHome(t, "")
	file := h.put(t, "key", accountKey+"\nuser: nobody\n")
	h.put(t, "config/vapi-sessions/config.toml", fmt.Sprintf(`undo_window = 0
[[accounts]]
name = "prod"
base_url = %q
key_command = ["cat", %q]
[[accounts]]
name = "test"
base_url = %q
key_env = "TEST_KEY"
colour = "no-colour"
`, server.address, file, server.address))
	log := filepath.Join(h.dir, "requests.log")
	term := start(t, termtest.Options{Env: h.env("TEST_KEY=" + accountKey)}, "--log", log)
	term.WaitFor(t, `config.toml:10:1: accounts\[1\].colour`, soon)
	term.Keys(t, "enter")
	cursorOn(t, term, `\d`)
	term.WaitFor(t, `sessions +prod +LIVE +60 sessions`, soon)
	term.Keys(t, "d")
	term.WaitFor(t, `Delete 1 session\? ─+ +prod +LIVE +─`, soon)
	term.Keys(t, "y")
	term.WaitFor(t, `LIVE +59 sessions`, soon)
	term.Keys(t, "p", ":")
	term.WaitFor(t, `Command`, soon)
	term.Type(t, "account test")
	term.Keys(t, "enter")
	term.WaitFor(t, `sessions +test +LIVE +59 sessions`, soon)
	if strings.Contains(term.Screen(), "Problems found") {
		t.Errorf("the problems are told again:\n%s", term.Screen())
	}
	term.WaitFor(t, `Trans`, soon) // the pane was closed in the other account alone
	term.Keys(t, ":")
	term.WaitFor(t, `Command`, soon)
	term.Type(t, "trash")
	term.Keys(t, "enter")
	term.WaitFor(t, `(?i)trash.*(0 copies|empty)|nothing in the trash`, soon)
	term.Keys(t, "esc", ":")
	term.WaitFor(t, `Command`, soon)
	term.Type(t, "account prod")
	term.Keys(t, "enter")
	term.WaitFor(t, `sessions +prod +LIVE +59 sessions`, soon)
	leave(t, term)
	if a, b, none := h.kept(t, "account-prod"), h.kept(t, "account-test"), h.kept(t, ""); len(a) != 1 || len(b)+len(none) != 0 {
		t.Errorf("copies are in %v, %v and %v", a, b, none)
	}
	if state, err := os.ReadFile(filepath.Join(h.dir, "state", "vapi-sessions", "account-prod", "state.toml")); err != nil || !strings.Contains(string(state), "side = 'off'") {
		t.Errorf("the state of prod is %s: %v", state, err)
	}
	h.keyIsNowhere(t, term, "key")
}

// The first run finds what the Vapi CLI has, offers it, and leaves its file alone.
func TestTheFirstRunOffersWhatTheVapiCLIHas(t *testing.T) {
	server := serve(t, "--sessions", "60", "--token", accountKey)
	h := newHome(t, "")
	text := "accounts:\n  acme:\n    apikey: " + accountKey + "\n    organization: Acme\nactive_account: acme\nbase_url: " + server.address + "\n"
	file := h.put(t, ".vapi-cli.yaml", text)
	term := start(t, termtest.Options{Env: h.env()})
	term.WaitFor(t, `Welcome`, soon)
	term.WaitFor(t, `1 +acme +active in the Vapi CLI`, soon)
	term.Keys(t, "1")
	cursorOn(t, term, `\d`)
	term.WaitFor(t, `sessions +acme +LIVE +60 sessions`, soon)
	leave(t, term)
	if now, err := os.ReadFile(file); err != nil || string(now) != text {
		t.Errorf("the file is now %q: %v", now, err)
	}
	h.keyIsNowhere(t, term, ".vapi-cli.yaml")
}

// Without a keyring the program says so, and goes on where it was.
func TestAKeyringThatIsNotThere(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("there is always a keyring")
	}
	server := serve(t, "--sessions", "60", "--token", accountKey)
	settings := "[[accounts]]\nname = \"ring\"\nkey_ring = true\nbase_url = \"" + server.address + "\"\n"
	const none = "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"
	alone := start(t, termtest.Options{Env: newHome(t, settings).env(none)})
	if code := alone.WaitExit(t, soon); code != 1 || !strings.Contains(alone.Screen(), "account ring: the system's keyring cannot be reached") {
		t.Errorf("left with %d:\n%s", code, alone.Screen())
	}
	h := newHome(t, settings)
	term := start(t, termtest.Options{Env: h.env(none, "VAPI_API_KEY="+accountKey, "VAPI_API_BASE_URL="+server.address)})
	cursorOn(t, term, `\d`)
	term.WaitFor(t, `VAPI_API_KEY goes before the accounts of the settings`, soon)
	term.Keys(t, ":")
	term.WaitFor(t, `Command`, soon)
	term.Type(t, "account ring")
	term.Keys(t, "enter")
	term.WaitFor(t, `the system's keyring cannot be reached`, soon)
	term.WaitFor(t, `sessions +127\.0\.0\.1:\d+ +LIVE +60 sessions`, soon)
	term.Keys(t, "enter")
	leave(t, term)
	h.keyIsNowhere(t, term)
}
