// Package config owns the settings, the state that is kept between runs, and the
// paths of both on the disk. Of this program it imports only client, keymap, theme
// and ui/words, with which it checks servers, keys and colours.
//
// Registry is the one table of settings: key, type, default, unit and description.
// The reader, its problems, the README, the example file and the JSON Schema come
// from it. The program always starts: a value that cannot be read stays at its
// default, and is reported as a Problem with file, line and column. An Account never
// holds its key.
//
//	settings.go  Settings, and what follows from their values
//	registry.go  the table of settings
//	setting.go   Setting: one entry of that table, and its constructors
//	kinds.go     the types of values: how each is read, described and written
//	accounts.go, commands.go, views.go  the tables [[accounts]], [[commands]], [[views]]
//	read.go      the settings file into Settings, with its problems
//	parse.go     TOML, without the statements that have a syntax error
//	file.go      reading a file of limited size in UTF-8 or UTF-16, writing a new one
//	problem.go   Problem, and the places of keys in a file
//	check.go     checks of keys, servers and colours
//	state.go     State: what is kept between runs
//	saver.go     StateSaver, which writes the state soon after a change
//	paths.go     the directories of settings, state and data
//	example.go   the example file and the JSON Schema
//	log_*.go     opening the request log
package config
