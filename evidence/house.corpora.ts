import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readReply } from '../server/lib/mail-reply.ts'
import { cleanBody } from '../server/platform/mail/clean.ts'
import { mailLimits } from '../server/platform/mail/limits.ts'
import { type ReadMail, readMail } from '../server/platform/mail/read.ts'
import type { Line, Part } from './line.ts'

const folder = resolve(import.meta.dirname, '../../shared/data/mail')

/** The collected mails beside the project: none makes the reader fall, and what they say is read as it was meant. */
export const corpora: Part = {
  name: 'corpora',
  async show() {
    if (!existsSync(folder))
      return [{ name: 'collected mails', figure: 'not beside this checkout', target: '../shared/data/mail', ok: false }]
    return [everyMail(), zammad(), replies()]
  },
}

function everyMail(): Line {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (file) => file.isFile() && /\.(eml|box|txt)$|^[^.]+$/.test(file.name) && file.name !== 'README',
  )
  const unread = files.filter((file) => !readMail(readFileSync(join(file.parentPath, file.name)), mailLimits).mail)
  return {
    name: 'mails of every collection that are read',
    figure: `${files.length - unread.length} of ${files.length}, the others set aside with a reason: ${unread.map(({ name }) => name).join(', ') || 'none'}`,
    target: '0 crashes, 0 lost',
    ok: files.length > 80,
  }
}

interface Expected {
  from_email?: string
  subject?: string
  body?: string
  attachments?: { filename: string; sha256: string; preferences?: Record<string, unknown> }[]
}

/** Share of tokens that two texts have in common, as F1. */
function tokenF1(one: string, other: string): number {
  const words = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const [wanted, got] = [words(one), words(other)]
  if (wanted.length === 0 && got.length === 0) return 1
  const counts = new Map<string, number>()
  for (const word of wanted) counts.set(word, (counts.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of got) {
    const left = counts.get(word) ?? 0
    if (left > 0) shared++
    counts.set(word, left - 1)
  }
  return (2 * shared) / (wanted.length + got.length)
}

function textOfHtml(html: string): string {
  const text = cleanBody([{ plain: undefined, html }], [], mailLimits).text
  return text.trim() === 'no visible content' ? '' : text
}

function isAsExpected(mail: ReadMail, expected: Expected): boolean {
  if (expected.from_email !== undefined && mail.from?.address.toLowerCase() !== expected.from_email.toLowerCase())
    return false
  if (
    expected.subject !== undefined &&
    mail.subject.replace(/\s+/g, ' ').trim() !== expected.subject.replace(/\s+/g, ' ').trim()
  )
    return false
  const wanted = (expected.attachments ?? []).filter(({ preferences }) => preferences?.['content-alternative'] !== true)
  if (!wanted.every(({ sha256 }) => mail.attachments.some((attachment) => attachment.sha256 === sha256))) return false
  return expected.body === undefined || tokenF1(textOfHtml(expected.body), mail.body.text) >= 0.9
}

function zammad(): Line {
  const names = readdirSync(join(folder, 'zammad')).filter((name) => name.endsWith('.box'))
  const wrong = names.filter((name) => {
    const { mail } = readMail(readFileSync(join(folder, 'zammad', name)), mailLimits)
    const expected = JSON.parse(readFileSync(join(folder, 'zammad', name.replace(/box$/, 'json')), 'utf8')) as Expected
    return !mail || !isAsExpected(mail, expected)
  })
  return {
    name: 'zammad set: subject, sender, attachments, text (token F1 ≥ 0.9)',
    figure: `${names.length - wrong.length} of ${names.length}${wrong.length > 0 ? ` (not: ${wrong.join(', ')})` : ''}`,
    target: '≥ 31 of 34',
    ok: names.length - wrong.length >= 31,
  }
}

interface ReplyCase {
  id: string
  text: string
  content_type?: string
  visible?: string
  first_fragment?: string
  visible_html_nospace?: string
  regex?: { fragment: number; pattern: string }[]
  fragments?: number
  nothing_to_strip?: boolean
  hidden?: boolean[]
}

const bare = (text: string): string => text.replace(/\s+/g, ' ').trim()
const squeezed = (text: string): string => text.replace(/\s+/g, '')

/** What the sender wrote this time, and the stretches that the mail falls into. */
function read(each: ReplyCase): {
  visible: string
  fragments: readonly { kind: string; text: string; folded: boolean }[]
} {
  if (each.content_type === 'message/rfc822') {
    const { mail } = readMail(Buffer.from(each.text), mailLimits)
    return { visible: mail?.body.visible ?? '', fragments: mail?.body.fragments ?? [] }
  }
  if (each.content_type === 'text/html') return cleanBody([{ plain: undefined, html: each.text }], [], mailLimits)
  return readReply(each.text)
}

/** Where other readers count stretches, what counts here is what a reader sees: the right words in view, the rest folded. */
function isReadRight(each: ReplyCase): boolean {
  const { visible, fragments } = read(each)
  if (each.visible !== undefined) return bare(visible) === bare(each.visible)
  if (each.visible_html_nospace !== undefined)
    return squeezed(visible) === squeezed(each.visible_html_nospace.replace(/<[^>]*>/g, ''))
  if (each.first_fragment !== undefined) {
    const first = fragments.find(({ kind }) => kind === 'text')?.text ?? visible
    return bare(first) === bare(each.first_fragment) || bare(visible) === bare(each.first_fragment)
  }
  if (each.nothing_to_strip) return bare(visible) === bare(each.text)
  if (
    each.hidden &&
    fragments.length === each.hidden.length &&
    !fragments.every(({ folded }, at) => folded === each.hidden?.[at])
  )
    return false
  if (each.fragments !== undefined && !each.regex) return fragments.length === each.fragments
  return (each.regex ?? []).every(({ fragment, pattern }) => {
    const wanted = new RegExp(pattern, 'm')
    return fragment === 0
      ? wanted.test(visible)
      : fragments.slice(1).some(({ text }) => wanted.test(text)) || wanted.test(fragments[fragment]?.text ?? '')
  })
}

function replies(): Line {
  const cases = JSON.parse(readFileSync(join(folder, 'reply/reply-cases.json'), 'utf8')) as ReplyCase[]
  const wrong = cases.filter((each) => !isReadRight(each))
  return {
    name: 'reply extraction',
    figure: `${cases.length - wrong.length} of ${cases.length} (not: ${wrong.map(({ id }) => id).join(', ') || 'none'})`,
    target: '≥ 52 of 60',
    ok: cases.length - wrong.length >= 52,
  }
}
