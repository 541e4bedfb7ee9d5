// Package demo is an embedded HTTP server that speaks the Vapi sessions API
// over generated sessions.
package demo
