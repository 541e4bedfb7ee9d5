package demo

// script is how a conversation of one assistant goes: lines to draw from,
// already escaped as the inside of JSON strings.
type script struct {
	prompt      []byte
	caller      [][]byte
	speaker     [][]byte
	tools       [2]string
	toolResults [][]byte
}

func newScript(i int) script {
	r := roles[i]
	l := conversations[r.lines]
	s := script{prompt: escape(nil, r.prompt()), tools: r.tools}
	for _, line := range append(l.caller, interjections...) {
		s.caller = append(s.caller, escape(nil, line))
	}
	for _, line := range append(l.speaker, fillers...) {
		s.speaker = append(s.speaker, escape(nil, line))
	}
	for _, result := range toolResults {
		s.toolResults = append(s.toolResults, escape(nil, result))
	}
	return s
}

type lines struct{ caller, speaker []string }

var conversations = [assistantCount]lines{
	{[]string{
		"Where is my order? It was meant to come on Tuesday.",
		"The box was wet and one of the cups is broken. I would like a refund, please.",
		"It is order A-20417, on the name of my wife.",
		"Nobody rang. I was at home the whole day, and the app says \"delivered\".",
		"Can you leave it with the neighbours on the second floor?",
	}, []string{
		"Let me look that up. Could you tell me the order number, please?",
		"I see it: the parcel left the depot this morning and should reach you between two and four.",
		"I am sorry about the cup. I can refund 18.90 to the card you paid with; shall I?",
		"Done. You will see the refund in three to five working days.",
		"The driver noted that it was left at the back door. Could you have a look there while I wait?",
	}},
	{[]string{
		"I need an appointment, as early as possible, it is my back again.",
		"Are my test results in? It has been a week.",
		"Thursday would be better, after five if you have anything.",
		"Could the doctor renew the prescription without my coming in?",
		"My insurance changed in January, do you need the new card?",
	}, []string{
		"Thursday at 17:20 with Dr. Osei is free. Shall I book it?",
		"The results arrived yesterday. The doctor will ring you before noon; I may not read them out.",
		"I have passed the renewal on; the pharmacy usually has it by the evening.",
		"Please bring the new card with you, and arrive five minutes early.",
		"Is the pain sudden, or did you have a fall? If you cannot feel your legs, please ring the emergency number at once.",
	}},
	{[]string{
		"My card is gone. I think I left it in a taxi.",
		"There is a charge of 412 dollars that I did not make.",
		"Can you raise the limit just for this weekend?",
		"Why was it declined? I was standing there like a thief.",
		"No, the last payment I made was for coffee.",
	}, []string{
		"I have blocked the card that ends in 88 13. Nobody can pay with it any more.",
		"I have opened a dispute for that charge. You do not have to pay while we look into it.",
		"I can raise the limit to 2,000 until Sunday midnight. Do you agree?",
		"The payment was declined because the shop's terminal was offline; nothing is wrong with your card.",
		"A new card will be with you in four working days.",
	}},
	{[]string{
		"Bonjour, est-ce que je peux garder la suite jusqu'à quinze heures ?",
		"Nous avons oublié une valise bleue à la réception.",
		"La climatisation fait un bruit épouvantable, c'est la deuxième nuit.",
		"Je voudrais ajouter un petit-déjeuner pour ma fille.",
	}, []string{
		"Bien sûr, un départ à quinze heures est possible pour vingt euros.",
		"La valise est à la réception ; nous pouvons vous l'envoyer dès demain.",
		"Je suis désolée. Je vous propose la suite 412, elle est prête.",
		"C'est noté : un petit-déjeuner enfant, demain à huit heures.",
	}},
	{[]string{
		"Bei uns ist seit heute früh der Strom weg, in der ganzen Straße.",
		"Ich möchte meinen Zählerstand durchgeben: 48 213.",
		"Warum ist der Abschlag so gestiegen? Das kann doch nicht stimmen.",
		"Wann kommt denn endlich der Techniker?",
	}, []string{
		"In der Gartenstraße ist ein Kabel beschädigt. Die Kollegen rechnen bis 14 Uhr mit der Reparatur.",
		"Danke, ich habe 48 213 Kilowattstunden eingetragen.",
		"Ihr Verbrauch lag um 31 Prozent über dem Vorjahr. Soll ich den Abschlag anpassen?",
		"Der Techniker ist für morgen zwischen acht und zwölf Uhr eingeplant.",
	}},
	{[]string{
		"مرحبا، أريد استرداد المبلغ.", "أين طلبي؟ مر أسبوع كامل.", "رقم الطلب هو ٤٤١٧.", "هل يمكنني التحدث مع موظف؟",
	}, []string{
		"بالتأكيد، لحظة من فضلك.", "الطلب في الطريق وسيصل غدا قبل الظهر.", "تم استرداد المبلغ إلى بطاقتك.", "سأحولك إلى زميل الآن.",
	}},
	{[]string{
		"मेरा रिफंड अभी तक नहीं आया है।", "ऑर्डर नंबर ४४१७ है।", "क्या आप मेरा पता बदल सकते हैं?", "मुझे किसी इंसान से बात करनी है।",
	}, []string{
		"एक क्षण, मैं देखती हूँ।", "आपका रिफंड कल तक आ जाएगा।", "पता बदल दिया गया है।", "मैं आपको सहकर्मी से जोड़ रही हूँ।",
	}},
	{[]string{
		"今晩七時に四名で予約できますか。", "返金をお願いしたいのですが。", "アレルギーがあります。えびは抜いてください。", "人数を五人に変更してください。",
	}, []string{
		"はい、七時に四名様でお席をご用意いたします。", "かしこまりました。えびを使わないお料理をご用意いたします。", "五名様に変更いたしました。", "少々お待ちくださいませ。",
	}},
	{[]string{
		"I cannot log in since the update, it says my password has expired.",
		"The VPN drops every ten minutes, usually in the middle of a meeting.",
		"My laptop makes a smell. Not a metaphor.",
		"`sudo` says I am not in the sudoers file and that this will be reported. To whom?",
	}, []string{
		"I have sent a reset link to your private address; it is valid for fifteen minutes.",
		"Please unplug it now and do not charge it. A new one is on its way to your desk.",
		"Could you switch the VPN to the second gateway and tell me what `status` says?",
		"I have opened ticket HD-7741 for it.",
	}},
	{[]string{"Nine, I suppose.", "No, thank you.", "How long is this going to take?", "The waiting music was the best part."},
		[]string{"How likely are you to recommend us, from 0 to 10?", "What could we have done better?", "Thank you, that was the last question.", "Less than a minute."}},
}

