package cli

import (
	"runtime/debug"
	"testing"
)

func TestTheVersionTellsFromWhatItWasBuilt(t *testing.T) {
	info := &debug.BuildInfo{GoVersion: "go1.26.0", Settings: []debug.BuildSetting{
		{Key: "GOOS", Value: "linux"}, {Key: "GOARCH", Value: "arm64"}}}
	if got, want := buildText(info), "go1.26.0, linux/arm64"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	info.Settings = append(info.Settings, debug.BuildSetting{Key: "vcs.revision", Value: "0123456789abcdef0123"},
		debug.BuildSetting{Key: "vcs.time", Value: "2026-11-29T12:00:00Z"}, debug.BuildSetting{Key: "vcs.modified", Value: "true"})
	if got, want := buildText(info), "commit 0123456789ab and changes, 2026-11-29T12:00:00Z, go1.26.0, linux/arm64"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
