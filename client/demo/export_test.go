package demo

import "time"

// Instant is when servers under test start, unless a test says otherwise.
var Instant = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// What the tests of package demo_test look at of the inside.
var (
	FormatTime = formatTime
	IsUUID     = isUUID
	ListRules  = listRules
	Kinds      = kinds
)

const HugeIndex = hugeIndex

// Resources are the IDs of the resources of a kind. The last one was deleted.
func (s *Server) Resources(kind string) (ids []string) {
	c := s.gen.catalog
	for _, r := range map[string][]resource{kindAssistant: c.assistants[:], kindSquad: c.squads[:], kindWorkflow: c.workflows[:], kindPhone: c.phones[:]}[kind] {
		ids = append(ids, r.id)
	}
	return ids
}

// IDAt is the ID of generated session i.
func (s *Server) IDAt(i int) string { return s.gen.id(i).String() }

// GroupOf is groupOf of the generator.
func (s *Server) GroupOf(i int) (first, size int) { return s.gen.groupOf(i) }

// FirstLines are the first line of each topic of the ordinary organisation.
func FirstLines() map[string]string {
	lines := map[string]string{}
	for _, r := range ordinaryOrganisation().Assistants {
		for _, topic := range r.Topics {
			lines[topic.Name] = topic.Lines[0]
		}
	}
	return lines
}
