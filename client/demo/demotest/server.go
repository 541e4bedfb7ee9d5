// Package demotest is the embedded server of client/demo as tests use it. Only
// tests may import it.
package demotest

import "vapi-sessions/client/demo"

// Server is a demo.Server for tests. New makes one.
type Server struct{ *demo.Server }

// Request is one request that the server received.
type Request = demo.Request

// New makes a server.
func New(o demo.Options) *Server { return &Server{demo.New(o)} }
