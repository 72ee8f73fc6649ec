import { parse } from 'csv-parse/sync'
import { owners, requirements } from './asvs.requirements.ts'
import type { Finding, Law, Tree } from './law.ts'

const place = 'docs/asvs.csv'
const columns = ['id', 'level', 'asks', 'applies', 'state', 'how or why not', 'shown by', 'owed by'] as const
type Row = Readonly<Record<(typeof columns)[number], string>>

/** What may be said of a requirement, by whether it applies. */
const states: Readonly<Record<string, readonly string[]>> = {
  yes: ['shown', 'met', 'open'],
  later: ['later'],
  no: ['not applicable'],
}

/**
 * The table of OWASP ASVS 5.0.0, levels 1 and 2: every requirement once, each with what is true of this product. What
 * is said to be shown names a test that is there; what is open or to come names who owes it; docs/security.md counts.
 */
export const asvsLaw: Law = {
  name: 'asvs',
  states: 'docs/asvs.csv says of each ASVS requirement what is true, by which test, and who owes the rest',
  findings(tree) {
    const text = tree.get(place)
    const report = (where: string, what: string): Finding => ({ law: 'asvs', where, what })
    if (text === undefined) return [report(place, 'is missing')]
    const [head = [], ...lines]: string[][] = parse(text)
    if (head.join() !== columns.join()) return [report(place, `its columns must be ${columns.join(', ')}`)]
    const rows = lines.map((cells) => Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])) as Row)
    const faults = rows.flatMap((row) => faultsOf(row, tree).map((what) => report(`${place} ${row.id}`, what)))
    const ids = rows.map(({ id }) => id)
    const listed = [...requirements.keys()]
    const astray = listed.find((id, at) => ids[at] !== id) ?? ids[listed.length]
    if (astray) faults.push(report(place, `${astray} is missing, doubled or out of the order of the standard`))
    const page = tree.get('docs/security.md') ?? ''
    const sum = countInWords(rows)
    return page.includes(sum) ? faults : [...faults, report('docs/security.md', `does not say: ${sum}`)]
  },
}

/** What is wrong with one row, in words. */
function faultsOf(row: Row, tree: Tree): string[] {
  const { id, level, asks, applies, state } = row
  const [how, shownBy, owedBy] = [row['how or why not'], row['shown by'], row['owed by']]
  const isOwed = state === 'open' || state === 'later'
  return [
    level !== requirements.get(id) && `its level is ${requirements.get(id) ?? 'not one of ours: no such id'}`,
    (asks === '' || asks.split(/\s+/).length > 12) && 'asks: our own words, 12 at most',
    !states[applies]?.includes(state) && `"${applies}" with the state "${state}" says nothing`,
    how.split(/\s+/).length < 4 && 'how or why not: a sentence about this product',
    ...wordsForPlaces(how, tree),
    (state === 'shown') !== (shownBy !== '') && 'shown by: what is shown names its test, and nothing else does',
    shownBy !== '' && wordsForTest(shownBy, tree),
    isOwed !== (owedBy !== '') && 'owed by: what is open or later names who owes it, and nothing else does',
    owedBy !== '' && !owners.has(owedBy) && `"${owedBy}" is not one of ${[...owners].join(', ')}`,
  ].filter((fault) => typeof fault === 'string')
}

/** A test is named by its file and some words of its title: `path: words`. */
function wordsForTest(shownBy: string, tree: Tree): string | undefined {
  const [, path = '', words = ''] = /^(\S+\.test\.tsx?): (.{8,})$/.exec(shownBy) ?? []
  const text = tree.get(path)
  if (text === undefined) return `shown by "${shownBy}": no such test file; write "path.test.ts: words of its title"`
  return text.includes(words) ? undefined : `no test of ${path} is called “${words}”`
}

/** Files and settings in `code marks` must be there. */
function wordsForPlaces(how: string, tree: Tree): string[] {
  const settings = tree.get('docs/settings.md') ?? ''
  return [...how.matchAll(/`([^`]+)`/g)].flatMap(([, named = '']) => {
    if (/^AMENDS_\w+$/.test(named)) return settings.includes(`\`${named}\``) ? [] : [`there is no setting ${named}`]
    if (!/^[\w./-]+\.(ts|tsx|md|sql|json|yaml|service|html)$/.test(named)) return []
    return tree.has(named) || /\.(yaml|service)$/.test(named) ? [] : [`names ${named}, which is not there`]
  })
}

/** How many stand where, as docs/security.md must say it. */
function countInWords(rows: readonly Row[]): string {
  const count = (state: string) => rows.filter((row) => row.state === state).length
  const named = ['shown', 'met', 'open', 'later', 'not applicable'].map((state) => `${count(state)} ${state}`)
  return `${rows.length} requirements: ${named.join(', ')}.`
}
