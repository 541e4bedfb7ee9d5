package client

// What stands here is redactor.run for what is to be JSON, and checked on the
// way: each function gives the place after what begins at i, or invalid. Then
// the redactor's work is of no use.

// checked goes over any value. There must be no white space before it.
func (r *redactor) checked(i, depth int, where region) int {
	if i >= len(r.in) {
		return invalid
	}
	switch c := r.in[i]; c {
	case '"':
		end, escapes := textEnd(r.in, i)
		if end != invalid {
			r.value(i, end, where, escapes)
		}
		return end
	case '{', '[':
		return r.checkedNested(i, depth, where)
	default:
		end := literalEnd(r.in, i)
		if where == secret && c != 'n' && end != invalid {
			r.replace(i, end, quotedMask)
		}
		return end
	}
}

// checkedNested goes over an object or list.
func (r *redactor) checkedNested(i, depth int, where region) int {
	if depth == maxDepth {
		return invalid
	}
	in := r.in
	closing := in[i] + 2 // the closing bracket is two after the opening one
	if i = spaceEnd(in, i+1); i < len(in) && in[i] == closing {
		return i + 1
	}
	for {
		next := where
		if closing == '}' {
			var name []byte
			if name, i = member(in, i); i == invalid {
				return invalid
			}
			next = where.enter(name, r.names.secret(name))
		}
		i = r.checked(i, depth+1, next)
		if i == invalid {
			return invalid
		}
		if i = spaceEnd(in, i); i == len(in) {
			return invalid
		}
		switch in[i] {
		case ',':
			i = spaceEnd(in, i+1)
		case closing:
			return i + 1
		default:
			return invalid
		}
	}
}

// member takes a member's name, and gives the place of its value.
func member(in []byte, i int) (name []byte, value int) {
	if i == len(in) || in[i] != '"' {
		return nil, invalid
	}
	end, escapes := textEnd(in, i)
	switch {
	case end == invalid:
	case escapes:
		name = plainName(in[i:end])
	default:
		name = in[i+1 : end-1]
	}
	return name, colonEnd(in, end)
}
