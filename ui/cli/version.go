package cli

import (
	"fmt"
	"runtime/debug"
	"strings"
)

// versionText tells what was built.
func versionText(release string) string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "dev"
	}
	return info.Main.Version
}

// builtFrom tells from what, and with what, as far as the build knows.
func builtFrom(info *debug.BuildInfo) string {
	of := map[string]string{}
	for _, s := range info.Settings {
		of[s.Key] = s.Value
	}
	var known []string
	if commit := of["vcs.revision"]; commit != "" {
		commit = "commit " + commit[:min(len(commit), 12)]
		if of["vcs.modified"] == "true" {
			commit += " and changes"
		}
		known = append(known, commit)
	}
	if at := of["vcs.time"]; at != "" {
		known = append(known, at)
	}
	known = append(known, info.GoVersion, of["GOOS"]+"/"+of["GOARCH"])
	return strings.Join(known, ", ")
}

// longVersion tells all of it.
func longVersion(version string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version
	}
	return fmt.Sprintf("%s (%s)", version, builtFrom(info))
}
