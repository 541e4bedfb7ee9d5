package demo

import (
	"strconv"
	"strings"
)

// A session's name is one of a finite number, so that a filter by name looks at
// each name once and then at a table, instead of building millions of strings.
//
//	0                       unnamed
//	topic                   "Refund request"
//	given · topic           "José · Refund request"
//	topic #number           "Refund request #417"
//	odd                     long, emoji, whole sentences
//	hostile                 what a terminal must not be shown
const (
	numbers     = 1000
	firstTopic  = 1
	unnamedName = 0
)

var (
	topicCount = len(topics)
	firstGiven = firstTopic + topicCount
	firstCount = firstGiven + len(givens)*topicCount
	firstOdd   = firstCount + topicCount*numbers
	firstBad   = firstOdd + len(oddNames)
	nameCount  = firstBad + len(hostileNames)
)

// nameOf is the number of a session's name.
func nameOf(w uint64) int {
	r := int(mix(w) >> 16 & 0xffffff)
	switch kind := w >> 60 << 4 & 0xff; {
	case kind < 0x30:
		return unnamedName
	case kind < 0x80:
		return firstGiven + r%(len(givens)*topicCount)
	case kind < 0xd0:
		return firstCount + r%(topicCount*numbers)
	case kind < 0xf0:
		return firstTopic + r%topicCount
	}
	if r&3 == 0 {
		return firstBad + r>>2%len(hostileNames)
	}
	return firstOdd + r>>2%len(oddNames)
}

// nameText is the text of a name by its number; empty for unnamed.
func nameText(n int) string {
	switch {
	case n == unnamedName:
		return ""
	case n < firstGiven:
		return topics[n-firstTopic]
	case n < firstCount:
		n -= firstGiven
		return givens[n/topicCount] + " · " + topics[n%topicCount]
	case n < firstOdd:
		n -= firstCount
		return topics[n/numbers] + " #" + strconv.Itoa(n%numbers)
	case n < firstBad:
		return oddNames[n-firstOdd]
	}
	return hostileNames[n-firstBad]
}

// namesLike marks every name that contains part, letters of either case alike.
func namesLike(part string) []bool {
	part = strings.ToLower(part)
	topic, given := containing(topics, part), containing(givens, part)
	// Only a part with one of these can reach across the pieces of a name; any
	// other one lies inside a piece, and few pieces make many names.
	across := strings.ContainsAny(part, " ·#0123456789")
	like := make([]bool, nameCount)
	for n := range like {
		switch {
		case n == unnamedName:
			continue
		case n >= firstGiven && n < firstCount:
			at := n - firstGiven
			like[n] = given[at/topicCount] || topic[at%topicCount]
		case n >= firstCount && n < firstOdd:
			like[n] = topic[(n-firstCount)/numbers]
		default:
			like[n] = nameContains(nameText(n), part)
			continue
		}
		if across && !like[n] {
			like[n] = nameContains(nameText(n), part)
		}
	}
	return like
}

func containing(texts []string, lowerPart string) []bool {
	out := make([]bool, len(texts))
	for i, text := range texts {
		out[i] = nameContains(text, lowerPart)
	}
	return out
}

// nameContains is the name filter's rule: a part of the name, whatever the case.
func nameContains(name, lowerPart string) bool {
	return strings.Contains(strings.ToLower(name), lowerPart)
}

var topics = []string{
	"Refund request", "Order status", "Late delivery", "Change of address", "Card blocked",
	"Book an appointment", "Reschedule visit", "Insurance claim", "Password reset", "Invoice question",
	"Table for four", "Lost luggage", "Meter reading", "Cancel contract", "Warranty case",
	"Prescription refill", "Test results", "Course enrolment", "Broken parcel", "Callback wanted",
	"Late checkout", "Double charge", "VPN trouble", "New laptop", "Parking permit",
	"Réclamation", "Störungsmeldung", "Devolución", "Prenotazione", "Zmiana adresu",
	"طلب استرداد", "موعد جديد", "रिफंड अनुरोध", "अपॉइंटमेंट", "返金の依頼", "予約の変更",
	"Возврат денег", "Статус заказа", "환불 문의", "退款申请",
}

var givens = []string{
	"Ada", "José", "Zoë", "François", "Łukasz", "Søren", "Jürgen", "Åsa", "Iñaki", "Chloé", "Mia", "Noah",
	"Olivia", "Liam", "Nguyễn Thị Hoa", "Đặng", "Şebnem", "Ödön", "Željka", "Čeněk", "Þóra", "Maël", "Amélie", "Björn",
	"محمد", "فاطمة", "ليلى", "يوسف", "प्रिया", "अर्जुन", "राहुल", "अनन्या", "田中さくら", "山本", "佐藤 健", "鈴木",
	"Дмитрий", "Анна", "Ольга", "Сергій", "김민준", "이서연", "李娜", "王伟", "Ελένη", "Νίκος", "אורי", "נועה",
}

var oddNames = []string{
	"🎉 Welcome call", "⚠️ escalated", "VIP ⭐⭐⭐", "👩🏽‍⚕️ clinic", "🇩🇪 Berlin", "☎️ callback", "🚚💨",
	"A name that is exactly forty runes long.", "test", "TEST TEST TEST", "  spaces around  ", "x", "null", "0",
	"Ｆｕｌｌｗｉｄｔｈ", "กำหนดนัดหมาย", "e\u0301te\u0301 de\u0301compose\u0301", "日本語とEnglishの混在", "<b>bold?</b>", `"quoted" \ back`,
}

var hostileNames = []string{
	"\x1b[31mred\x1b[0m", "\x1b]0;owned\x07title", "\x1b[2Jcleared", "a\u202etxt.exe", "zero\u200bwidth\u200djoin",
	"\u009b31mC1", "tab\tand\nnewline", "\x1b]8;;http://evil.example\x07link\x1b]8;;\x07", "bell\x07bell",
	"Z\u0351\u036b\u0343\u036a\u0302a\u034d\u0311l\u035dg\u0321o", "\ufeffBOM first", "\u2066isolate\u2069", "over\rwrite", "\u2028line\u2029para",
}
