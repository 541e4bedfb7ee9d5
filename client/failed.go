package client

// Failed reports whether the message is a tool's answer that tells of an
// error, by the rule of FlagToolError.
func (m *Message) Failed() bool { return toolRole(m.Role) && reportsError(m.Text) }

// Tool reports whether the message is a tool's answer, in either family.
func (r Role) Tool() bool { return toolRole(r) }

// Agent reports whether the role is the assistant's; calls name it "bot".
func (r Role) Agent() bool { return r == RoleAssistant || r == "bot" }
