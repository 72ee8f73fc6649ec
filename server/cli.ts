#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { auditCheckpoint, auditVerify } from './cli.audit.ts'
import { backup, backupVerify } from './cli.backup.ts'
import { type Call, type Command, type Outcome, Wrong } from './cli.command.ts'
import { demo } from './cli.demo.ts'
import { doctor } from './cli.doctor.ts'
import { migrate } from './cli.migrate.ts'
import { restore } from './cli.restore.ts'
import { secretRotate } from './cli.secret.ts'
import { serve, worker } from './cli.serve.ts'
import { tokenCreate } from './cli.token.ts'
import { userAdd, userLink } from './cli.user.ts'
import { version } from './cli.version.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { Refusal, wordsOf } from './platform/errors.ts'

const commands: readonly Command[] = [
  serve,
  worker,
  migrate,
  demo,
  userAdd,
  userLink,
  tokenCreate,
  auditVerify,
  auditCheckpoint,
  backupVerify,
  backup,
  restore,
  secretRotate,
  doctor,
  version,
]

/** Done; refused or failed, with the mend; called in a way that is not understood. */
const exitCodes = { done: 0, failed: 1, misused: 2 } as const

/** Runs one command line and returns the exit code. Results go to standard output, everything else to standard error. */
async function main(args: readonly string[]): Promise<number> {
  const json = args.includes('--json')
  try {
    const { command, rest } = find(args.filter((word) => word !== '--json'))
    if (command === null) return show(help(rest), json)
    const { values } = parse(command, rest)
    if (values.help === true) return show(help([command.name]), json)
    const call: Call = {
      values,
      json,
      env: process.env,
      cwd: process.cwd(),
      say: (line) => console.error(`amends: ${line}`),
    }
    return show(await command.run(call), json)
  } catch (error) {
    return complain(error, json)
  }
}

function find(args: readonly string[]): { command: Command | null; rest: readonly string[] } {
  const [first = 'help', ...rest] = args
  if (['help', '--help', '-h'].includes(first)) return { command: null, rest }
  if (['--version', '-v'].includes(first)) return { command: version, rest }
  const command = commands.find(({ name }) => name === [first, ...rest].slice(0, name.split(' ').length).join(' '))
  if (command === undefined) throw new Wrong(`There is no command "${[first, ...rest].slice(0, 2).join(' ')}".`)
  return { command, rest: rest.slice(command.name.split(' ').length - 1) }
}

function parse(command: Command, args: readonly string[]): { values: Call['values'] } {
  try {
    const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
  } catch (error) {
    throw new Wrong(`${error instanceof Error ? error.message : error} (amends ${command.name} ${command.usage})`)
  }
}

function help(topic: readonly string[]): Outcome {
  const asked = commands.find(({ name }) => name === topic.join(' '))
  if (topic.length > 0 && asked === undefined) throw new Wrong(`There is no command "${topic.join(' ')}".`)
  const shown = asked === undefined ? commands : [asked]
  const lines = shown.map(({ name, usage, summary }) => `  amends ${`${name} ${usage}`.trim()}\n      ${summary}`)
  const words = `Amends, the after-sales desk.\n\n${lines.join('\n')}

  amends help [command]
  --json prints the result as one JSON object on standard output.

Exit codes: 0 done, 1 refused or failed (the mend is printed), 2 called in a way that is not understood.
Settings come from the environment: docs/settings.md`
  return { words, json: { commands: shown.map(({ name, usage, summary }) => ({ name, usage, summary })), exitCodes } }
}

function show({ words, json, failed = false }: Outcome, asJson: boolean): number {
  const text = asJson ? JSON.stringify(json) : words
  if (text !== '') console.log(text)
  return failed ? exitCodes.failed : exitCodes.done
}

/** A person reads what is wrong and what to do; a defect shows its stack, for the report. */
function complain(error: unknown, json: boolean): number {
  const { reason, mend } = wordsFor(error)
  if (json) console.log(JSON.stringify({ error: { reason, mend } }))
  else console.error(`\namends: ${reason}${mend === '' ? '' : `\n  ${mend}`}\n`)
  return error instanceof Wrong ? exitCodes.misused : exitCodes.failed
}

function wordsFor(error: unknown): { reason: string; mend: string } {
  if (error instanceof CannotStart) return { reason: error.message, mend: error.mend }
  if (error instanceof Refusal) return { reason: wordsOf(error, 'en'), mend: '' }
  if (error instanceof Wrong) return { reason: error.message, mend: 'See: amends help' }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { reason: `a defect of Amends, please report it: ${stack}`, mend: '' }
}

process.exitCode = await main(process.argv.slice(2))
