import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Makes the table by which the desk tells languages apart: the n-grams of eld's "small" database (Apache-2.0, named in
 * NOTICE) for the languages that buyers write in Latin letters, as sorted hashes. The packed table takes 1 MB of
 * memory where eld's module takes 140 MB and 0.4 s to load.
 *
 * Run: node tools/classification/pack-languages.ts
 */
const languages = ['en', 'de', 'fr', 'it', 'es', 'nl', 'sv', 'pl', 'pt', 'da', 'no', 'fi', 'cs', 'tr', 'ro', 'hu']
/** eld subtracts this from each score to make its file smaller. */
const FLOOR = 53

interface EldData {
  languages: Record<string, string>
  ngrams: Record<string, Record<string, number>>
}

const eld = new URL('../../node_modules/eld/src/', import.meta.url)
const { ngramsData } = (await import(new URL('ngrams/small.js', eld).href)) as { ngramsData: EldData }
const { dictionary } = (await import(new URL('dictionary.js', eld).href)) as { dictionary: string[] }

const byteOf = new Map(dictionary.map((character, byte) => [character, byte] as const).slice(0x80))
const indexOf = new Map(
  Object.entries(ngramsData.languages).flatMap(([id, code]) =>
    languages.includes(code) ? [[id, languages.indexOf(code)] as const] : [],
  ),
)

interface Row {
  key: number
  scores: (readonly [language: number, score: number])[]
}

const rows: Row[] = []
for (const [gram, scores] of Object.entries(ngramsData.ngrams)) {
  const known = Object.entries(scores).flatMap(([id, score]) => {
    const language = indexOf.get(id)
    return language === undefined ? [] : [[language, score + FLOOR] as const]
  })
  if (known.length > 0) rows.push({ key: hash(bytesOf(gram)), scores: known.sort(([a], [b]) => a - b) })
}
rows.sort((a, b) => a.key - b.key)
const clash = rows.find(({ key }, index) => rows[index + 1]?.key === key)
if (clash) throw new Error(`two n-grams share the hash ${clash.key}`)

const packed = {
  source: `eld ${JSON.parse(readFileSync(new URL('../package.json', eld), 'utf8')).version} small, Apache-2.0`,
  languages,
  keys: base64(Uint32Array.from(rows, ({ key }) => key)),
  masks: base64(Uint16Array.from(rows, ({ scores }) => scores.reduce((mask, [language]) => mask | (1 << language), 0))),
  scores: base64(Uint8Array.from(rows.flatMap(({ scores }) => scores.map(([, score]) => score)))),
}
const target = new URL('../../server/modules/classification/starter/languages.json', import.meta.url)
writeFileSync(target, `${JSON.stringify(packed, null, 2)}\n`)
console.log(`${rows.length} n-grams of ${languages.length} languages → ${fileURLToPath(target)}`)

/** eld writes an n-gram as bytes of UTF-8: small letters as themselves, bytes beyond ASCII as other characters. */
function bytesOf(gram: string): number[] {
  return Array.from(gram, (character) =>
    /[a-z'` ]/.test(character) ? character.charCodeAt(0) : (byteOf.get(character) ?? 0),
  )
}

/** FNV-1a over bytes, as the reader of the table does it. */
function hash(bytes: readonly number[]): number {
  return bytes.reduce((value, byte) => Math.imul(value ^ byte, 0x01000193), 0x811c9dc5) >>> 0
}

function base64(array: Uint8Array | Uint16Array | Uint32Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64')
}
