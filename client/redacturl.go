package client

import (
	"bytes"
	"regexp"
	"strings"
)

var (
	urlText   = regexp.MustCompile("://[^\\x00-\\x20\"<>`\\\\\\x7f]+") // without its scheme
	userInfo  = regexp.MustCompile(`^://[^/?#]+@`)
	parameter = regexp.MustCompile(`([?&;#]([^=&;#]*)=)[^&;#]+`)
)

// maskURLs masks, in text, the user information of URLs, and the values of
// query and fragment parameters that are secret.
func maskURLs(text []byte) []byte {
	if !bytes.Contains(text, []byte("://")) {
		return text
	}
	return urlText.ReplaceAllFunc(text, func(url []byte) []byte {
		url = userInfo.ReplaceAll(url, []byte("://"+Mask+"@"))
		return parameter.ReplaceAllFunc(url, func(pair []byte) []byte {
			parts := parameter.FindSubmatch(pair)
			if !isSecretParameter(string(parts[2])) {
				return pair
			}
			return append(bytes.Clone(parts[1]), Mask...)
		})
	})
}

// isSecretParameter is stricter than isSecretMember: in a URL, names such as
// "key", "sig" and "auth" are credentials.
func isSecretParameter(name string) bool {
	if isSecretMember(name) {
		return true
	}
	low := strings.ToLower(name)
	switch low {
	case "key", "sig", "auth", "jwt", "pwd", "pass", "policy", "code", "awsaccesskeyid", "googleaccessid", "sessionid":
		return true
	}
	return containsAny(low, "token", "signature", "credential")
}
