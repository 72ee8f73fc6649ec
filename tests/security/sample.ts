import type { Operation, Schema } from './contract.ts'
import type { Planted } from './plant.ts'

/** Which planted thing a place in an address means: by the folder before it, or by its own name. */
const kindOfFolder: Readonly<Record<string, string>> = {
  'classification-rules': 'classificationRule',
  'follow-up-plans': 'followUpPlan',
  'follow-ups': 'followUp',
  'marketplace-rules': 'rule',
  'outgoing-mails': 'outgoingMail',
  'quarantined-mails': 'heldMail',
  'sla-policies': 'policy',
  actions: 'action',
  anomalies: 'anomaly',
  attachments: 'attachmentMessage',
  availabilities: 'member',
  'cleanup-runs': 'cleanupRun',
  calendars: 'calendar',
  channels: 'channel',
  customers: 'customer',
  departments: 'department',
  experiments: 'experiment',
  exports: 'customerExport',
  forms: 'form',
  imports: 'import',
  invitations: 'invitation',
  letters: 'templateKey',
  'loss-bookings': 'lossBooking',
  members: 'member',
  messages: 'message',
  'order-tasks': 'orderTask',
  offers: 'offer',
  orders: 'order',
  phrases: 'phrase',
  'policy-publications': 'policyPublication',
  'policy-versions': 'policyVersion',
  replays: 'replay',
  'return-policies': 'returnPolicy',
  returns: 'return',
  roles: 'role',
  sessions: 'session',
  status: 'status',
  stores: 'store',
  teams: 'team',
  templates: 'template',
  terms: 'store',
  tickets: 'ticket',
  tokens: 'token',
  unsubscribes: 'unsubscribe',
}

/** Words of the trade in an address: the same in every workspace. */
const wordOfFolder: Readonly<Record<string, string>> = {
  'by-number': '112-0000000-0000000',
  cleanups: 'repeated-costs',
  marketplaces: 'own-shop',
  photos: '0',
  rules: 'message.answer-within',
  texts: 'en',
}

/** Which planted thing a field of a body or a query means. */
const kindOfField: Readonly<Record<string, string>> = {
  againstId: 'policyVersion',
  calendarId: 'calendar',
  channelId: 'channel',
  departmentId: 'department',
  fromMemberId: 'member',
  fromVersionId: 'policyVersion',
  ids: 'returnPolicy',
  memberId: 'member',
  memberIds: 'member',
  messageId: 'message',
  otherId: 'customer',
  ownerId: 'member',
  patternId: 'role',
  policyId: 'returnPolicy',
  roleId: 'role',
  roleIds: 'role',
  seenMessageId: 'message',
  storeId: 'store',
  storeIds: 'store',
  templateKey: 'templateKey',
  templateVersionId: 'templateVersion',
  ticketId: 'ticket',
  ticketIds: 'ticket',
  toMemberId: 'member',
  uploadIds: 'upload',
  versionId: 'policyVersion',
}

/** The kinds of things that a route's address names, in their order. */
export function kindsInPath(path: string): string[] {
  const parts = path.split('/')
  return parts.flatMap((part, at) => {
    const folder = parts[at - 1] ?? ''
    if (!part.startsWith('{') || folder in wordOfFolder) return []
    if (folder === '{messageId}') return ['attachment']
    const kind = kindOfFolder[folder]
    if (!kind) throw new Error(`${path}: which thing is ${part}? Name it in tests/security/sample.ts`)
    return [kind]
  })
}

/** The address of a route with these things in it. */
export function addressOf(path: string, things: Planted): string {
  const kinds = kindsInPath(path)
  const parts = path.split('/')
  return parts
    .map((part, at) =>
      part.startsWith('{') ? (wordOfFolder[parts[at - 1] ?? ''] ?? thing(things, kinds.shift())) : part,
    )
    .join('/')
}

const thing = (things: Planted, kind = ''): string => encodeURIComponent(things[kind] ?? randomId(kind))

/** An id or secret that nothing has, of the shape its kind has; the same at every call. */
export function randomId(kind: string): string {
  if (kind === 'templateKey') return 'planted.nowhere'
  if (kind === 'invitation') return `${'A'.repeat(22)}.${'b'.repeat(43)}`
  if (kind === 'status' || kind === 'form' || kind === 'unsubscribe') return 'C'.repeat(64)
  return '01ff0000-0000-7000-8000-00000000dead'
}

