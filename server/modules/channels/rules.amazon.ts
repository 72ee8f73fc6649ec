import { readReply } from '../../lib/mail-reply.ts'
import { afterLabel, cutAt, type MailFacts, type MailProfile, namesOrderOnly, trimmed } from './rules.frame.ts'

const asin = /\bASIN\s{0,9}:?\s{0,9}(B0[A-Z0-9]{8}|\d{9}[\dX])\b/

/** What stands between dashes around the buyer's words, market by market. */
const begins =
  /^\s*-{5,}\s*(?:begin message|message:?|anfang der nachricht|nachricht:?|début du message|inizio messaggio|inizio del messaggio|iniciar mensaje|inicio del mensaje|iniciar mensagem|in[ií]cio da mensagem|mensagem:?|mensaje:?|begin bericht|begin van bericht|bericht:?|początek wiadomości|wiadomość:?|meddelandet börjar|början på meddelandet|meddelande:?|mesajın başlangıcı|メッセージはここから|メッセージ[:：]?)\s*-{5,}\s*$/iu
const ends =
  /^\s*-{5,}\s*(?:end message|end of message|ende der nachricht|fin du message|fine messaggio|fine del messaggio|finalizar mensaje|fin del mensaje|mensagem final|fim da mensagem|finalizar mensagem|einde bericht|einde van bericht|koniec wiadomości|meddelandet slutar|slut på meddelandet|mesajın sonu|メッセージはここまで)\s*-{5,}\s*$/iu

const messageLabels = [
  'message',
  'nachricht',
  'messaggio',
  'mensaje',
  'mensagem',
  'bericht',
  'wiadomość',
  'meddelande',
  'メッセージ',
  'customer comment',
  'comentario del cliente',
]

/** Where Amazon's own words begin again. */
const footer =
  /^(?:.{0,40}commMgrTok:|\[commMgrTok|for your information: to help|was this e-?mail helpful|war diese e-?mail hilfreich|cet e-mail (?:vous )?a-t-il été utile|questa e-?mail è stata utile|¿te ha (?:resultado|sido) útil|este e-?mail foi útil|was deze e-mail nuttig|czy ta wiadomość|このeメールは役に立ちましたか|to respond to this (?:customer|message)|um auf diese nachricht|solve (?:case|problem)|problem lösen|résoudre le (?:cas|problème)|risolvi|resolver caso|view message|nachricht anzeigen|report (?:suspicious|questionable) activity|verdächtige aktivität|copyright \d{4} amazon|©\s?\d{4}|to mark this message as no response needed|zu ihrer information|à titre informatif|per tua informazione|para tu información|ご参考|\d{10,}-amazon|SPC-\w*amazon)/iu

/** Amazon's notice that a letter of ours did not reach the buyer (DOMAIN.md §3: opt-out bounces). */
const refused =
  /(?:unable to deliver the message you sent|could not be delivered to the buyer|buyer has (?:chosen to )?opt(?:ed)?[\s-]?out|konnte nicht zugestellt werden|n['’]avons pas pu remettre|non è stato possibile recapitare|no hemos podido entregar)/iu
const copied =
  /(?:here is a copy of the e-?mail (?:that )?you sent|hier ist eine kopie der e-?mail|voici une copie de l['’]e-?mail|ecco una copia|aquí tienes una copia|aqui está uma cópia|お客様が送信されたeメールのコピー)/iu

/** Reads a mail that came through Amazon. */
export function readAmazon(facts: MailFacts): MailProfile {
  return {
    role: roleOf(facts),
    itemNumber: asin.exec(`${facts.subject}\n${facts.text}`)?.[1] ?? null,
    buyerName: facts.alias ? nameOf(facts.fromName) : null,
    relayId: null,
    visible: trimmed(buyersWords(facts)),
  }
}

function roleOf(facts: MailFacts): MailProfile['role'] {
  const head = facts.text.slice(0, 1_500)
  if (copied.test(head) || /confirmation_to_merchant/i.test(facts.header('x-space-notification-type') ?? ''))
    return 'copy'
  if (refused.test(head) && !facts.alias) return 'refused'
  return facts.alias ? 'buyer' : 'notice'
}

/** "Jane Doe - Amazon Marketplace <…>": the name only. */
function nameOf(name: string): string | null {
  const bare = name
    .replace(/\s*(?:[-–(]|via|über|par|tramite|a través de)\s*amazon(?:\.[a-z.]+)?(?:\s*marketplace)?\)?\s*$/iu, '')
    .trim()
  return bare && !bare.includes('@') && !/^amazon/i.test(bare) ? bare : null
}

/** What the buyer wrote, out of the frame that Amazon puts around it; an answer by mail client has no frame. */
function buyersWords(facts: MailFacts): string {
  const lines = facts.text.replace(/\r\n?/g, '\n').split('\n')
  const begin = lines.findIndex((line) => begins.test(line))
  // A frame further down is the history of an answer: what stands above it is new.
  const framed = begin >= 0 && !hasOwnWordsBefore(lines, begin)
  if (framed) {
    const end = lines.findIndex((line, at) => at > begin && ends.test(line))
    return readReply(lines.slice(begin + 1, end < 0 ? undefined : end).join('\n')).visible
  }
  const labelled = begin < 0 ? afterLabel(lines, messageLabels) : undefined
  if (labelled) return readReply(cutAt(labelled, footer).join('\n')).visible
  return cutAt(facts.visible.split('\n'), footer)
    .filter((line) => !namesOrderOnly(line))
    .join('\n')
}

/** Lines above the frame that are not Amazon's greeting, order number and list of items. */
function hasOwnWordsBefore(lines: readonly string[], begin: number): boolean {
  const above = lines.slice(0, begin)
  return above.some((line) =>
    /^\s*(?:>|-{3,}\s*original|on .{6,200}wrote:|from:|von:|de ?:|da:|le .{6,200}écrit)/iu.test(line),
  )
}
