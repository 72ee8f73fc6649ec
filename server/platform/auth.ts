import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** A bearer's secret: names its workspace, so that the lookup itself runs under row-level security; 256 random bits. */
export interface Secret {
  readonly text: string
  readonly hash: Buffer
}

/** Makes a secret for a session, token or invitation. Only its hash is kept. */
export function makeSecret(workspaceId: string, prefix = ''): Secret {
  const random = randomBytes(32).toString('base64url')
  const place = Buffer.from(workspaceId.replaceAll('-', ''), 'hex').toString('base64url')
  return { text: `${prefix}${place}.${random}`, hash: hashOf(random) }
}

/** Reads a secret back into its workspace and hash; undefined for anything that is not shaped like one. */
export function readSecret(text: string, prefix = ''): { workspaceId: string; hash: Buffer } | undefined {
  if (!text.startsWith(prefix)) return undefined
  const [place, random] = text.slice(prefix.length).split('.')
  if (!place || !random || !/^[\w-]{22}$/.test(place) || !/^[\w-]{43}$/.test(random)) return undefined
  return { workspaceId: workspaceAt(place), hash: hashOf(random) }
}

/** The first secret in a text, true or not, and the workspace that it names; undefined where there is none. */
export function secretIn(text: string): { readonly secret: string; readonly workspaceId: string } | undefined {
  const [secret, place] = /([\w-]{22})\.[\w-]{43}(?![\w-])/.exec(text) ?? []
  return secret && place ? { secret, workspaceId: workspaceAt(place) } : undefined
}

function workspaceAt(place: string): string {
  const hex = Buffer.from(place, 'base64url').toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const hashOf = (random: string): Buffer => createHash('sha256').update(random).digest()

/** argon2id with OWASP's second recommendation: 19 MiB, 2 passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Takes the same time whether or not there is a hash to compare with, so that nobody learns which addresses exist. */
export async function passwordMatches(kept: string | null, password: string): Promise<boolean> {
  const matches = await verify(kept ?? (await decoy()), password)
  return kept !== null && matches
}

let made: Promise<string> | undefined
function decoy(): Promise<string> {
  made ??= hashPassword(randomBytes(16).toString('hex'))
  return made
}
