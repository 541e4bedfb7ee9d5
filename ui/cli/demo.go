package cli

import (
	"context"
	"fmt"
	"net/http"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/ui"
)

// newDemoServer makes the embedded server that the flags describe.
func (f *flags) newDemoServer() (*demo.Server, error) {
	faults, err := demo.ParseFaults(f.faults)
	o := f.demoOptions
	o.Faults = func(*http.Request) demo.Faults { return faults }
	if o.Sessions < 0 || o.Sessions > demo.MaxSessions {
		err = fmt.Errorf("--sessions needs a whole number from 0 to %d, not %d", demo.MaxSessions, o.Sessions)
	}
	return demo.New(o), usageError(err)
}

// serveDemo serves generated sessions over the network until a signal.
func serveDemo(ctx context.Context, w World, f *flags) error {
	ctx, stop := cancelOnSignal(ctx)
	defer stop()
	s, err := f.newDemoServer()
	if err != nil {
		return err
	}
	address, err := s.Listen(f.listen)
	if err != nil {
		return err
	}
	if err := w.printLine("listening on " + address); err != nil {
		return err
	}
	<-ctx.Done()
	return s.Close()
}

// demoServer is the embedded server with a client that calls it in this process.
func (c connector) demoServer(onWait func(client.Event)) (ui.Server, error) {
	s, err := c.flags.newDemoServer()
	if err != nil {
		return ui.Server{}, err
	}
	api, err := client.New(client.Options{BaseURL: "http://127.0.0.1", Token: c.flags.demoOptions.Token, Version: c.world.Version, HTTP: s.Transport(), Log: c.log, OnEvent: onWait})
	return ui.Server{API: api, Account: "demo"}, err
}
