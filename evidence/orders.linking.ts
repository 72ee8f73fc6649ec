import { judgeDemo, judgeLetters, type LinkingVerdict } from '../tests/awkward/linking.ts'
import { openFaultDesk } from '../tests/faults/desk.ts'
import { freePort } from '../tests/setup/free-port.ts'
import type { Line, Part } from './line.ts'

const sizes = { quick: { tickets: 300, letters: 510 }, asked: { tickets: 5_000, letters: 2_040 } }
/** Of a hundred letters so many must find their order; none a wrong one without a mark (issue “orders”, Must show). */
const least = 0.99

/** Which order a letter is about, through the running product: letters by mail, the demo's tickets, and what was made of them. */
export const linking: Part = {
  name: 'linking',
  async show({ asked, full }, say) {
    const { tickets, letters } = asked || full ? sizes.asked : sizes.quick
    const desk = await openFaultDesk({}, undefined, tickets)
    try {
      const api = await desk.api()
      const lmtpPort = await freePort()
      await desk.work({ AMENDS_LMTP_PORT: String(lmtpPort) })
      const at = { desk, port: api.port, lmtpPort }
      const demo = await judgeDemo(at, tickets)
      say(`${tickets} tickets of the demo judged`)
      const awkward = await judgeLetters(at, letters)
      for (const as of [...demo.wrong, ...awkward.wrong].slice(0, 30)) say(as)
      return [lineOf('tickets of the demo', demo), lineOf('awkward letters by mail', awkward)]
    } finally {
      await desk.close()
    }
  },
}

const lineOf = (name: string, { letters, right, marked, unmarked }: LinkingVerdict): Line => ({
  name: `${name}: the order they are about`,
  figure: `${right} of ${letters} right (${((100 * right) / letters).toFixed(2)} %), ${marked} wrong and marked or left open, ${unmarked.length} wrong unmarked`,
  target: `≥ ${least * 100} % right, 0 wrong without a mark of low confidence`,
  ok: right >= letters * least && unmarked.length === 0,
})
