import ts from 'typescript'
import type { Finding, Law, Tree } from './law.ts'
import { everyNode, placeOf, sources, syntaxOf } from './syntax.ts'

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const word = /\p{L}{2,}/u
/** Attributes that a person reads or hears. */
const spoken = new Set(['title', 'placeholder', 'alt', 'label', 'aria-label', 'aria-description', 'aria-placeholder'])
/** A language is named in itself, on every screen. */
const ownNames = new Set(['简体中文', '中文', '日本語'])
/** Elements that show keys, code or names as they are, in every language. */
const verbatim = new Set(['kbd', 'code', 'samp', 'Kbd'])
/**
 * Where Chinese may stand in code: catalogues of errors and screens, shipped rows, demo data, tests; and what knows
 * how mail is written in each language (server/lib, lists of words), which reads and never speaks. The command line
 * says each line in both.
 */
const mayHoldChinese =
  /^web\/i18n\/|\/errors\.ts$|\/starter\/|^server\/(demo\/|cli\b)|^server\/lib\/|\.words\.ts$|\.test\.tsx?$|^(tests|tools|bench|evidence)\//

/** Every sentence that a person reads exists in Chinese and English: it stands in a catalogue, not in a page. */
export const languagesLaw: Law = {
  name: 'languages',
  states: 'every string of the screen stands in both languages; none stands in code',
  findings: (tree) => [...strayText(tree), ...catalogues(tree)],
}

function strayText(tree: Tree): Finding[] {
  const findings: Finding[] = []
  for (const [path, text] of sources(tree)) {
    if (mayHoldChinese.test(path) || !/^(web|server)\//.test(path)) continue
    const file = syntaxOf(path, text)
    everyNode(file, (node) => {
      const what = stray(node)
      if (what && !(rules.test(path) && isListed(node)))
        findings.push({ law: 'languages', where: placeOf(file, node), what })
    })
  }
  return findings
}

/** A rule may list words of any language that it recognises in mail; it never speaks them. */
const rules = /\/rules(\.[a-z0-9-]+)*\.ts$/

function isListed(node: ts.Node): boolean {
  for (let at = node; !ts.isStatement(at); at = at.parent)
    if (ts.isArrayLiteralExpression(at) || ts.isNewExpression(at)) return true
  return false
}

function stray(node: ts.Node): string | undefined {
  const literal = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
  const speaks = literal || ts.isJsxText(node)
  if (speaks && cjk.test(node.text) && !ownNames.has(node.text.trim()) && !besideItsEnglish(node))
    return `“${short(node.text)}” belongs into a catalogue`
  if (ts.isJsxText(node) && word.test(node.text) && !insideVerbatim(node)) {
    return `“${short(node.text)}” is text in a page: give it a key in web/i18n`
  }
  if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer) {
    const value = node.initializer
    if (ts.isStringLiteral(value) && word.test(value.text))
      return `${node.name.getText()}="${short(value.text)}": give it a key in web/i18n`
  }
  return undefined
}

/** `{ en: '…', 'zh-CN': '…' }`: both languages side by side need no catalogue. */
function besideItsEnglish(node: ts.Node): boolean {
  for (let at = node; at.parent && !ts.isSourceFile(at.parent); at = at.parent) {
    if (!ts.isPropertyAssignment(at) || !ts.isObjectLiteralExpression(at.parent)) continue
    const names = at.parent.properties.map((property) =>
      property.name ? property.name.getText().replace(/['"]/g, '') : '',
    )
    if (at.name.getText().includes('zh-CN') && names.includes('en')) return true
  }
  return false
}

function insideVerbatim(node: ts.Node): boolean {
  const parent = node.parent
  return ts.isJsxElement(parent) && verbatim.has(parent.openingElement.tagName.getText())
}

const short = (text: string) => text.trim().replace(/\s+/g, ' ').slice(0, 40)

/** The compiler sees to equal keys; this sees to equal files, to equal {placeholders}, and that Chinese is Chinese. */
function catalogues(tree: Tree): Finding[] {
  const findings: Finding[] = []
  const report = (where: string, what: string) => findings.push({ law: 'languages', where, what })
  for (const [path, text] of sources(tree, 'web/i18n/')) {
    const [, language, name] = /^web\/i18n\/(en|zh-CN)\/(.+\.ts)$/.exec(path) ?? []
    if (!language || !name) continue
    const twin = `web/i18n/${language === 'en' ? 'zh-CN' : 'en'}/${name}`
    const other = tree.get(twin)
    if (other === undefined) report(path, `has no twin ${twin}`)
    if (language === 'en' || other === undefined) continue
    const english = messages(twin, other)
    const translated = messages(path, text)
    for (const [key, chinese] of translated) {
      const source = english.get(key)
      if (source === undefined) report(path, `${key} is missing in ${twin}`)
      else if (holes(source) !== holes(chinese)) report(path, `${key}: {placeholders} differ from the English`)
      else if (!key.includes('language') && !cjk.test(chinese) && /\p{L}+ \p{L}+ \p{L}+/u.test(chinese))
        report(path, `${key} is not in Chinese`)
    }
    // Chinese has no singular: a plural's `one` stands in English alone.
    for (const key of english.keys())
      if (!translated.has(key) && !key.endsWith('.one')) report(path, `${key} is missing`)
  }
  return findings
}

/** Messages of a catalogue by dotted key; values that are functions (plurals) are judged by the compiler alone. */
function messages(path: string, text: string): Map<string, string> {
  const found = new Map<string, string>()
  const read = (node: ts.ObjectLiteralExpression, prefix: string) => {
    for (const property of node.properties) {
      if (!ts.isPropertyAssignment(property)) continue
      const key = prefix + (ts.isStringLiteralLike(property.name) ? property.name.text : property.name.getText())
      if (ts.isStringLiteralLike(property.initializer)) found.set(key, property.initializer.text)
      if (ts.isObjectLiteralExpression(property.initializer)) read(property.initializer, `${key}.`)
    }
  }
  const file = syntaxOf(path, text)
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const { initializer } of statement.declarationList.declarations) {
      let value = initializer
      while (value && (ts.isAsExpression(value) || ts.isSatisfiesExpression(value))) value = value.expression
      if (value && ts.isObjectLiteralExpression(value)) read(value, '')
    }
  }
  return found
}

const holes = (message: string) => [...new Set(message.match(/\{\w+/g) ?? [])].sort().join(' ')
