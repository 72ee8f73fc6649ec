import type { FastifyInstance } from 'fastify'
import { Refusal } from './errors.ts'

/**
 * What a body may hold, far above what any route takes. More is refused before it is built: a body of 1 MB can be nested a
 * hundred thousand levels deep, which runs any reader of it out of stack, or hold values by the hundred thousand, each of
 * which would be told to be wrong (ENGINEERING R17).
 */
export const bodyLimits = { depth: 64, values: 20_000 } as const

const [quote, backslash, comma, openList, closeList, openObject, closeObject] = [...'"\\,[]{}'].map((sign) =>
  sign.charCodeAt(0),
)

/** Whether a JSON text is nested deeper, or holds more values, than a body may. Looks at its signs only, valid or not. */
export function isTooMuch(text: string): boolean {
  let depth = 0
  let values = 1
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === quote) at = endOfString(text, at)
    else if (sign === openList || sign === openObject) depth += 1
    else if (sign === closeList || sign === closeObject) depth -= 1
    else if (sign === comma) values += 1
    if (depth > bodyLimits.depth || values > bodyLimits.values) return true
  }
  return false
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === quote) return at
    if (sign === backslash) at += 1
  }
  return text.length
}

/** Reads JSON bodies as Fastify does, without those that are too much. */
export function readBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isTooMuch(String(body))) done(new Refusal('request.too-much', bodyLimits))
    else parse(request, String(body), done)
  })
}
