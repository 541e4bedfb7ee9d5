package cli

import (
	"context"
	"fmt"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/ui"
)

// embedded makes the embedded server.
func (f *flags) embedded() (*demo.Server, error) {
	faults, err := demo.ParseFaults(f.fault)
	o := f.server
	o.Faults = faults
	if o.Sessions < 0 {
		err = fmt.Errorf("--sessions needs a whole number from 0, not %d", o.Sessions)
	}
	return demo.New(o), usage(err)
}

// serveDemo serves generated sessions until a signal.
func serveDemo(ctx context.Context, w World, f *flags) error {
	ctx, stop := untilSignal(ctx)
	defer stop()
	s, err := f.embedded()
	if err != nil {
		return err
	}
	address, err := s.Listen(f.listen)
	if err != nil {
		return err
	}
	if err := w.say("listening on " + address); err != nil {
		return err
	}
	<-ctx.Done()
	return s.Close()
}

// demo is the embedded server, asked without a network.
func (c connector) demo(onWait func(client.Event)) (ui.Server, error) {
	const base = "http://127.0.0.1"
	s, err := c.f.embedded()
	if err != nil {
		return ui.Server{}, err
	}
	api, err := client.New(client.Options{BaseURL: base, Token: c.f.server.Token, Version: c.w.Version, HTTP: s.Transport(), Log: c.log, OnEvent: onWait})
	return ui.Server{API: api, Account: "demo", BaseURL: base}, err
}
