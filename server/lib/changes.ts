/** What became of one field. A hidden one is known to have changed, and no more. */
export interface Change {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
  readonly hidden?: 'personal' | 'secret'
}

/** Fields that say nothing about what was decided. */
const silent = new Set(['id', 'createdAt', 'updatedAt', 'recordedAt'])
/** A name by which a value is taken for a secret, whoever forgot to say so. */
const secretive = /password|passwd|secret|token|authorization|cookie|privatekey/i
/** Characters of a value that are kept: enough to recognise it, too few for a letter. */
const mostKept = 300

/**
 * Which fields of a thing changed, by their path (`settings.imap.host`), in order of the alphabet; undefined stands for
 * a thing that was not there yet, or is no more. Lists count as one value.
 *
 * @param personal fields that hold somebody's data: that they changed is told, what they held is not
 */
export function changesBetween(
  before: object | undefined,
  after: object | undefined,
  personal: readonly string[] = [],
): Change[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  const changes: Change[] = []
  for (const field of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const [was, is] = [old.get(field) ?? null, now.get(field) ?? null]
    if (JSON.stringify(was) === JSON.stringify(is)) continue
    const hidden = secretive.test(field) ? 'secret' : personal.some((name) => isWithin(field, name)) ? 'personal' : null
    changes.push(
      hidden ? { field, before: null, after: null, hidden } : { field, before: shortened(was), after: shortened(is) },
    )
  }
  return changes
}

const isWithin = (field: string, name: string): boolean => field === name || field.startsWith(`${name}.`)

function fieldsOf(thing: object | undefined, path = '', found = new Map<string, unknown>()): Map<string, unknown> {
  for (const [name, value] of Object.entries(thing ?? {})) {
    if (path === '' && silent.has(name)) continue
    if (isPlain(value)) fieldsOf(value, `${path}${name}.`, found)
    else if (value !== undefined) found.set(`${path}${name}`, value)
  }
  return found
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** Text that JSON and PostgreSQL take, cut where it grows long; a list of things is cut as its JSON. */
function shortened(value: unknown): unknown {
  if (typeof value === 'string') return cut(value)
  if (typeof value !== 'object' || value === null) return value
  const text = JSON.stringify(value)
  return text.length > mostKept || /\\ud[89a-f]/i.test(text) ? cut(text) : value
}

const cut = (text: string): string => {
  const sound = text.toWellFormed().replaceAll('\0', '\uFFFD')
  return sound.length > mostKept ? `${sound.slice(0, mostKept - 1).toWellFormed()}…` : sound
}
