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

// Choice says which sessions a command works on, and in which order: either those
// of IDs, or those that match View and Filter. The two exclude each other.
type Choice struct {
	IDs    []string // IDs or prefixes of IDs; "-" stands for those read from Options.In
	Filter string
	View   string // name or number of a saved view
	Sort   string // what follows "sort:" in a filter
	Limit  int    // largest number of sessions; 0 for all
}

// filterOf combines the view, the filter and the order of a choice into one filter.
func (p *Program) filterOf(c Choice) (filter.Filter, error) {
	var f filter.Filter
	if c.View != "" {
		v, err := p.savedView(c.View)
		if err != nil {
			return f, err
		}
		parsed, problems := filter.Parse(v.Filter, p.now())
		if len(problems) > 0 {
			return f, usageErrorf("--view %s: %s", v.Name, problems[0].Message)
		}
		f = parsed
	}
	if err := filter.Check(c.Filter, p.now()); err != nil {
		return f, usageErrorf("--filter: %w", err)
	}
	typed, _ := filter.Parse(c.Filter, p.now())
	f = f.And(typed)
	if c.Sort != "" {
		order, fault := sessions.ParseOrder("sort:"+c.Sort, p.now())
		if fault != "" {
			return f, usageErrorf("--sort %s: %s", c.Sort, fault)
		}
		f = f.And(order)
	}
	return sessions.SortedBy(f, p.o.Settings.Sort, p.now()), nil
}

// savedView finds a saved view by its name or number.
func (p *Program) savedView(name string) (config.View, error) {
	if v, ok := sessions.ViewCalled(p.o.Views, name); ok {
		return v, nil
	}
	var names []string
	for _, v := range p.o.Views {
		names = append(names, v.Name)
	}
	return config.View{}, usageErrorf("--view: no view is called %q; there are %s", name, strings.Join(names, ", "))
}

// readIDs returns the IDs and prefixes of a choice, with the first word of each
// input line in the place of "-".
func (p *Program) readIDs(c Choice) (ids []string, err error) {
	for _, id := range c.IDs {
		if id != "-" {
			ids = append(ids, id)
			continue
		}
		lines := bufio.NewScanner(p.o.In)
		for lines.Scan() {
			fields := strings.Fields(lines.Text()) // the ID is the first word of a line of list
			switch {
			case len(fields) == 0:
			case strings.HasPrefix(fields[0], "{"):
				return nil, usageErrorf("-: the input is to have an ID on each line, and this is JSON: jq -r .id takes the IDs out of it")
			default:
				ids = append(ids, fields[0])
			}
		}
		if err := lines.Err(); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// idPrefix matches a text that can be the beginning of an ID. Four digits are the
// least, because a shorter prefix would match a session by chance.
var idPrefix = regexp.MustCompile(`^[0-9a-f]{4}[0-9a-f-]*$`)

// resolveIDs returns the full IDs for IDs and prefixes, each ID once: a prefix
// stands for the only session whose ID begins with it. Letter case does not matter.
// unresolved lists the arguments that match no session, or several.
func (p *Program) resolveIDs(ctx context.Context, args []string) (ids, unresolved []string, err error) {
	matches := map[string][]string{} // full IDs by prefix
	for _, arg := range args {
		if arg = strings.ToLower(arg); !client.IsUUID(arg) && idPrefix.MatchString(arg) {
			matches[arg] = nil
		}
	}
	if len(matches) > 0 {
		f, _ := filter.Parse("id:"+strings.Join(slices.Sorted(maps.Keys(matches)), ","), p.now())
		_, err = p.readList(ctx, query{filter: f}, func(r row) error {
			for arg := range matches {
				if strings.HasPrefix(r.ID, arg) {
					matches[arg] = append(matches[arg], r.ID)
				}
			}
			return nil
		})
		if err != nil {
			return nil, nil, err
		}
	}
	seen := map[string]bool{}
	for _, arg := range args {
		arg = strings.ToLower(arg)
		full := matches[arg]
		if client.IsUUID(arg) {
			full = []string{arg}
		}
		switch {
		case len(full) == 0:
			unresolved = append(unresolved, cmp.Or(arg, `""`))
		case len(full) > 1:
			unresolved = append(unresolved, fmt.Sprintf("%s (the IDs of %s begin so)", arg, words.Plural(len(full), "session")))
		case !seen[full[0]]:
			seen[full[0]] = true
			ids = append(ids, full[0])
		}
	}
	return ids, unresolved, nil
}

// readResult says which sessions of a choice were found.
type readResult struct {
	missing    []string // IDs that no session has
	unresolved []string // see resolveIDs
	total      int      // number of sessions without the limit; -1 when it is unknown
}

// count says that n sessions were taken, and out of how many.
func (r readResult) count(n int) string {
	switch text := words.Plural(n, "session"); {
	case r.total < 0:
		return "the first " + text
	case r.total > n:
		return text + " of " + words.Count(r.total)
	default:
		return text
	}
}

// forEach calls visit with each session of a choice.
func (p *Program) forEach(ctx context.Context, c Choice, q query, visit func(row) error) (res readResult, err error) {
	if len(c.IDs) > 0 {
		if c.Filter+c.View+c.Sort != "" {
			return res, usageErrorf("IDs are taken as they are: --filter, --view and --sort do not go with them")
		}
		args, err := p.readIDs(c)
		if err != nil {
			return res, err
		}
		ids, unresolved, err := p.resolveIDs(ctx, args)
		if err != nil {
			return res, err
		}
		limit := len(ids)
		if c.Limit > 0 {
			limit = min(limit, c.Limit)
		}
		missing, err := p.readByIDs(ctx, ids[:limit], q.paths, visit)
		return readResult{missing, unresolved, len(ids) - len(missing)}, err
	}
	if q.filter, err = p.filterOf(c); err != nil {
		return res, err
	}
	q.limit = c.Limit
	res.total, err = p.readList(ctx, q, visit)
	return res, err
}

// readByIDs calls visit with the session of each ID, in the order of the IDs, and
// returns the IDs that no session has.
func (p *Program) readByIDs(ctx context.Context, ids, paths []string, visit func(row) error) (missing []string, err error) {
	const batchSize = 50
	pick := filter.Filter{}.Pick(paths...)
	for batch := range slices.Chunk(ids, batchSize) {
		for _, r := range client.ReadEach(ctx, p.o.API, batch) {
			switch {
			case errors.Is(r.Err, client.ErrNotFound):
				missing = append(missing, r.ID)
				continue
			case r.Err != nil && r.BadJSON == nil:
				return missing, r.Err
			}
			if err := visit(rowOf(&r, pick)); err != nil {
				return missing, err
			}
		}
	}
	return missing, nil
}

// notFound returns an error that lists the first of the IDs, or nil without any.
func (p *Program) notFound(ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	const maxShown = 3
	shown := words.AndMore(ids[:min(len(ids), maxShown)], len(ids))
	return PartialError(clean("not found: " + strings.Join(shown, ", ")))
}
