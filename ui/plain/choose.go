package plain

import (
	"bufio"
	"context"
	"errors"
	"slices"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/words"
)

// Choice says which sessions a command is about, and in which order: those of
// the IDs, or else those that the view and the filter leave.
type Choice struct {
	IDs    []string // a "-" among them reads IDs from Options.In
	Filter string
	View   string // a name or number
	Sort   string // as after "sort:" in a filter
	Limit  int    // at most so many; 0 for all
}

// filter reads the view, the filter and the order as one filter.
func (p *Program) filter(c Choice) (filter.Filter, error) {
	var f filter.Filter
	if c.View != "" {
		v, err := p.view(c.View)
		if err != nil {
			return f, err
		}
		parsed, problems := filter.Parse(v.Filter, p.now())
		if len(problems) > 0 {
			return f, unusable("view %q: %s", v.Name, problems[0].Message)
		}
		f = parsed
	}
	own, problems := filter.Parse(c.Filter, p.now())
	if len(problems) > 0 {
		return f, unusable("--filter: %s\n%s", problems[0].Message, problems[0].Pointed(c.Filter))
	}
	f = f.And(own)
	if c.Sort != "" {
		by, fault := sessions.ParseOrder("sort:"+c.Sort, p.now())
		if fault != "" {
			return f, unusable("--sort %s: %s", c.Sort, fault)
		}
		f = f.And(by)
	}
	return sessions.SortedBy(f, p.o.Settings.Sort, p.now()), nil
}

// view finds a saved view.
func (p *Program) view(name string) (config.View, error) {
	if v, ok := sessions.ViewCalled(p.o.Views, name); ok {
		return v, nil
	}
	var all []string
	for _, v := range p.o.Views {
		all = append(all, v.Name)
	}
	return config.View{}, unusable("no view is called %q; there are %s", name, strings.Join(all, ", "))
}

// chosen reads the IDs of a choice, those on the input too, each once.
func (p *Program) chosen(c Choice) (ids []string, err error) {
	for _, id := range c.IDs {
		if id != "-" {
			ids = append(ids, id)
			continue
		}
		lines := bufio.NewScanner(p.o.In)
		for lines.Scan() {
			fields := strings.Fields(lines.Text()) // an ID comes first on the lines of a list
			switch {
			case len(fields) == 0:
			case strings.HasPrefix(fields[0], "{"):
				return nil, unusable("-: the input is to have an ID on each line, and this is JSON: jq -r .id takes the IDs out of it")
			default:
				ids = append(ids, fields[0])
			}
		}
		if err := lines.Err(); err != nil {
			return nil, err
		}
	}
	seen := map[string]bool{}
	ids = slices.DeleteFunc(ids, func(id string) bool {
		twice := seen[id]
		seen[id] = true
		return twice
	})
	if c.Limit > 0 && len(ids) > c.Limit {
		ids = ids[:c.Limit]
	}
	return ids, nil
}

// byIDs reads sessions by their IDs, in that order, and returns those that are
// not there.
func (p *Program) byIDs(ctx context.Context, ids []string, take func(row) error) (missing []string, err error) {
	const together = 50
	for batch := range slices.Chunk(ids, together) {
		page, err := p.o.API.List(ctx, client.ListParams{IDAny: batch, Limit: len(batch)})
		if err != nil {
			return missing, err
		}
		at := map[string]*client.SessionRow{}
		for i := range page.Rows {
			at[page.Rows[i].ID] = &page.Rows[i]
		}
		for _, id := range batch {
			r, err := p.one(ctx, id, at[id])
			if errors.Is(err, client.ErrNotFound) {
				missing = append(missing, id)
				continue
			}
			if err == nil {
				err = take(r)
			}
			if err != nil {
				return missing, err
			}
		}
	}
	return missing, nil
}

// one is a session of a page, or, where the page does not have it, read by
// itself: not every server heeds a list of IDs.
func (p *Program) one(ctx context.Context, id string, listed *client.SessionRow) (row, error) {
	if listed != nil {
		return rowOf(listed, client.Pick{}), nil
	}
	s, err := p.o.API.Get(ctx, id)
	if err != nil {
		return row{}, err
	}
	return rowOf(&client.SessionRow{Session: *s}, client.Pick{}), nil
}

// notThere tells of IDs without a session.
func (p *Program) notThere(ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	const named = 3
	text := "not found: " + strings.Join(ids[:min(len(ids), named)], ", ")
	if more := len(ids) - named; more > 0 {
		text += " and " + words.Count(more) + " more"
	}
	text, _ = client.Clean(text)
	return Partly(text)
}
