import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import type { MailServer } from './server.ts'

/** Finds the addresses of a name. */
export type Resolve = (host: string) => Promise<readonly { readonly address: string }[]>

const bySystem: Resolve = (host) => lookup(host, { all: true, order: 'ipv4first' })

/** What a self-hosted desk may reach besides the public internet. */
export const everyNetwork: readonly string[] = ['loopback', 'private']

const loopback = ['127.0.0.0/8', '::1/128']
/** RFC 1918, RFC 6598 (behind a carrier's NAT), RFC 4193. */
const privately = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']
/**
 * Never a mail server: this network, link-local (cloud metadata lives there), multicast, reserved, benchmarks, the
 * documentation's (RFC 6890), and the metadata services of Amazon (IPv6), Alibaba and Oracle.
 */
const never = listOf([
  ...['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4', '100.100.100.200/32'],
  ...['::/128', 'fe80::/10', 'fec0::/10', 'ff00::/8', 'fd00:ec2::/32', '100::/64', '2001:db8::/32'],
])
const inside = listOf([...loopback, ...privately])

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

const named: Readonly<Record<string, readonly string[]>> = { loopback, private: privately }

/** Whether a connection to this address may be made, when these networks are admitted besides the public internet. */
export function isAdmitted(address: string, networks: readonly string[]): boolean {
  const plain = embeddedIn(address) ?? address.replace(/%.*$/, '')
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
  if (isIP(plain) === 0 || never.check(plain, family)) return false
  const admitted = listOf(networks.flatMap((network) => named[network] ?? [network]))
  return admitted.check(plain, family) || !inside.check(plain, family)
}

/**
 * The IPv4 address that an IPv6 address stands for: mapped (RFC 4291), compatible, translated (RFC 6052 and 8215), 6to4
 * (RFC 3056). Undefined for all others.
 */
function embeddedIn(address: string): string | undefined {
  if (isIP(address) !== 6) return undefined
  const words = wordsOf(address)
  const text = words.map((word) => word.toString(16)).join(':')
  const v4 = (high = 0, low = 0) => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
  if (text.startsWith('2002:')) return v4(words[1], words[2])
  if (/^0:0:0:0:(0|ffff):(0|ffff):|^64:ff9b:/.test(text) && !/^0:0:0:0:0:0:0:[01]$/.test(text))
    return v4(words[6], words[7])
  return undefined
}

/** The eight words of an IPv6 address. */
function wordsOf(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)(?:%.*)?$/.exec(address)
  const plain = dotted
    ? `${dotted[1]}${pairOf(dotted[2], dotted[3])}:${pairOf(dotted[4], dotted[5])}`
    : address.replace(/%.*$/, '')
  const [head = '', tail] = plain.split('::')
  const numbers = (part: string) => (part ? part.split(':').map((word) => Number.parseInt(word, 16)) : [])
  const [before, after] = [numbers(head), numbers(tail ?? '')]
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}

const pairOf = (high = '0', low = '0'): string => (Number(high) * 256 + Number(low)).toString(16)

/**
 * A server as it may be connected to (ENGINEERING S7): its name is resolved here, once, and every address of it must be
 * admitted; the connection goes to that address, so that a name cannot mean another place a moment later. Its
 * certificate is still judged by the name. Rejects with EADDRESSREFUSED.
 */
export async function admitted<Server extends MailServer>(
  server: Server,
  networks: readonly string[],
  resolve: Resolve = bySystem,
): Promise<Server> {
  const found = await resolve(server.host)
  const refused = found.find(({ address }) => !isAdmitted(address, networks))
  const first = found[0]
  if (refused || !first)
    throw Object.assign(new Error(`${refused?.address ?? server.host} is in a network that is not admitted`), {
      code: 'EADDRESSREFUSED',
    })
  return { ...server, host: first.address, servername: server.servername ?? server.host }
}
