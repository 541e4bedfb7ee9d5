// Package config owns what a person can set, where settings and state live on
// the disk, and what is wrong with them: each setting's key, type, default,
// unit and words come from one registry, which the reader, the problems, the
// README, the example and the JSON Schema share. An account is here without its
// key. The program always starts: what cannot be read is left at
// its default and reported with file, line and column. Of this program it imports
// client, keymap, theme and ui/words alone, by which it checks servers, keys and
// colours.
package config
