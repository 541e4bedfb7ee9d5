package demo

import "strings"

// role is what an assistant of the organisation does.
type role struct {
	name, greeting, provider, model, language string
	duty                                      string
	tools                                     [2]string
	lines                                     int // which conversation it has
}

var roles = [assistantCount]role{
	{"Delivery Desk", "Hello, delivery desk. How can I help?", "openai", "gpt-4o", "en",
		"parcels, delivery dates and refunds of an online shop", [2]string{"order_status", "create_refund"}, 0},
	{"Clinic Reception", "Good morning, how may I help you today?", "openai", "gpt-4o-mini", "en",
		"appointments, prescriptions and test results of a group practice", [2]string{"find_slot", "book_slot"}, 1},
	{"Card Hotline", "Card hotline, what happened?", "anthropic", "claude-sonnet-4", "en",
		"lost cards, disputed charges and limits of a bank", [2]string{"card_lookup", "block_card"}, 2},
	{"Accueil Hôtel", "Bonjour, que puis-je faire pour vous ?", "openai", "gpt-4o", "fr",
		"reservations, late check-out and luggage of a hotel", [2]string{"find_booking", "change_booking"}, 3},
	{"Stadtwerke Störung", "Stadtwerke, guten Tag.", "openai", "gpt-4.1-mini", "de",
		"outages, meter readings and invoices of a utility", [2]string{"outage_map", "file_report"}, 4},
	{"خدمة العملاء", "مرحبا، كيف أساعدك؟", "openai", "gpt-4o", "ar",
		"general questions of customers in Arabic", [2]string{"lookup_customer", "open_ticket"}, 5},
	{"ग्राहक सेवा", "नमस्ते, मैं आपकी क्या मदद कर सकती हूँ?", "google", "gemini-2.5-flash", "hi",
		"general questions of customers in Hindi", [2]string{"lookup_customer", "open_ticket"}, 6},
	{"予約窓口", "お電話ありがとうございます。", "openai", "gpt-4o", "ja",
		"reservations of a restaurant in Tokyo", [2]string{"find_table", "reserve_table"}, 7},
	{"IT Help Desk 💻", "IT help desk, what is broken?", "groq", "llama-3.3-70b", "en",
		"passwords, laptops and VPN of a company", [2]string{"reset_password", "open_ticket"}, 8},
	{"Old Survey (2024)", "We have three short questions.", "openai", "gpt-3.5-turbo", "en",
		"a survey that has ended", [2]string{"next_question", "save_answer"}, 9},
}

// prompt is the assistant's system prompt: a page of rules.
func (r role) prompt() string {
	var b strings.Builder
	b.WriteString("# Role\nYou are \"" + r.name + "\". You answer questions about " + r.duty + ".\n\n# Rules\n")
	for _, rule := range houseRules {
		b.WriteString("- " + rule + "\n")
	}
	b.WriteString("\n# Examples\n")
	for _, line := range conversations[r.lines].speaker {
		b.WriteString("> " + line + "\n")
	}
	b.WriteString("\n# Tools\nUse " + r.tools[0] + " before you promise anything. Use " + r.tools[1] +
		" only after the caller has agreed, and say what it did.\n\n# Ending\nSum up in one sentence, ask whether anything is left, then say goodbye.")
	return b.String()
}

// tool is a function tool as an assistant declares it.
func (r role) tool(i int) object {
	return object{
		"type": "function", "async": false,
		"function": object{
			"name": r.tools[i], "description": "Used for " + r.duty + ".",
			"parameters": object{
				"type":       "object",
				"properties": object{"reference": object{"type": "string"}, "note": object{"type": "string"}},
				"required":   []string{"reference"},
			},
		},
		"server": object{
			"url":     "https://tools.example.com/" + r.tools[i] + "?token=" + fake("query-token"),
			"headers": object{"X-Api-Key": fake("tool-key")},
		},
	}
}

var houseRules = []string{
	"Speak in short sentences; the caller hears you and cannot read.",
	"Ask for one thing at a time, and repeat numbers digit by digit.",
	"Never read out a card number, a password or a date of birth.",
	"When a tool fails, say so plainly, try once more, then offer a callback.",
	"Do not guess a price, a date or a diagnosis: look it up or hand over.",
	"Hand over to a person when the caller asks twice or sounds distressed.",
	"Answer in the caller's language; switch when the caller switches.",
	"Refuse requests that would harm somebody, briefly and without a lecture.",
	"Opening hours are 8:00 to 18:00, Monday to Saturday, in {{timezone}}.",
	"The caller's name, if known, is {{customer.name}}.",
}

var squadNames = [squadCount]string{"Front Desk Squad", "Billing & Refunds", "Équipe Nuit", "Holiday Squad 2024"}

var workflowNames = [workflowCount]string{"Appointment Flow", "Refund Flow", "Retired Flow"}

var phoneLines = [phoneCount]struct{ name, number string }{
	{"Main line", "+14155550100"}, {"Support DE", "+493055501001"}, {"Support FR", "+33155501002"},
	{"Tokyo", "+81355501003"}, {"SMS", "+14155550104"}, {"Old hotline", "+14155550199"},
}

var dialCodes = []string{"+1415", "+49151", "+336", "+8190", "+9198", "+9715", "+44770", "+48601"}

// families are family names for the given names up to an index; the last given
// names are whole by themselves.
var families = []struct {
	upTo  int
	names []string
}{
	{24, []string{"Lovelace", "García", "Müller", "Kowalski", "Nguyễn", "Øvergård", "O'Brien", "Özdemir", "Silva", "Dubois"}},
	{28, []string{"الحسن", "العلي", "منصور"}},
	{32, []string{"शर्मा", "वर्मा", "पटेल"}},
}

const summaryPrompt = "Sum up the conversation in two or three sentences: what the caller wanted, what was done, and what is left to do. " +
	"Name order numbers, dates and amounts exactly as they were said. Leave out greetings. Write in English whatever the language was. " +
	"If a tool failed, say which and whether a second try went through. Do not judge the caller."
