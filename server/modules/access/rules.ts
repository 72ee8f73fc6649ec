/** How many failures in a row lock an account, and for how long (ENGINEERING S6). */
export const lockAfter = 10
export const lockMs = 15 * 60_000

/** A session ends after 12 h without use and 14 days after sign-in (ENGINEERING S5). */
export const sessionIdleMs = 12 * 3_600_000
export const sessionMaxMs = 14 * 24 * 3_600_000

/** So long after the password was given nobody is asked for it again (OWASP ASVS 7.5.2 names no time: long enough to tidy up). */
export const confirmedMs = 5 * 60_000

/** An invitation works for 24 h, a password reset for 30 min, each once (ENGINEERING S5). */
export const invitationMs = { join: 24 * 3_600_000, reset: 30 * 60_000 } as const

type Scope = 'own' | 'team' | 'stores' | 'all'
const widths: Record<Scope, number> = { own: 0, team: 1, stores: 2, all: 3 }

/** The permissions of several roles together: of each permission the widest reach. */
export function joinPermissions(roles: readonly Readonly<Record<string, Scope>>[]): Map<string, Scope> {
  const joined = new Map<string, Scope>()
  for (const role of roles)
    for (const [permission, scope] of Object.entries(role)) {
      const held = joined.get(permission)
      if (!held || widths[scope] > widths[held]) joined.set(permission, scope)
    }
  return joined
}

/** The first permission in which `wanted` reaches further than `held`; undefined when it nowhere does. */
export function exceeds(wanted: ReadonlyMap<string, Scope>, held: ReadonlyMap<string, Scope>): string | undefined {
  for (const [permission, scope] of wanted) {
    const own = held.get(permission)
    if (!own || widths[own] < widths[scope]) return permission
  }
  return undefined
}

/** A member of all stores needs no list of them: reaching `stores` is then reaching all. */
export function widen(permissions: ReadonlyMap<string, Scope>, allStores: boolean): Map<string, Scope> {
  return new Map(
    [...permissions].map(([permission, scope]) => [permission, allStores && scope === 'stores' ? 'all' : scope]),
  )
}

/**
 * Why a password is among the first that anybody would try; undefined when nothing speaks against it. Its characters are
 * free (ASVS 6.2.5): only the list of passwords from breaches counts, and names that the person is known by.
 * @param about names of person, workspace and desk: what is left without them must hold four letters
 */
export function weaknessOf(
  password: string,
  about: readonly string[],
  common: ReadonlySet<string>,
): 'common' | 'names-you' | undefined {
  const folded = password.toLowerCase()
  if (common.has(folded) || new Set(folded).size < 3) return 'common'
  const names = about.flatMap((name) => name.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [])
  const rest = names
    .sort((one, other) => other.length - one.length)
    .reduce((left, name) => left.replaceAll(name, ''), folded)
  const letters = rest.match(/\p{L}/gu)?.length ?? 0
  return rest !== folded && letters < 4 ? 'names-you' : undefined
}

/** The address-safe short name of a workspace, from its name; `workspace` where nothing latin is in it. */
export function slugOf(name: string): string {
  return shortNameOf(name) ?? 'workspace'
}

/** The key of a new role, from its English name: what the API and reports call it for good. */
export function keyOfRole(name: string, taken: readonly string[]): string {
  const wanted = shortNameOf(name) ?? 'role'
  if (!taken.includes(wanted)) return wanted
  for (let number = 2; ; number++) if (!taken.includes(`${wanted}-${number}`)) return `${wanted}-${number}`
}

function shortNameOf(name: string): string | undefined {
  const short = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  return /^[a-z0-9][a-z0-9-]+$/.test(short) ? short : undefined
}
