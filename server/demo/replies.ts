/** Whose buyers answer by letter; those of other languages are left as they are. */
const words: { readonly [Language in string]?: { readonly [Answer in 'insists' | 'accepts' | 'gives-up']: string } } = {
  en: {
    insists: 'Thank you, but I would still like to send it back. Please tell me how.',
    accepts: 'That is fine with me. Please send me the address.',
    'gives-up': 'In that case I will keep it. Thank you for your help.',
  },
  de: {
    insists: 'Danke, ich möchte es trotzdem zurückschicken. Wie gehe ich vor?',
    accepts: 'Das ist in Ordnung. Bitte schicken Sie mir die Adresse.',
    'gives-up': 'Dann behalte ich es. Danke für Ihre Hilfe.',
  },
  fr: {
    insists: 'Merci, mais je souhaite tout de même le retourner. Comment faire ?',
    accepts: 'C’est d’accord. Merci de m’envoyer l’adresse.',
    'gives-up': 'Dans ce cas je le garde. Merci pour votre aide.',
  },
  ja: {
    insists: 'ありがとうございます。それでも返品したいです。方法を教えてください。',
    accepts: '承知しました。返送先を教えてください。',
    'gives-up': 'それでしたら手元に置きます。ありがとうございました。',
  },
}
const capitals: { readonly [Language in string]?: string } = {
  en: 'I WANT TO SEND THIS BACK NOW. I will not write again.',
  de: 'ICH WILL DAS JETZT ZURÜCKSCHICKEN. Ich schreibe nicht noch einmal.',
  fr: 'JE VEUX LE RENVOYER MAINTENANT. Je ne vous écrirai plus.',
}

/** Whether buyers of a language answer our letters. */
export const answersIn = (language: string): boolean => words[language] !== undefined

/** Whether they can do so in capitals. */
export const isLoudIn = (language: string): boolean => capitals[language] !== undefined

/** How a buyer says it, politely or with a sentence in capitals. */
export const replyIn = (
  language: string,
  says: 'insists' | 'accepts' | 'gives-up',
  manner: 'polite' | 'capitals',
): string =>
  (says === 'insists' && manner === 'capitals' ? capitals[language] : undefined) ?? words[language]?.[says] ?? ''
