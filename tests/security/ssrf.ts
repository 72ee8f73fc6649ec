import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { isIP } from 'node:net'
import { admitted } from '../../server/platform/mail/admitted.ts'
import { diagnose } from '../../server/platform/mail/diagnosis.ts'
import { hand } from '../../server/platform/mail/hand.ts'

/** Ways to write an address that is not on the public internet (classes: SSRF lists of OWASP and PortSwigger; written for us). */
export const inwardHosts: readonly string[] = [
  ...['127.0.0.1', '127.1', '127.0.1', '127.127.127.127', '127.255.255.254', '0', '0.0.0.0', '0x7f.1', '0x7f000001'],
  ...[
    '2130706433',
    '017700000001',
    '0177.0.0.01',
    '0177.1',
    '0x7f.0x0.0x0.0x1',
    '00000177.0.0.1',
    '127.00000.00000.0001',
  ],
  ...[
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:169.254.169.254',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ],
  ...['fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '::127.0.0.1', '::ffff:0:7f00:1', 'fec0::1'],
  ...['169.254.169.254', '0xa9fea9fe', '2852039166', '169.254.43518', '100.100.100.200', '192.0.0.192'],
  ...['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '198.18.0.1', '224.0.0.1', '240.0.0.1'],
  ...['255.255.255.255', 'localhost', 'LOCALHOST', 'localhost.', '10.1', '192.168.257', '0300.0250.1.1', '0xc0a80101'],
]

/** Addresses spread over every network that is not public: the first, the last, and some between. */
export function inwardAddresses(count: number): string[] {
  const networks = [
    '127.',
    '10.',
    '192.168.',
    '169.254.',
    '0.',
    '172.20.',
    '100.90.',
    '224.',
    '239.',
    '250.',
    '198.19.',
  ]
  return Array.from({ length: count }, (_, at) => {
    const start = networks[at % networks.length] ?? ''
    const parts = start.split('.').filter(Boolean)
    const rest = Array.from({ length: 4 - parts.length }, (_, place) => (at * 37 + place * 101) % 256)
    const plain = [...parts, ...rest].join('.')
    return at % 3 === 0 ? `::ffff:${plain}` : plain
  })
}

export interface SsrfRun {
  /** Addresses and names that something was told to connect to, each by every kind of outgoing connection. */
  readonly targets: number
  /** Those that were not refused. */
  readonly let: readonly string[]
  /** Sockets that this process opened meanwhile; one would be too many. */
  readonly connections: number
}

/**
 * Has letters handed to, and mailboxes tried at, `addresses` places in networks that are not public, every inward
 * spelling, and names whose address changes between two questions (ENGINEERING S7: 400 and rebinding, 0 connections).
 */
export async function connectInward({ addresses }: { readonly addresses: number }): Promise<SsrfRun> {
  let connections = 0
  const opened = () => {
    connections += 1
  }
  subscribe('net.client.socket', opened)
  try {
    const hosts = [...inwardAddresses(addresses), ...inwardHosts]
    const passed: string[] = []
    for (const host of hosts) {
      if ((await hand(serverAt(host), anyLetter, [])).status === 'taken') passed.push(`hand ${host}`)
      for (const protocol of ['imap', 'smtp'] as const)
        if ((await diagnose(protocol, { ...serverAt(host), folder: 'INBOX' }, [])).ok)
          passed.push(`${protocol} ${host}`)
    }
    for (const inward of hosts.filter((host) => isIP(host))) {
      const rebinding = ['93.184.215.14', inward].values()
      const resolver = async () => [{ address: rebinding.next().value ?? inward }]
      const first = await admitted(serverAt('rebind.test'), [], resolver)
      const second = await admitted(serverAt('rebind.test'), [], resolver).catch(() => undefined)
      if (first.host !== '93.184.215.14' || second) passed.push(`rebinding to ${inward}`)
    }
    return { targets: hosts.length, let: passed, connections }
  } finally {
    unsubscribe('net.client.socket', opened)
  }
}

const serverAt = (host: string) => ({ host, port: 25, security: 'none' as const, user: '', password: '' })

const anyLetter = {
  ...{ from: { name: 'A', address: 'a@desk.test' }, to: ['b@buyer.test'], subject: 'S', text: 'T' },
  ...{ messageId: 'm@desk.test', references: [], attachments: [], automatic: false, date: new Date(0) },
}
