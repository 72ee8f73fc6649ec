/** The most references that are kept of one mail; the first and the latest say where it belongs. */
const mostReferences = 60

/** The first message id in a header (Message-ID, In-Reply-To), without angle brackets; undefined when there is none. */
export function readMessageId(value: string | undefined): string | undefined {
  return readMessageIds(value)[0]
}

/** All message ids in headers, in order, each once. Ids without brackets are taken where no brackets stand at all. */
export function readMessageIds(...values: readonly (string | undefined)[]): string[] {
  const ids = new Set<string>()
  for (const value of values) {
    if (!value) continue
    const text = value.slice(0, 300_000).replace(/\p{Cc}+/gu, ' ')
    const bracketed = [...text.matchAll(/<\s*([^<>\s]{1,900})\s*>/g)].map((match) => match[1] ?? '')
    const bare =
      bracketed.length > 0 ? bracketed : text.split(/[\s,;]+/).filter((word) => /^[^@\s<>"]+@[^@\s<>"]+$/.test(word))
    for (const id of bare) ids.add(id)
  }
  const all = [...ids]
  return all.length <= mostReferences ? all : [...all.slice(0, 10), ...all.slice(10 - mostReferences)]
}
