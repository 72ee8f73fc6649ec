import { expect, test } from 'vitest'
import { inWords } from './rules.findings.ts'
import { languageOf } from './rules.language.ts'
import { findingCodes } from './schema.findings.ts'

test.each(['en', 'zh-CN'] as const)('every finding has its words in %s, with every gap filled', (language) => {
  const details = {
    name: 'order.number',
    detail: 'd',
    line: 1,
    written: 'w',
    filter: 'f',
    suggestion: '',
    marketplace: 'eBay',
  }
  const numbers = { length: 3, max: 2, over: 1, number: '1', days: 31, count: 6, size: 11, percent: 15 }
  for (const code of findingCodes) {
    const finding = inWords(
      {
        code,
        severity: 'block',
        field: 'body',
        quote: 'q',
        start: 0,
        end: 1,
        details: { ...details, ...numbers, actual: 'en', expected: 'de,fr' },
      },
      language,
    )
    expect(finding.message.length).toBeGreaterThan(5)
    expect(finding.mend.length).toBeGreaterThan(2)
    expect(`${finding.message} ${finding.mend}`.replaceAll(/\{\{[^}]*\}\}|\{\{|\{%[^}]*%\}/g, '')).not.toMatch(
      /\{\w+\}/,
    )
  }
})

test('languages are told apart in texts of some length, and never guessed', () => {
  expect(languageOf('Thank you for your message. We will send the parcel to you on Monday.')).toBe('en')
  expect(languageOf('Vielen Dank für Ihre Nachricht. Wir senden Ihnen das Paket am Montag zu.')).toBe('de')
  expect(languageOf('Bedankt voor uw bericht. Wij sturen het pakket maandag naar u toe.')).toBe('nl')
  expect(languageOf('ご連絡いただき、ありがとうございます。月曜日に発送いたします。')).toBe('ja')
  expect(languageOf('感谢您的来信，包裹将于星期一寄出，请您耐心等待几天时间，谢谢您。')).toBe('zh')
  expect(languageOf('OK')).toBeNull()
  expect(languageOf('Nordhem 3 DHL 00340434161094042557 302-4459871-2291564')).toBeNull()
})
