//go:build unix && race

package ui_test

// raceEnabled tells that the tests have the race detector.
const raceEnabled = true