/** Whether a route's body or query names things by id. */
export function namesThings(operation: Operation, shapeOf: (schema: Schema) => Schema): boolean {
  const seen = new Set<string>()
  const names = (schema: Schema | undefined): boolean => {
    const shape = schema && shapeOf(schema)
    // A shape that holds itself names nothing more the second time.
    if (!shape || (schema.$ref !== undefined && seen.has(schema.$ref))) return false
    if (schema.$ref !== undefined) seen.add(schema.$ref)
    const inner = [...(shape.anyOf ?? []), ...(shape.allOf ?? []), ...(shape.items ? [shape.items] : [])]
    return (
      Object.entries(shape.properties ?? {}).some(([name, value]) => name in kindOfField || names(value)) ||
      inner.some(names)
    )
  }
  return names(operation.body) || operation.query.some(({ name }) => name in kindOfField)
}

/** Texts that a pattern may want, tried in turn. */
const words = [
  ...[
    'Nordlicht',
    'en',
    'CNY',
    'UTC',
    'DE',
    'own-shop',
    'return',
    'kind.words',
    '2026-08-01',
    '09:00',
    'www.shop.test',
  ],
  ...['planted.fresh', 'mailbox', 'NL-1', 'de-DE', '\\d{3}-\\d{7}', 'a@b.test', '1.1', 'https://parcel.test/1'],
]

const byField: Readonly<Record<string, unknown>> = {
  currency: 'CNY',
  defaultLanguage: 'en',
  groupBy: 'store',
  host: '127.0.0.1',
  kind: 'inquiry',
  locale: 'en-GB',
  marketplace: 'own-shop',
  permissions: { 'stores.read': 'stores' },
  port: 1,
  security: 'none',
  scope: 'own-shop',
  subType: null,
  validFrom: '2026-09-01',
  validTo: null,
  zone: 'UTC',
}

/** Of hours, and of the currencies of a rate, which must be two. */
const ends: Readonly<Record<string, readonly string[]>> = { from: ['09:00', 'EUR'], to: ['17:00', 'CNY'] }

/** A body that the schema takes, in which every id is one of these things. */
export function bodyOf(schema: Schema, things: Planted, shapeOf: (schema: Schema) => Schema): unknown {
  const within: string[] = []
  const fill = (raw: Schema, field: string): unknown => {
    if (raw.$ref === undefined) return filled(raw, field)
    within.push(raw.$ref)
    const made = filled(raw, field)
    within.pop()
    return made
  }
  /** Whether a shape holds one that is being filled: it would never end. */
  const isEndless = (one: Schema): boolean =>
    within.some((ref) => JSON.stringify(one).includes(`${JSON.stringify(ref)}`))
  const filled = (raw: Schema, field: string): unknown => {
    const shape = shapeOf(raw)
    const kind = kindOfField[field]
    const branch = shape.anyOf?.find((one) => shapeOf(one).type !== 'null' && !isEndless(one)) ?? shape.anyOf?.[0]
    if (kind && shape.type === 'string') return things[kind] ?? randomId(kind)
    if (branch) return field in byField && byField[field] === null ? null : fill(branch, field)
    if (shape.const !== undefined) return shape.const
    if (shape.enum) return shape.enum.includes(byField[field]) ? byField[field] : shape.enum[0]
    if (shape.type === 'object' && shape.properties)
      return Object.fromEntries(Object.entries(shape.properties).map(([name, value]) => [name, fill(value, name)]))
    if (field === 'permissions' && shape.type === 'array') return ['stores.read']
    if (shape.type === 'array') {
      const { items } = shape
      if (shape.maxItems === 0 || !items) return []
      return Array.from({ length: Math.max(1, shape.minItems ?? 1) }, () => fill(items, field))
    }
    if (field in byField) return byField[field]
    const end = ends[field]?.find((word) => !shape.pattern || new RegExp(shape.pattern, 'u').test(word))
    if (end !== undefined) return end
    if (shape.type === 'object') return {}
    if (shape.type === 'boolean') return true
    if (shape.type === 'integer' || shape.type === 'number')
      return Math.min(shape.maximum ?? Number.POSITIVE_INFINITY, Math.max(shape.minimum ?? 1, 1))
    return textOf(shape)
  }
  return fill(schema, '')
}

function textOf(shape: Schema): string {
  if (shape.format === 'uuid') return randomId('')
  if (shape.format === 'email') return 'somebody@elsewhere.test'
  if (shape.format === 'date') return '2026-08-01'
  if (shape.format === 'date-time') return '2026-08-01T09:00:00Z'
  const fits = (word: string) =>
    (!shape.pattern || new RegExp(shape.pattern, 'u').test(word)) &&
    word.length >= (shape.minLength ?? 0) &&
    word.length <= (shape.maxLength ?? 1_000)
  return words.find(fits) ?? 'Nordlicht lamp words'
}
