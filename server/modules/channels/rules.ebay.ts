import { readReply } from '../../lib/mail-reply.ts'
import { cutAt, type MailFacts, type MailProfile, trimmed } from './rules.frame.ts'

/** eBay's reference, alone or as a pair; an answer is delivered only when it echoes it (REQUIREMENTS "asked for" 1). */
const reference = /\[#[^\s\]#]{3,120}#\](?:_\[#[^\s\]#]{3,120}#\])*/
/** Codes that other desks put into letters; eBay shows them to buyers. */
const foreignCode = /\{#[A-Z]{2}:[^}\n]{0,300}#\}/g

const item =
  /(?:#|item(?: number| id| no\.?)?:?\s*|artikel(?:nummer)?:?\s*|objet ?:?\s*|oggetto:?\s*|artículo:?\s*|\()(\d{12})\b/iu

const heading =
  /^\s*(?:new message(?: from)?|you have a new message from|neue nachricht(?: von)?|sie haben eine neue nachricht von|nouveau message(?: de)?|nuovo messaggio(?: da)?|nuevo mensaje(?: de)?|nieuw bericht(?: van)?)\s*:?\s*([^\s(:]{2,64})?.{0,40}$/iu

const footer =
  /^\s*(?:reply|antworten|répondre|rispondi|responder|reply to (?:this message|buyer)|e-?mail reference id|e-?mail-referenznummer|référence de l['’]e-mail|your previous message|ihre (?:vorherige|letzte) nachricht|votre message précédent|il tuo messaggio precedente|tu mensaje anterior|item (?:details|title|id|number)\b.*|artikel(?:bezeichnung|nummer)\b.*|order (?:status|number)\b.*|bestell(?:nummer|status)\b.*|only purchases on ebay|nur käufe bei ebay|learn more to protect|we don['’]t check this mailbox|this (?:e-?mail|message) was sent|diese (?:e-?mail|nachricht) wurde|copyright ©|©\s?\d{4}.{0,20}ebay|ebay (?:sent|hat) .*)/iu

/** Reads a mail that came through eBay. */
export function readEbay(facts: MailFacts): MailProfile {
  const about = `${facts.subject}\n${facts.text}`
  return {
    role: facts.alias ? 'buyer' : 'notice',
    itemNumber: item.exec(about)?.[1] ?? null,
    buyerName: facts.alias ? nameOf(facts) : null,
    relayId: reference.exec(about)?.[0] ?? null,
    visible: trimmed(buyersWords(facts)),
  }
}

/** "eBay member: lamp_fan" or "lamp_fan via eBay"; else the name in the message's heading. */
function nameOf(facts: MailFacts): string | null {
  const bare = facts.fromName
    .replace(/^\s*ebay(?:[- ]?(?:member|mitglied|membre|utente|usuario))?\s*[:–-]\s*/iu, '')
    .replace(/\s*(?:via|über|par|tramite|a través de|[-–(])\s*ebay\)?\s*$/iu, '')
    .trim()
  if (bare && !bare.includes('@') && !/^ebay/i.test(bare)) return bare
  return (
    facts.text
      .split('\n', 30)
      .map((line) => heading.exec(line)?.[1])
      .find((name) => name) ?? null
  )
}

/** What the buyer wrote, without eBay's frame, its reference and what was said before. */
function buyersWords(facts: MailFacts): string {
  const lines = facts.text.replace(/\r\n?/g, '\n').replace(foreignCode, '').split('\n')
  const start = lines.slice(0, 30).findIndex((line) => heading.test(line))
  const body = start >= 0 ? lines.slice(start + 1) : readReply(lines.join('\n')).visible.split('\n')
  const cut = cutAt(body, footer).filter((line) => !reference.test(line))
  return readReply(cut.join('\n')).visible
}
