import pg from 'pg'
import { addressesOf, hostsOf } from './db.addresses.ts'
import { reasonOf } from './folder.ts'

/** A host that takes longer to say what it is counts as away. */
const patienceMs = 2_000

/** Of several hosts none can be reached that takes changes. */
export class NoPrimary extends Error {
  /** The code that all hosts gave, such as ECONNREFUSED or 28P01; else NO_PRIMARY. */
  readonly code: string

  constructor(databaseUrl: string, causes: readonly unknown[]) {
    const reasons = causes.map(reasonOf)
    super(`none of ${hostsOf(databaseUrl)} is a primary that answers (${reasons.join(', ')})`)
    const [first = '', ...others] = reasons
    const isCommon = /^[A-Z0-9_]+$/.test(first) && others.every((reason) => reason === first)
    this.code = isCommon ? first : 'NO_PRIMARY'
  }
}

/**
 * A connection to that host of DATABASE_URL which takes changes. Where one host is named it is connected to as it is;
 * where several are, all are asked at once and the first that is no standby is taken, at each new connection anew: after
 * a promotion whoever connects again is at the right place. A primary never becomes a standby while connections to it
 * live, so none has to be asked again.
 */
export class PrimaryClient extends pg.Client {
  readonly #databaseUrl: string

  constructor(config: pg.ClientConfig = {}) {
    const { connectionString = '' } = config
    const [first] = addressesOf(connectionString)
    super({ ...config, connectionString: first })
    this.#databaseUrl = connectionString
  }

  override connect(): Promise<pg.Client>
  override connect(callback: (error: Error | null, client?: pg.Client) => void): void
  override connect(callback?: (error: Error | null, client?: pg.Client) => void): Promise<pg.Client> | undefined {
    const connected = this.#connectToPrimary()
    if (!callback) return connected
    connected.then((client) => callback(null, client), callback)
    return undefined
  }

  async #connectToPrimary(): Promise<pg.Client> {
    if (addressesOf(this.#databaseUrl).length > 1) {
      const { host, port } = await primaryOf(this.#databaseUrl)
      Object.assign(this, { host, port })
    }
    return super.connect()
  }
}

interface Place {
  readonly host: string
  readonly port: number
}

/** A pool that opens many connections at once asks once. */
const asking = new Map<string, Promise<Place>>()

function primaryOf(databaseUrl: string): Promise<Place> {
  const asked = asking.get(databaseUrl)
  if (asked) return asked
  const answer = Promise.any(addressesOf(databaseUrl).map(primaryAt))
    .catch((error: AggregateError) => {
      throw new NoPrimary(databaseUrl, error.errors)
    })
    .finally(() => asking.delete(databaseUrl))
  asking.set(databaseUrl, answer)
  return answer
}

async function primaryAt(address: string): Promise<Place> {
  const client = new pg.Client({
    connectionString: address,
    application_name: 'amends-primary',
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
    if (rows[0]?.standby !== false) throw new Error('is a standby')
    return { host: client.host, port: client.port }
  } finally {
    client.end().catch(() => undefined)
  }
}
