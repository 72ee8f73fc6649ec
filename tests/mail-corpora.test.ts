import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readReply } from '../server/lib/mail-reply.ts'
import { cleanBody } from '../server/platform/mail/clean.ts'
import { mailLimits } from '../server/platform/mail/limits.ts'
import { readMail } from '../server/platform/mail/read.ts'
import { faultsOfLettersWith } from './security/evil-letters.ts'
import { harmIn } from './security/harm.ts'
import { canGenerate, readHostileMails } from './security/hostile-mails.ts'

/** Mails that nobody in this project wrote, beside it in the workshop; their licences keep them out of the package. */
const shared = resolve(import.meta.dirname, '../../shared/data')
const isHere = existsSync(join(shared, 'mail'))
if (!isHere)
  process.stderr.write(
    '\n!! ../shared/data is not beside the project: the collected mails are left out of this run.\n\n',
  )

const filesUnder = (folder: string) =>
  readdirSync(join(shared, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !/\.(?:json|jsonl|md|py)$|^\.|LICENSE/.test(file.name))
    .map((file) => join(file.parentPath, file.name))

const bare = (text: string) => text.replace(/\s+/g, ' ').trim()

describe.skipIf(!isHere)('collected mails', () => {
  test.each(['mail', 'hostile/mime'])('all of %s are read or set aside with a reason', (folder) => {
    const files = filesUnder(folder)
    const readings = files.map((file) => readMail(readFileSync(file), mailLimits))
    expect(readings.filter(({ unreadable }) => unreadable === 'unreadable')).toEqual([])
    expect(files.length).toBeGreaterThan(20)
  })

  test('the zammad set is read as its own desk reads it: at least 31 of 34', () => {
    const names = readdirSync(join(shared, 'mail/zammad')).filter((name) => name.endsWith('.box'))
    const wrong = names.filter((name) => !isAsExpected(name))
    expect(wrong.length, wrong.join(', ')).toBeLessThanOrEqual(3)
  })

  test('at least 52 of 60 replies are told from what they quote', () => {
    const cases: ReplyCase[] = JSON.parse(readFileSync(join(shared, 'mail/reply/reply-cases.json'), 'utf8'))
    const wrong = cases.filter((each) => !isReadRight(each)).map(({ id }) => id)
    expect(wrong.length, wrong.join(', ')).toBeLessThanOrEqual(8)
  })

  test('no hostile markup is left in any of the collected payloads', () => {
    const lines = readFileSync(join(shared, 'hostile/xss.jsonl'), 'utf8').trim().split('\n')
    const left = lines.flatMap((line) => {
      const { id, payload } = JSON.parse(line) as { id: string; payload: string }
      const { html = '' } = cleanBody([{ plain: undefined, html: payload }], [], mailLimits)
      const harm = harmIn(html)
      return harm.length > 0 ? [`${id}: ${harm}`] : []
    })
    expect(left).toEqual([])
  }, 120_000)
})

interface Expected {
  readonly from_email?: string
  readonly subject?: string
  readonly body?: string
  readonly content_type?: string
  readonly attachments?: { sha256: string; preferences?: Record<string, unknown> }[]
}

function isAsExpected(name: string): boolean {
  const expected: Expected = JSON.parse(readFileSync(join(shared, 'mail/zammad', name.replace(/box$/, 'json')), 'utf8'))
  const { mail } = readMail(readFileSync(join(shared, 'mail/zammad', name)), mailLimits)
  if (!mail) return false
  const wanted = (expected.attachments ?? []).filter(({ preferences }) => !preferences?.['content-alternative'])
  const hashes = new Set(mail.attachments.map(({ sha256 }) => sha256))
  const body = expected.body === 'no visible content' ? '' : expected.body
  const isHtml = expected.content_type === 'text/html' || /<\w+/.test(body ?? '')
  const text = isHtml ? cleanBody([{ plain: undefined, html: body }], [], mailLimits).text : body
  return (
    (expected.from_email === undefined || mail.from?.address === expected.from_email) &&
    (expected.subject === undefined || bare(mail.subject) === bare(expected.subject)) &&
    wanted.every(({ sha256 }) => hashes.has(sha256)) &&
    (text === undefined || tokenF1(text, mail.body.text) >= 0.9)
  )
}

function tokenF1(one: string, other: string): number {
  const tokens = (text: string) => text.toLowerCase().match(/[\u3040-\u30ff\u4e00-\u9fff]|[\p{L}\p{N}]+/gu) ?? []
  const [wanted, got] = [tokens(one), tokens(other)]
  const left = new Map<string, number>()
  for (const token of wanted) left.set(token, (left.get(token) ?? 0) + 1)
  let hits = 0
  for (const token of got) {
    const count = left.get(token) ?? 0
    if (count > 0) hits++
    left.set(token, count - 1)
  }
  return wanted.length + got.length === 0 ? 1 : (2 * hits) / (wanted.length + got.length)
}

interface ReplyCase {
  readonly id: string
  readonly text: string
  readonly content_type?: string
  readonly visible?: string
  readonly first_fragment?: string
  readonly visible_html_nospace?: string
  readonly regex?: { fragment: number; pattern: string }[]
  readonly nothing_to_strip?: boolean
}

function isReadRight(each: ReplyCase): boolean {
  const { visible, fragments } = replyOf(each)
  const squeezed = (text: string) => text.replace(/\s+/g, '')
  const first = fragments[0]?.kind === 'text' ? fragments[0].text : ''
  return (
    (each.visible === undefined || bare(visible) === bare(each.visible)) &&
    (each.visible_html_nospace === undefined ||
      squeezed(visible) === squeezed(each.visible_html_nospace.replace(/<[^>]*>/g, ''))) &&
    (each.first_fragment === undefined || bare(first) === bare(each.first_fragment)) &&
    (each.regex ?? []).every(({ fragment, pattern }) => new RegExp(pattern).test(fragments[fragment]?.text ?? '')) &&
    (!each.nothing_to_strip || bare(visible) === bare(each.text))
  )
}

function replyOf(each: ReplyCase) {
  if (each.content_type === 'text/html') return cleanBody([{ plain: undefined, html: each.text }], [], mailLimits)
  if (each.content_type !== 'message/rfc822') return readReply(each.text)
  const { mail } = readMail(Buffer.from(each.text), mailLimits)
  return mail?.body ?? { visible: '', fragments: [] }
}

describe.skipIf(!isHere)('collected strings in a letter of ours (M5)', () => {
  test('none begins a header, a second mail or a further recipient', async () => {
    const strings = readFileSync(join(shared, 'hostile/strings.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { class: string; payload: string })
      .filter(({ class: kind }) => kind === 'header-injection' || kind === 'crlf' || kind === 'filename')
      .map(({ payload }) => payload)
    expect(strings.length).toBeGreaterThan(150)
    expect(await faultsOfLettersWith(strings)).toEqual([])
  }, 120_000)
})

describe.skipIf(!canGenerate())('generated hostile mails (M1, quick form)', () => {
  test.each([3, 7, 11])(
    'seed %i: nothing falls, nothing is slow, nothing harmful is left',
    async (seed) => {
      const { faults, mails, worstMs } = await readHostileMails({ seed, mails: 300 })
      expect(faults).toEqual([])
      expect(mails).toBe(300)
      expect(worstMs).toBeLessThan(mailLimits.milliseconds)
    },
    120_000,
  )
})
