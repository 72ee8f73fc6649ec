import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openLiquid } from './liquid.ts'

const engine = openLiquid<{ mark: string }>({
  tags: ['if', 'unless', 'case', 'comment'],
  filters: {
    mark: (value, { mark }) => `${mark}${String(value)}${mark}`,
    repeat: (value, _environment, times) => String(value).repeat(Number(times)),
    default: (value, _environment, instead) => (value === undefined || value === null ? instead : value),
  },
  limits: { templateCharacters: 20_000, outputBytes: 256 * 1024, milliseconds: 1_000 },
})
const values = new Map<string, unknown>([
  ['buyer.name', 'Anna'],
  ['order.number', '302-1'],
  ['order.total', 12],
])
const render = (source: string) => engine.render(source, values, { mark: '*' })

describe('filling', () => {
  test.each([
    ['Hi {{ buyer.name }}, {{ order.number | mark }}', 'Hi Anna, *302-1*', []],
    [
      '{{ buyer.nick }} and {{ order.date | mark }}',
      '{{ buyer.nick }} and {{ order.date }}',
      ['buyer.nick', 'order.date'],
    ],
    ['{% if order.date %}on {{ order.date }}{% else %}some day{% endif %}', 'some day', []],
    ['{% if order.total > 10 %}much{% endif %}', 'much', []],
    ['{% unless order.date %}none{% endunless %}', 'none', []],
    ['{% case order.number %}{% when "302-1" %}this{% else %}that{% endcase %}', 'this', []],
    ['{{ order.date | default: "soon" }}', 'soon', []],
    ['{% comment %}{{ nothing }}{% endcomment %}x', 'x', []],
    ['{{ refund.amount }} {{ refund.amount }}', '{{ refund.amount }} {{ refund.amount }}', ['refund.amount']],
  ])('%s', (source, text, missing) => {
    expect(render(source)).toEqual({ text, missing })
  })

  test('a value is text, never a template', () => {
    const sly = new Map([['buyer.name', '{{ order.number }}{% for i in (1..9) %}x{% endfor %}']])
    expect(engine.render('{{ buyer.name }}', sly, { mark: '' })).toEqual({
      text: '{{ order.number }}{% for i in (1..9) %}x{% endfor %}',
      missing: [],
    })
  })
})

describe('what is not listed does not exist', () => {
  test.each([
    ['{% for i in (1..9) %}x{% endfor %}', 'unknown-tag'],
    ['{% assign x = 1 %}', 'unknown-tag'],
    ['{% include "/etc/passwd" %}', 'unknown-tag'],
    ['{% render "x" %}', 'unknown-tag'],
    ['{% raw %}{{ x }}{% endraw %}', 'unknown-tag'],
    ['{{ buyer.name | upcase }}', 'unknown-filter'],
    ['{{ buyer.name | append: "x" }}', 'unknown-filter'],
    ['{{ buyer.name', 'syntax'],
    ['{% if buyer.name %}', 'syntax'],
  ])('%s', (source, code) => {
    expect(render(source)).toMatchObject({ problem: { code } })
    expect(engine.inspect(source).problems).toMatchObject([{ code, line: 1 }])
  })

  test.each([
    '{{ constructor }}',
    '{{ __proto__ }}',
    '{{ buyer.constructor }}',
    '{{ buyer.__proto__ }}',
    '{{ buyer.name.constructor }}',
    '{{ buyer.toString }}',
    '{{ process.env }}',
    '{{ this }}',
    '{{ order["__proto__"]["x"] }}',
    '{{ order[buyer.name] }}',
  ])('%s gives nothing away', (source) => {
    const result = render(source)
    const shown = 'text' in result ? result.text : ''
    expect(shown).not.toMatch(/function|native|\[object|NODE|PATH/)
    expect('problem' in result || result.missing.length > 0).toBe(true)
  })
})

describe('limits', () => {
  test('a text that is too long is refused before it is read', () => {
    expect(render('x'.repeat(20_001))).toMatchObject({ problem: { code: 'too-long' } })
    expect(render('x'.repeat(20_000))).toMatchObject({ missing: [] })
  })
  test('an output that is too long is refused', () => {
    expect(render('{{ buyer.name | repeat: 70000 }}')).toMatchObject({ problem: { code: 'too-much-output' } })
  })
  test('a long text with hundreds of gaps names them all in good time', () => {
    const names = Array.from({ length: 300 }, (_, place) => `gap.number_${place}`)
    const started = performance.now()
    const result = render(names.map((name) => `{{ ${name} }}`).join(' '))
    expect(performance.now() - started).toBeLessThan(1_500)
    if ('text' in result) expect(result.missing).toEqual(names)
    else expect(result.problem.code).toBe('too-slow')
  })
})

test('reading a text finds every variable, also in branches not taken', () => {
  const source =
    '{% if a.b %}{{ c.d | mark }}{% elsif e.f == g.h %}{{ i.j | default: k.l }}{% else %}{{ m.n }}{% endif %}'
  expect(engine.inspect(source).uses).toEqual([
    { variable: 'a.b', filters: [], tested: true },
    { variable: 'e.f', filters: [], tested: true },
    { variable: 'g.h', filters: [], tested: true },
    { variable: 'c.d', filters: ['mark'], tested: false },
    { variable: 'i.j', filters: ['default'], tested: false },
    { variable: 'k.l', filters: [], tested: false },
    { variable: 'm.n', filters: [], tested: false },
  ])
})

const corpus = `${import.meta.dirname}/../../../shared/data/hostile/strings.jsonl`

test.skipIf(!existsSync(corpus))(
  'hostile templates are inert: ../shared/data/hostile, classes ssti and proto (left out when absent)',
  () => {
    const payloads = readFileSync(corpus, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { class: string; payload: string })
      .filter((row) => row.class === 'ssti' || row.class === 'proto')
    expect(payloads.length).toBeGreaterThan(150)
    const times = payloads.map(({ payload }) => {
      const started = performance.now()
      const result = render(payload)
      const evaluated = 'text' in result && result.missing.length === 0 && result.text !== payload
      expect({ payload, evaluated }).toEqual({ payload, evaluated: false })
      return performance.now() - started
    })
    expect(times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)]).toBeLessThan(50)
    expect(Object.getPrototypeOf({})).not.toHaveProperty('isAdmin')
  },
)
