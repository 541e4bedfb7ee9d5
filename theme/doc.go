// Package theme owns how things look: the roles that text can have, the Lip
// Gloss style of each on a light or a dark terminal with many, sixteen or no
// colours, a person's overrides, the glyphs in Unicode and ASCII, and what the
// environment says of the terminal. It imports nothing else of this program and
// never writes to a terminal. Whoever draws
// asks for a role, never for a colour.
package theme
