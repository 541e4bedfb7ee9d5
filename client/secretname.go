package client

import (
	"slices"
	"strings"
	"unicode"
)

// isSecretMember reports whether a JSON member with this name holds a secret,
// wherever it stands. Case, hyphens and underscores do not count.
func isSecretMember(name string) bool { return isSecretContainer(name) || isSecretName(name) }

// isSecretContainer reports whether everything below a member with this name is
// secret, although in a text the name is a usual word.
func isSecretContainer(name string) bool {
	switch foldName(name) {
	case "credentials", "headers", "environmentvariables", "gcpkey", "authenticationplan", "authenticationsession", "encryptionplan":
		return true
	}
	return false
}

// isSecretName reports whether a name is that of a secret value. Bare "key" and
// "tokens" are not (promptCacheKey, promptTokens), nor are credential IDs.
func isSecretName(name string) bool {
	low := foldName(name)
	switch low {
	case "token", "pem", "connectionstring", "webhookurl", "authorization":
		return true
	}
	return containsAny(low, "apikey", "authtoken", "accesstoken", "accesskey", "accountsid", "clientid", "openaikey",
		"password", "privatekey", "presigned", "refreshtoken", "secret", "subscriptionkey")
}

// isPersonalSecret reports whether a name that people or models chose is that
// of a secret: what a caller is asked for as a proof of identity, or to pay.
func isPersonalSecret(name string) bool {
	if containsAny(foldName(name), "passcode", "passphrase", "passwd", "pincode", "cardnumber", "cardno", "creditcard", "debitcard",
		"accountnumber", "accountno", "routingnumber", "sortcode", "securitycode", "securityanswer", "verificationcode", "accesscode", "authcode",
		"onetimecode", "socialsecurity", "taxid", "passportnumber", "nationalid", "driverslicense", "driverlicense") {
		return true
	}
	return slices.ContainsFunc(wordsOf(name), func(word string) bool {
		switch strings.TrimRight(word, "0123456789") {
		case "pin", "mpin", "puk", "cvv", "cvc", "cvn", "ccv", "otp", "totp", "mfa", "ssn", "iban", "pan", "tan", "pwd", "pass":
			return true
		}
		return false
	})
}

// wordsOf splits a name such as userPIN, user_pin or user-pin into its words,
// in lower case.
func wordsOf(name string) []string {
	var b strings.Builder
	lower := false
	for _, c := range name {
		if unicode.IsUpper(c) && lower {
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(c)
		b.WriteRune(unicode.ToLower(c))
	}
	return strings.FieldsFunc(b.String(), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// foldName is a name in lower case without hyphens, underscores and spaces.
func foldName(name string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= 'A' && c <= 'Z':
			return c + 'a' - 'A'
		case c == '_' || c == '-' || c == ' ':
			return -1
		}
		return c
	}, name)
}

func containsAny(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(s, part) })
}

// region is where in a document a value stands, as a set of these flags.
type region uint8

const (
	inSecret region = 1 << iota // below the name of a secret: every value is masked
	inTools                     // in tools, whose code, parameters and body can hold secrets
	inValues                    // in a tool's parameters or body, whose value and default are masked
	inData                      // where people and models choose the names
)

// enter is the region of the value of a member.
func (r region) enter(member []byte) region {
	name, next := string(member), r&inData
	if r&inSecret != 0 || isSecretMember(name) || r&inData != 0 && isPersonalSecret(name) || r&inTools != 0 && name == "code" {
		return inSecret
	}
	switch foldName(name) {
	case "tool", "tools":
		next |= inTools
	case "variablevalues", "variables", "dynamicvariables", "metadata", "arguments", "content", "result", "results",
		"structuredoutputs", "structureddata", "customdata", "input", "output":
		next |= inData
	case "value", "default":
		if r&inValues != 0 {
			return inSecret
		}
	case "parameters", "body":
		if r&inTools != 0 {
			return inValues | next
		}
	}
	if r&inValues != 0 {
		return inValues | next&inData
	}
	return next
}
