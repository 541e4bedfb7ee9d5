package plain

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/words"
)

// Choice says which sessions a command is about, and in which order: those of
// the IDs, or else those that the view and the filter leave. They do not go
// together.
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
			return f, unusable("--view %s: %s", v.Name, problems[0].Message)
		}
		f = parsed
	}
	if err := filter.Check(c.Filter, p.now()); err != nil {
		return f, unusable("--filter: %w", err)
	}
	own, _ := filter.Parse(c.Filter, p.now())
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
	return config.View{}, unusable("--view: no view is called %q; there are %s", name, strings.Join(all, ", "))
}

// typed reads what stands in the place of IDs, on the input too.
func (p *Program) typed(c Choice) (typed []string, err error) {
	for _, id := range c.IDs {
		if id != "-" {
			typed = append(typed, id)
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
				typed = append(typed, fields[0])
			}
		}
		if err := lines.Err(); err != nil {
			return nil, err
		}
	}
	return typed, nil
}

// beginning is what can be the beginning of an ID. What is shorter would name a
// session by chance.
var beginning = regexp.MustCompile(`^[0-9a-f]{4}[0-9a-f-]*$`)

// whole finds the IDs that what was typed stands for, in any case and each once:
// an ID stands for itself, its beginning for the only session whose ID begins so.
// unclear is what names no session.
func (p *Program) whole(ctx context.Context, typed []string) (ids, unclear []string, err error) {
	found := map[string][]string{} // by their beginnings
	for _, t := range typed {
		if t = strings.ToLower(t); !client.IsUUID(t) && beginning.MatchString(t) {
			found[t] = nil
		}
	}
	if len(found) > 0 {
		f, _ := filter.Parse("id:"+strings.Join(slices.Sorted(maps.Keys(found)), ","), p.now())
		_, err = p.read(ctx, query{filter: f}, func(r row) error {
			for t := range found {
				if strings.HasPrefix(r.ID, t) {
					found[t] = append(found[t], r.ID)
				}
			}
			return nil
		})
		if err != nil {
			return nil, nil, err
		}
	}
	seen := map[string]bool{}
	for _, t := range typed {
		t = strings.ToLower(t)
		its := found[t]
		if client.IsUUID(t) {
			its = []string{t}
		}
		switch {
		case len(its) == 0:
			unclear = append(unclear, cmp.Or(t, `""`))
		case len(its) > 1:
			unclear = append(unclear, fmt.Sprintf("%s (the IDs of %s begin so)", t, words.Plural(len(its), "session")))
		case !seen[its[0]]:
			seen[its[0]] = true
			ids = append(ids, its[0])
		}
	}
	return ids, unclear, nil
}

// found is what a choice came to.
type found struct {
	gone    []string // IDs without a session
	unclear []string // what was typed in the place of IDs and names none
	all     int      // how many there are of it without its limit; -1 where nobody knows
}

// of says how many sessions of it there were, and out of how many.
func (f found) of(n int) string {
	switch text := words.Plural(n, "session"); {
	case f.all < 0:
		return "the first " + text
	case f.all > n:
		return text + " of " + words.Count(f.all)
	default:
		return text
	}
}

// each gives the sessions of a choice to take.
func (p *Program) each(ctx context.Context, c Choice, q query, take func(row) error) (f found, err error) {
	if len(c.IDs) > 0 {
		if c.Filter+c.View+c.Sort != "" {
			return f, unusable("IDs are taken as they are: --filter, --view and --sort do not go with them")
		}
		typed, err := p.typed(c)
		if err != nil {
			return f, err
		}
		ids, unclear, err := p.whole(ctx, typed)
		if err != nil {
			return f, err
		}
		most := len(ids)
		if c.Limit > 0 {
			most = min(most, c.Limit)
		}
		gone, err := p.byIDs(ctx, ids[:most], q.paths, take)
		return found{gone, unclear, len(ids) - len(gone)}, err
	}
	if q.filter, err = p.filter(c); err != nil {
		return f, err
	}
	q.limit = c.Limit
	f.all, err = p.read(ctx, q, take)
	return f, err
}

// byIDs reads sessions by their IDs, in that order, and returns those that are
// not there.
func (p *Program) byIDs(ctx context.Context, ids, paths []string, take func(row) error) (missing []string, err error) {
	const together = 50
	pick := filter.Filter{}.Pick(paths...)
	for batch := range slices.Chunk(ids, together) {
		for _, r := range client.ReadEach(ctx, p.o.API, batch) {
			switch {
			case errors.Is(r.Err, client.ErrNotFound):
				missing = append(missing, r.ID)
				continue
			case r.Err != nil && r.Bad == nil:
				return missing, r.Err
			}
			if err := take(rowOf(&r, pick)); err != nil {
				return missing, err
			}
		}
	}
	return missing, nil
}

// notThere tells what names no session.
func (p *Program) notThere(ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	const named = 3
	text := "not found: " + strings.Join(ids[:min(len(ids), named)], ", ")
	if more := len(ids) - named; more > 0 {
		text += " and " + words.Count(more) + " more"
	}
	return Partly(clean(text))
}
