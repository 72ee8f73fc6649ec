import { doorOfDesk } from '../tests/awkward/desk-door.ts'
import { awkwardFiles } from '../tests/awkward/every-file.ts'
import { samplesAreHere } from '../tests/awkward/other-reports.ts'
import { readAllIn } from '../tests/awkward/read-in.ts'
import { sendTooLarge, type TooLarge } from '../tests/awkward/too-large.ts'
import { openFaultDesk } from '../tests/faults/desk.ts'
import type { Line, Part } from './line.ts'

/** Two gigabytes, as the issue names them. */
const tooLarge = 2_000_000_000
/** Megabytes: what the server may hold above what it held, what of a declared file may be sent, what may lie on its disk. */
const limits = { memory: 100, sent: 32, disk: 1_000 }

/** Awkward files through the running product: each read as it was meant or refused by row and column; 2 GB refused early. */
export const awkward: Part = {
  name: 'awkward',
  async show(_size, say) {
    const desk = await openFaultDesk()
    try {
      const api = await desk.api()
      await desk.work()
      const [store] = await desk.sql<{ id: string }>('select id from stores order by id limit 1')
      if (!store) throw new Error('the demo has no store')
      say(
        `${awkwardFiles.length} files${samplesAreHere ? '' : ', without the real reports: ../shared/data is not there'}`,
      )
      const wrong = await readAllIn(doorOfDesk(desk, api.port), store.id, awkwardFiles)
      for (const [name, faults] of wrong) say(`${name}: ${faults.join('; ')}`)
      const folder = desk.env.AMENDS_DATA ?? ''
      const sending = { port: api.port, pid: api.pid, token: desk.token, folder, bytes: tooLarge }
      const declared = await sendTooLarge({ ...sending, isDeclared: true })
      const endless = await sendTooLarge({ ...sending, isDeclared: false })
      return [
        {
          name: 'awkward files, imported cell by cell as meant or refused with row, column and reason in both languages',
          figure: `${awkwardFiles.length - wrong.size} of ${awkwardFiles.length}`,
          target: 'all of at least 40',
          ok: wrong.size === 0 && awkwardFiles.length >= 40 && desk.ended().length === 0,
        },
        refusal('2 GB that say so', declared, declared.sent <= limits.sent && declared.disk <= 1),
        refusal('2 GB that do not say so', endless, endless.disk <= limits.disk),
      ]
    } finally {
      await desk.close()
    }
  },
}

function refusal(name: string, { status, code, sent, memory, disk, left, seconds }: TooLarge, isEarly: boolean): Line {
  return {
    name,
    figure: `${status} ${code} after ${sent} MB and ${seconds} s; memory +${memory} MB, disk +${disk} MB, left ${left} MB`,
    target: `refused by name, memory ≤ +${limits.memory} MB, disk ≤ what one file may take, nothing left`,
    ok: status === 413 && code === 'imports.too-large' && isEarly && memory <= limits.memory && left === 0,
  }
}
