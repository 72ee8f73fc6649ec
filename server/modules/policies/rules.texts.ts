/**
 * Where a value holds a text that cannot be kept: with U+0000, or half of a surrogate pair. JSON can write both, PostgreSQL
 * takes neither. Undefined where it holds none.
 */
export function unkeepableIn(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = unkeepableIn(key, path) ?? unkeepableIn(inner, `${path}/${key}`)
    if (found !== undefined) return found
  }
  return undefined
}
