import { isSigned, type Keys, sign } from './secrets.ts'

/** 128 bits: nobody guesses it, and the address still fits into one line of a mail. */
const signatureBytes = 16
/** 16 bytes workspace, 16 bytes thing, 16 bytes signature: 48 bytes are 64 characters, with no spare bits to alter. */
const form = /^[A-Za-z0-9_-]{64}$/
const hexOf = (id: string): string => id.replaceAll('-', '')
const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** What a public link leads to: one thing of one workspace. */
export interface Destination {
  readonly workspaceId: string
  readonly id: string
}

/** The unguessable part of a public address; the keys are of one purpose, so that no link opens what another one is for. */
export const writeLink = ([key]: Keys, { workspaceId, id }: Destination): string =>
  Buffer.concat([
    Buffer.from(hexOf(workspaceId) + hexOf(id), 'hex'),
    sign(key, [workspaceId, id], signatureBytes),
  ]).toString('base64url')

/** What a secret was made for; undefined for every secret that none of these keys has signed. */
export function readLink(keys: Keys, secret: string): Destination | undefined {
  if (!form.test(secret)) return undefined
  const bytes = Buffer.from(secret, 'base64url')
  const to = { workspaceId: idOf(bytes.subarray(0, 16)), id: idOf(bytes.subarray(16, 32)) }
  return isSigned(keys, bytes.subarray(32), [to.workspaceId, to.id], signatureBytes) ? to : undefined
}
