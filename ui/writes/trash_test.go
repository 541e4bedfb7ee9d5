package writes

import (
	"path/filepath"
	"testing"

	"vapi-sessions/client/trash"
)

// The ID of a session is the server's, and leads nowhere as a file's name.
func TestACopyIsExportedIntoItsFolder(t *testing.T) {
	bin, _, err := trash.Open(t.TempDir(), trash.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = bin.Close() }()
	for id, want := range map[string]string{"../../x": "session-______x.json", "a\x1b[2J": "session-a__2J.json", "4f-2_B": "session-4f-2_B.json"} {
		if err := bin.Put("demo", []trash.Entry{{ID: id, JSON: []byte("{}")}}); err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		msg, ok := exportTrash(bin, id, dir)().(trashRead)
		if !ok || msg.err != nil || msg.file != filepath.Join(dir, want) {
			t.Errorf("%q is written to %s, %v", id, msg.file, msg.err)
		}
	}
}
