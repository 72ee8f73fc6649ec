import fc from 'fast-check'
import type { Operation, Schema } from './contract.ts'
import type { Planted } from './plant.ts'
import { bodyOf } from './sample.ts'

const hostileWords = [
  ...[
    '',
    ' ',
    '\0',
    "' or 1=1 --",
    '%',
    '_',
    '\\',
    '../../etc/passwd',
    '{{constructor}}',
    '#{7*7}',
    '<script>',
    '=1+1',
  ],
  ...[
    '\ud800',
    '\u202e',
    '👩‍👩‍👧',
    'a'.repeat(5_000),
    '\r\nBcc: x@y.test',
    '__proto__',
    'null',
    '-1',
    '1e400',
    'ﷺ'.repeat(50),
  ],
  ...[
    '2026-02-30',
    '9999-12-31',
    '-271821-04-20',
    '0000-00-00',
    '24:00',
    '275760-09-13T00:00:00.001Z',
    'infinity',
    '(a+)+$',
    '[',
  ],
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:60Z', '2026-01-01T00:00:00+23:59', 'epoch', 'now', '\u{10ffff}'],
]
const word = () => fc.oneof(fc.constantFrom(...hostileWords), fc.string({ unit: 'binary', maxLength: 40 }), fc.string())
const numbers = () =>
  fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 2 ** 31, 2 ** 53, 1e300, -0, 0.1, 32_768, 2_147_483_648))
const junk = () =>
  fc.oneof(
    word(),
    numbers(),
    fc.boolean(),
    fc.constant(null),
    fc.constant([]),
    fc.constant({}),
    fc.array(word(), { maxLength: 3 }),
  )

/** One request as a client would send it. */
export interface FuzzRequest {
  readonly params: Planted
  readonly query: readonly (readonly [string, string])[]
  readonly body: unknown
}

/** Makes requests that a route's schema takes, and now and then some that it does not (ENGINEERING S9). */
export function requestsOf(
  contract: { readonly shapeOf: (schema: Schema) => Schema },
  things: Planted,
): (operation: Operation) => fc.Arbitrary<FuzzRequest> {
  const within: string[] = []
  /** Values that a schema takes, and now and then some that it does not. */
  function valuesOf(raw: Schema, field: string): fc.Arbitrary<unknown> {
    const schema = contract.shapeOf(raw)
    const { $ref = '' } = raw
    const usual = fc
      .constant(bodyOf({ type: 'object', properties: { [field]: raw } }, things, contract.shapeOf))
      .map((made) => (made as Record<string, unknown>)[field])
    // A shape that holds itself is followed no further than once.
    if ($ref !== '' && within.includes($ref)) return fc.oneof(usual, junk())
    within.push($ref)
    const shaped = shapedBy(schema, field)
    within.pop()
    return fc.oneof({ weight: 5, arbitrary: usual }, { weight: 4, arbitrary: shaped }, { weight: 1, arbitrary: junk() })
  }

  function shapedBy(schema: Schema, field: string): fc.Arbitrary<unknown> {
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valuesOf(one, field)))
    if (schema.enum) return fc.constantFrom(...schema.enum)
    if (schema.type === 'boolean') return fc.boolean()
    if (schema.type === 'integer')
      return fc.integer({
        min: schema.minimum ?? -1_000_000,
        max: Math.max(schema.minimum ?? 0, schema.maximum ?? 2 ** 40),
      })
    if (schema.type === 'number') return fc.double({ noNaN: true })
    if (schema.type === 'array' && schema.items) return fc.array(valuesOf(schema.items, field), { maxLength: 5 })
    if (schema.type === 'object' && schema.properties) return recordOf(schema)
    if (schema.type === 'object') return fc.dictionary(word(), junk(), { maxKeys: 4 })
    if (schema.format === 'uuid') return fc.oneof(fc.constantFrom(...Object.values(things)), fc.uuid())
    if (schema.format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
    if (schema.format === 'date') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
    return word()
  }

  function recordOf(schema: Schema): fc.Arbitrary<unknown> {
    const fields = Object.entries(schema.properties ?? {}).map(([name, value]) => [name, valuesOf(value, name)])
    return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: [...(schema.required ?? [])],
    })
  }

  function requestsFor(operation: Operation): fc.Arbitrary<FuzzRequest> {
    const odd = fc.oneof({ weight: 6, arbitrary: fc.constant(things) }, { weight: 1, arbitrary: oddThings() })
    const query = fc.tuple(
      ...operation.query.map(({ name, schema }) =>
        fc.option(valuesOf(schema, name), { nil: undefined }).map((value) => [name, asText(value)] as const),
      ),
    )
    const body = operation.body
      ? fc.oneof({ weight: 12, arbitrary: valuesOf(operation.body, '') }, { weight: 1, arbitrary: junk() })
      : fc.constant(undefined)
    const whole = operation.body ? fc.oneof(recordOf(contract.shapeOf(operation.body)), body) : body
    return fc.record({
      params: odd,
      query: query.map((all) => all.filter(([, value]) => value !== undefined) as [string, string][]),
      body: whole,
    })
  }

  const oddThings = () =>
    fc
      .tuple(word(), fc.uuid())
      .map(([text, id]) =>
        Object.fromEntries(Object.keys(things).map((kind, at) => [kind, (at % 2 ? text : id) || 'x'])),
      )

  const asText = (value: unknown): string | undefined =>
    value === undefined ? undefined : typeof value === 'object' ? JSON.stringify(value) : String(value)

  return requestsFor
}
