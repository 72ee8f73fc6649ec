import { describe, expect, test } from 'vitest'
import { shippedReader } from '../../../tests/measures/kinds.ts'
import { priorityOf } from './rules.priority.ts'
import { moodOf } from './rules.tone.ts'
import { readLetter } from './rules.ts'

const reader = await shippedReader()
const now = new Date('2026-03-02T09:00:00Z')
const read = (text: string, facts = {}) => readLetter(reader, { subject: '', text, facts }, now)
const codes = (text: string) => read(text).reasons.map(({ code }) => code)

describe('threats are heard in ten languages', () => {
  test.each([
    ['threat.a-to-z', 'If nothing happens I will open an A-to-z claim'],
    ['threat.a-to-z', 'Sonst stelle ich einen A-Z-Garantieantrag'],
    ['threat.chargeback', 'My bank will do a chargeback'],
    ['threat.chargeback', '我会去信用卡公司拒付'],
    ['threat.case', 'Otherwise I will open a case with eBay'],
    ['threat.lawyer', 'You will hear from my lawyer'],
    ['threat.lawyer', 'Ich schalte meinen Anwalt ein'],
    ['threat.lawyer', 'Je vais saisir le tribunal'],
    ['threat.lawyer', 'Mi rivolgo al mio avvocato'],
    ['threat.lawyer', 'Hablaré con mi abogado'],
    ['threat.lawyer', 'Ik schakel een advocaat in'],
    ['threat.lawyer', 'Jag kontaktar en advokat'],
    ['threat.lawyer', 'Zgłoszę sprawę do sądu'],
    ['threat.lawyer', '弁護士に相談します'],
    ['threat.lawyer', '我要起诉你们'],
    ['threat.authority', 'I will report you to trading standards'],
    ['threat.authority', '我要打12315投诉'],
    ['threat.press', 'I will post this on Facebook and tell the press'],
    ['threat.injury', 'My daughter was injured by the chair'],
    ['threat.safety', 'Das Netzteil hat Feuer gefangen'],
    ['threat.safety', '充电时电池冒烟了'],
  ])('%s: %s', (code, text) => {
    const reason = read(text).reasons.find((one) => one.code === code)
    expect(reason?.sentence).toContain(reason?.quote)
    expect(reason?.quote).toBeTruthy()
  })
})

describe('and not where there is none', () => {
  test.each([
    ['threat.safety', 'How do I mount the smoke detector? Is it dangerous to open?'],
    ['threat.injury', 'Luckily nobody was injured'],
    ['threat.press', 'Does the French press come with a lid?'],
    ['threat.lawyer', 'Ik zoek de rechter schoen'],
  ])('no %s: %s', (code, text) => {
    expect(codes(text)).not.toContain(code)
  })
})

describe('priority', () => {
  test.each([
    ['urgent', 'The charger caught fire.'],
    ['urgent', 'I WANT MY MONEY BACK NOW! Or I open an A-to-z claim.'],
    ['urgent', 'A chargeback has been filed for order 112-1234567-7654321.'],
    ['high', 'You will hear from my lawyer.'],
    ['high', 'This is bullshit, send me the right one.'],
    ['normal', 'Where is my parcel?'],
    ['low', 'Thank you, it has arrived.'],
  ])('%s: %s', (priority, text) => {
    expect(read(text).priority).toBe(priority)
  })

  test('an important buyer and a near deadline raise it, and say so', () => {
    const vip = read('Where is my parcel?', { vip: true })
    expect(vip).toMatchObject({ priority: 'high' })
    expect(vip.reasons.map(({ code }) => code)).toContain('vip')
    const deadlineAt = new Date('2026-03-02T13:00:00Z')
    expect(read('Where is my parcel?', { deadlineAt }).reasons).toContainEqual({
      code: 'deadline.hours',
      about: '2026-03-02T13:00:00.000Z',
    })
    expect(read('Where is my parcel?', { deadlineAt: new Date('2026-03-03T08:00:00Z') }).priority).toBe('high')
    expect(read('Where is my parcel?', { deadlineAt: new Date('2026-03-05T09:00:00Z') }).priority).toBe('normal')
  })

  test('a letter about a claim does not threaten with it', () => {
    const { reasons } = priorityOf({
      kind: 'claim',
      subType: 'a-to-z',
      kindReason: undefined,
      tone: [{ code: 'threat.a-to-z', quote: 'A-to-z', sentence: 'A-to-z claim' }],
      mood: 'calm',
      facts: {},
      now,
    })
    expect(reasons.map(({ code }) => code)).toEqual(['kind.claim'])
  })
})

test('mood', () => {
  const finding = (code: Parameters<typeof moodOf>[0][number]['code']) => ({ code, quote: '', sentence: '' })
  expect(moodOf([])).toBe('calm')
  expect(moodOf([finding('deadline')])).toBe('calm')
  expect(moodOf([finding('exclamation')])).toBe('calm')
  expect(moodOf([finding('angry-words')])).toBe('upset')
  expect(moodOf([finding('threat.lawyer')])).toBe('upset')
  expect(moodOf([finding('angry-words'), finding('threat.lawyer')])).toBe('angry')
  expect(moodOf([finding('capitals')])).toBe('angry')
})
