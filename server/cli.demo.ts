import { type Command, optional, Wrong, withServices } from './cli.command.ts'
import { recordWiped } from './demo/audit.ts'
import { demoSignIn, demoTickets, loadDemo } from './demo/load.ts'
import { wipeDemo } from './demo/wipe.ts'
import { CannotStart } from './platform/cannot-start.ts'

export const demo: Command = {
  name: 'demo',
  usage: '[--tickets 5000] [--wipe]',
  summary: 'Loads demo data into a workspace of its own, or wipes that workspace and nothing else.',
  options: { tickets: { type: 'string' }, wipe: { type: 'boolean' } },
  run: async (call) => {
    if (call.values.wipe === true)
      return withServices(call, async (services, database) => {
        const removed = await wipeDemo(database.ownerUrl)
        await recordWiped(services, removed)
        return {
          words: removed === 0 ? 'There was no demo.' : `The demo is gone (${removed} rows).`,
          json: { removed },
        }
      })
    const tickets = Number(optional(call, 'tickets') ?? demoTickets)
    if (!Number.isInteger(tickets) || tickets < 1 || tickets > 100_000)
      throw new Wrong('--tickets must be a number from 1 to 100000.')
    return withServices(call, async (services) => {
      const progress = (done: number, all: number) => {
        if (done % 500 === 0) call.say(`${done} of ${all} tickets`)
      }
      const made = await loadDemo(services, { tickets, progress }).catch((error: unknown) => {
        throw error instanceof Error && error.message.startsWith('There is a demo')
          ? new CannotStart('There is a demo already.', 'Wipe it first: npx amends demo --wipe')
          : error
      })
      return {
        words: `The demo is ready: ${made.tickets} tickets.\n  Sign in as ${demoSignIn.email} (agent) or ${demoSignIn.manager} (manager), password ${demoSignIn.password}`,
        json: { ...made, signIn: demoSignIn },
      }
    })
  },
}
