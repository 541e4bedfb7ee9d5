package cli

import (
	"runtime/debug"
	"strings"
)

// shortVersion is the version of a release, or else of the build info.
func shortVersion(release string) string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "dev"
}

// buildText lists the commit, its time, the Go version and the platform of a build.
func buildText(info *debug.BuildInfo) string {
	build := map[string]string{}
	for _, s := range info.Settings {
		build[s.Key] = s.Value
	}
	var parts []string
	if commit := build["vcs.revision"]; commit != "" {
		commit = "commit " + commit[:min(len(commit), 12)]
		if build["vcs.modified"] == "true" {
			commit += " and changes"
		}
		parts = append(parts, commit)
	}
	if commitTime := build["vcs.time"]; commitTime != "" {
		parts = append(parts, commitTime)
	}
	parts = append(parts, info.GoVersion, build["GOOS"]+"/"+build["GOARCH"])
	return strings.Join(parts, ", ")
}

// longVersion is a version with its buildText.
func longVersion(version string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		version += " (" + buildText(info) + ")"
	}
	return version
}