var interjections = []string{
	"Yes.", "No, that is not what I said.", "Hold on, I have to find it.", "Okay, thanks 🙏", "Sorry, could you repeat that?",
	"I already told this to your colleague twice: I changed the address in March, got a letter that said so, and the next two deliveries still went to the old flat. Please make a note of it this time.",
	"Can I talk to a person?",
}

var fillers = []string{
	"Of course.", "One moment, please.", "Is there anything else I can do for you?",
	"To sum up:\n- the address is changed,\n- the refund is on its way,\n- a colleague will ring you tomorrow before noon.\nDid I forget anything?",
	"I understand that this is annoying. I have made a note of it, with today's date, so that nobody asks you again.",
}

var toolResults = []string{
	`{"ok":true,"state":"shipped","carrier":"DHL","eta":"between 14:00 and 16:00"}`,
	`{"ok":true,"slots":["2026-03-05T17:20:00Z","2026-03-06T09:00:00Z","2026-03-09T11:40:00Z"]}`,
	`{"ok":false,"error":"upstream timed out after 20000 ms"}`,
	`{"ok":true,"customer":{"tier":"gold","since":2019,"notes":["prefers e-mail","moved in March"]},"open":[{"id":"T-1881","state":"waiting"},{"id":"T-1902","state":"new"}]}`,
	"Error: 502 Bad Gateway\n<html><body>nginx</body></html>",
	`[]`,
	"ok",
}
