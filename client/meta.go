package client

import "github.com/go-json-experiment/json/jsontext"

// decodeMeta reads a page's metadata. What cannot be true counts as absent.
func decodeMeta(raw jsontext.Value) PageMeta {
	m := PageMeta{TotalItems: -1}
	c := newCursor(raw)
	c.members(func(name []byte) {
		switch string(name) {
		case "itemsPerPage":
			m.ItemsPerPage = int(c.count())
		case "totalItems":
			if n, ok := c.integer(); ok && n >= 0 {
				m.TotalItems = int(n)
			}
		case "currentPage":
			m.CurrentPage = int(c.count())
		case "totalPages":
			if n, ok := c.integer(); ok && n >= 0 {
				pages := int(n)
				m.TotalPages = &pages
			}
		case "hasNextPage":
			if v := string(c.bytes()); v == "true" || v == "false" {
				next := v == "true"
				m.HasNextPage = &next
			}
		case "nextCursor":
			m.NextCursor = c.text()
		case "sortOrder":
			m.SortOrder = SortOrder(c.text())
		case "itemsBeyondRetention":
			m.ItemsBeyondRetention = c.boolean()
		case "createdAtLe":
			m.CreatedAtLe = c.instant()
		case "createdAtGe":
			m.CreatedAtGe = c.instant()
		}
	})
	if c.end() != nil {
		return PageMeta{TotalItems: -1}
	}
	return m
}
