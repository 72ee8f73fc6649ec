/** `postgres://login@` · `one:5432,two:5432` · `/database?…`, as libpq reads it. */
const parts = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/s

/**
 * The address of each host that a DATABASE_URL names: `postgres://me:secret@one,two:5433/desk` are two. Each keeps login,
 * database and options.
 */
export function addressesOf(databaseUrl: string): readonly string[] {
  const [, scheme, hosts, rest] = parts.exec(databaseUrl) ?? []
  if (scheme === undefined || hosts === undefined) return [databaseUrl]
  return hosts.split(',').map((host) => `${scheme}${host.trim()}${rest}`)
}

/** The hosts alone, for people: `one, two:5433`. */
export const hostsOf = (databaseUrl: string): string =>
  addressesOf(databaseUrl)
    .map((address) => new URL(address).host)
    .join(', ')
