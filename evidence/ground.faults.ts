import { fault, told } from './ground.program.ts'
import type { Part, Size } from './line.ts'

/** How large a run is: quickly, as the issue asks, and for a night. */
const sizes = {
  quick: {
    mails: 2_000,
    kills: 10,
    replies: 1_000,
    mutations: 3_000,
    takeovers: 1,
    every: 20,
    runs: 1,
    seconds: 30,
    cuts: 200,
  },
  asked: {
    mails: 20_000,
    kills: 30,
    replies: 50_000,
    mutations: 100_000,
    takeovers: 3,
    every: 1,
    runs: 3,
    seconds: 300,
    cuts: 10_000,
  },
  full: {
    mails: 1_000_000,
    kills: 200,
    replies: 50_000,
    mutations: 100_000,
    takeovers: 3,
    every: 1,
    runs: 100,
    seconds: 300,
    cuts: 10_000,
  },
}
const sizeOf = ({ asked, full }: Size) => (full ? sizes.full : asked ? sizes.asked : sizes.quick)

/** What is accepted is kept, once, where it belongs, whatever is killed (ENGINEERING R1). */
export const kills: Part = {
  name: 'kills',
  async show(size, say) {
    const { mails, kills } = sizeOf(size)
    const run = await fault('ingest', ['--mails', String(mails), '--kills', String(kills)], say)
    const faults = ['lost', 'doubled', 'astray']
    return [
      {
        name: `${mails} mails by LMTP and IMAP under ${kills} kills of server, workers and database`,
        figure: `${told(run, faults)}; ${run.byImap} by IMAP, ${run.handedOver} times handed over, ${JSON.stringify(run.kills)}, ${Math.round(Number(run.seconds))} s`,
        target: '0 lost, 0 doubled, 0 out of thread; some of them by IMAP',
        ok: run.clean && Number(run.byImap) > 0,
      },
    ]
  },
}

/** Letters leave once, whatever the mail server does (R2). */
export const sending: Part = {
  name: 'sending',
  async show(size, say) {
    const { replies, kills } = sizeOf(size)
    const run = await fault('send', ['--replies', String(replies), '--kills', String(Math.min(kills, 30))], say)
    const faults = ['lost', 'doubled', 'misreported', 'disordered']
    return [
      {
        name: `${replies} replies to a mail server that misbehaves at every command`,
        figure: `${told(run, faults)}; misdeeds ${JSON.stringify(run.misdeeds)}, ${Math.round(Number(run.seconds))} s`,
        target: '0 lost; doubled only where 250 was lost after the final dot, with the same Message-ID',
        ok: run.clean,
      },
    ]
  },
}

/** A request that comes again has one effect (R3), and a dead worker's job is done by another (R4). */
export const again: Part = {
  name: 'again',
  async show(size, say) {
    const { mutations, takeovers } = sizeOf(size)
    const run = await fault('repeat', ['--mutations', String(mutations)], say)
    const faults = ['lost', 'doubled', 'unequal', 'confused']
    const taken = await fault('takeover', ['--takeovers', String(takeovers)], say)
    return [
      {
        name: `${mutations} mutations, each sent one to five times, connections cut`,
        figure: told(run, faults),
        target: 'one effect each, the same answer each time',
        ok: run.clean,
      },
      {
        name: 'the job of a killed worker is taken over',
        figure: `after ${Number(taken.worst).toFixed(1)} s at the latest`,
        target: '≤ 60 s',
        ok: taken.clean,
      },
    ]
  },
}

/** Whatever call fails, once, the day ends as it would have (R9). */
export const io: Part = {
  name: 'io',
  async show(size, say) {
    const { every } = sizeOf(size)
    const run = await fault('io', ['--every', String(every)], say)
    return [
      {
        name: `${every === 1 ? 'every call' : `every ${every}th call`} of a day (database, SMTP, IMAP, files) fails once, in each way`,
        figure: `${told(run, ['unequal', 'unreached', 'runs', 'calls', 'sites', 'sitesReached'])}, ${Math.round(Number(run.seconds))} s`,
        target: 'after trying again the same state as without a fault; every place of a call reached',
        ok: run.clean,
      },
    ]
  },
}

/** Many at the same few tickets, and nothing is lost between them (R5); nor between a commit and what it tells (R4). */
export const histories: Part = {
  name: 'histories',
  async show(size, say) {
    const { runs, seconds, cuts } = sizeOf(size)
    const run = await fault('histories', ['--runs', String(runs), '--seconds', String(seconds)], say)
    const faults = ['lost', 'doubled', 'undue', 'crossed', 'clocks', 'miscounted', 'leaked']
    const events = await fault('events', ['--cuts', String(cuts)], say)
    return [
      {
        name: `${runs} × ${seconds} s of 20 agents at the same tickets, with kills and cut connections`,
        figure: told(run, [...faults, 'operations', 'lines', 'kills']),
        target: '0 anomalies',
        ok: run.clean,
      },
      {
        name: `${cuts} connections cut after a commit, before the waking call, or between the work of a job and its end`,
        figure: told(events, ['lost', 'doubled', 'astray', 'disordered', 'cuts', 'emitted', 'kills']),
        target: 'each event told at least once, applied once, those of a ticket in their order',
        ok: events.clean,
      },
    ]
  },
}
