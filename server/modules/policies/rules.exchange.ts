import type { PolicyFile, ReturnPolicy } from './schema.policy.ts'

/**
 * JSON that is the same for the same content, however its keys were ordered: keys by their UTF-16 units, no spaces
 * (RFC 8785, the JSON Canonicalization Scheme; numbers as ECMAScript writes them). Two versions are equal when these are.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
}

/** How deep a value nests; counts no further than `most`, so that nothing nests too deep to be looked at. */
export function isDeeperThan(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return most === 0 || Object.values(value).some((each) => isDeeperThan(each, most - 1))
}

/** A version as the file in which it travels; `readPolicyFile` reads it back as it was. */
export const policyFileOf = (policy: ReturnPolicy): string =>
  canonicalJson({ format: 'amends.return-policy', formatVersion: 1, policy } satisfies PolicyFile)
