package client

import "bytes"

// maskURLs masks, in text, the user information of URLs and the values of
// query and fragment parameters that carry tokens.
func maskURLs(text []byte) []byte {
	var out []byte
	copied := 0
	replace := func(from, to int) {
		out = append(append(out, text[copied:from]...), Mask...)
		copied = to
	}
	for i := 0; ; {
		n := bytes.Index(text[i:], []byte("://"))
		if n < 0 {
			break
		}
		i += n + len("://")
		end := i + urlLength(text[i:])
		host := i + authorityLength(text[i:end])
		if at := bytes.LastIndexByte(text[i:host], '@'); at > 0 && string(text[i:i+at]) != Mask {
			replace(i, i+at)
		}
		for p := host; p < end; {
			p += paramStart(text[p:end])
			from, to, name := parameter(text, p, end)
			if from < to && secretParameter(name) && string(text[from:to]) != Mask {
				replace(from, to)
			}
			p = max(to, p)
		}
		i = end
	}
	if out == nil {
		return text
	}
	return append(out, text[copied:]...)
}

// urlLength is how far the URL goes that text begins in.
func urlLength(text []byte) int {
	for i, c := range text {
		if c <= ' ' || c == '"' || c == '<' || c == '>' || c == '`' || c == '\\' || c == 0x7f {
			return i
		}
	}
	return len(text)
}

func authorityLength(url []byte) int {
	if n := bytes.IndexAny(url, "/?#"); n >= 0 {
		return n
	}
	return len(url)
}

// paramStart is the distance to the next parameter's name.
func paramStart(url []byte) int {
	if n := bytes.IndexAny(url, "?&;#"); n >= 0 {
		return n + 1
	}
	return len(url)
}

// parameter finds the value of the parameter that begins at p; without one
// from is to.
func parameter(text []byte, p, end int) (from, to int, name []byte) {
	to = p
	for to < end && text[to] != '&' && text[to] != ';' && text[to] != '#' {
		to++
	}
	eq := bytes.IndexByte(text[p:to], '=')
	if eq < 0 {
		return to, to, nil
	}
	return p + eq + 1, to, text[p : p+eq]
}

// secretParameter is stricter than SecretKey: in a URL bare "key", "sig" and
// "auth" are credentials.
func secretParameter(name []byte) bool {
	if SecretKey(string(name)) {
		return true
	}
	low := bytes.ToLower(name)
	switch string(low) {
	case "key", "sig", "auth", "jwt", "pwd", "pass", "policy", "code", "awsaccesskeyid", "googleaccessid", "sessionid":
		return true
	}
	for _, part := range []string{"token", "signature", "credential"} {
		if bytes.Contains(low, []byte(part)) {
			return true
		}
	}
	return false
}
