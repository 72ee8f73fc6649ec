import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type Call, type Command, optional, required, Wrong, withServices } from './cli.command.ts'
import { listWorkspaces } from './modules/access/index.ts'
import { type ChainFindings, Checkpoint, makeCheckpoint, verifyChain } from './modules/audit/index.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { systemContext } from './platform/context.ts'
import { reasonOf } from './platform/folder.ts'
import type { Services } from './platform/services.ts'

const Checkpoints = Type.Object({ checkpoints: Type.Array(Checkpoint) })

type Breach = ChainFindings['breaches'][number]

export const auditVerify: Command = {
  name: 'audit verify',
  usage: '[--workspace slug] [--checkpoint file]',
  summary:
    'Follows every workspace’s chain of audit entries and names those that were altered, taken out, put in or moved.',
  options: { workspace: { type: 'string' }, checkpoint: { type: 'string' } },
  run: async (call) => {
    const checkpoints = await readCheckpoints(call)
    return withServices(call, async (services) => {
      const workspaces = await chosen(services, call)
      const found = []
      for (const { workspaceId, slug } of workspaces) {
        const own = checkpoints.filter((checkpoint) => checkpoint.workspaceId === workspaceId)
        const { checked, breaches } = await verifyChain(systemContext(services, workspaceId, 'command-line'), own)
        found.push({ workspaceId, slug, checked, breaches })
      }
      const gone = checkpoints.filter(({ workspaceId }) => !workspaces.some((each) => each.workspaceId === workspaceId))
      const lost = optional(call, 'workspace') ? [] : [...new Set(gone.map(({ workspaceId }) => workspaceId))]
      const sound = lost.length === 0 && found.every(({ breaches }) => breaches.length === 0)
      const lines = [
        ...found.map(({ slug, checked, breaches }) => lineOf(slug, checked, breaches)),
        ...lost.map((workspaceId) => `✗ ${workspaceId}: in the checkpoint, but no workspace of this installation`),
        sound ? 'The audit log is whole.' : 'The audit log was tampered with, or part of it was lost.',
      ]
      return { words: lines.join('\n'), json: { sound, workspaces: found, lost }, failed: !sound }
    })
  },
}

export const auditCheckpoint: Command = {
  name: 'audit checkpoint',
  usage: '--out file',
  summary: 'Writes the present end of every audit log, signed, to a file. Keep it on another machine; verify takes it.',
  options: { out: { type: 'string' } },
  run: async (call) => {
    const file = resolve(call.cwd, required(call, 'out'))
    return withServices(call, async (services) => {
      const checkpoints = []
      for (const { workspaceId } of await listWorkspaces(services))
        checkpoints.push(await makeCheckpoint(systemContext(services, workspaceId, 'command-line')))
      const written = checkpoints.filter((checkpoint) => checkpoint !== undefined)
      await writeFile(file, `${JSON.stringify({ checkpoints: written }, null, 2)}\n`).catch((error: unknown) => {
        throw new CannotStart(`${file} cannot be written (${reasonOf(error)}).`, 'Name a file in a folder of yours.')
      })
      const words = `${file} holds the end of ${written.length} audit ${written.length === 1 ? 'log' : 'logs'}. Keep it on another machine.`
      return { words, json: { file, checkpoints: written } }
    })
  },
}

async function chosen(services: Services, call: Call) {
  const slug = optional(call, 'workspace')
  const workspaces = await listWorkspaces(services)
  const found = slug === undefined ? workspaces : workspaces.filter((workspace) => workspace.slug === slug)
  if (slug !== undefined && found.length === 0)
    throw new CannotStart(`There is no workspace "${slug}".`, 'Name one that exists, or leave --workspace out.')
  return found
}

async function readCheckpoints(call: Call): Promise<readonly Checkpoint[]> {
  const file = optional(call, 'checkpoint')
  if (file === undefined) return []
  const text = await readFile(resolve(call.cwd, file), 'utf8').catch((error: unknown) => {
    throw new CannotStart(`${file} cannot be read (${reasonOf(error)}).`, 'Name a file that audit checkpoint wrote.')
  })
  try {
    return Value.Parse(Checkpoints, JSON.parse(text)).checkpoints
  } catch {
    throw new Wrong(`${file} is no file that audit checkpoint wrote.`)
  }
}

function lineOf(slug: string, checked: number, breaches: readonly Breach[]): string {
  if (breaches.length === 0) return `✓ ${slug}: ${checked} entries, whole`
  return [`✗ ${slug}: ${checked} entries`, ...breaches.map((breach) => `    ${wordsOf(breach)}`)].join('\n')
}

function wordsOf({ breach, from, to }: Breach): string {
  const entries = from === to ? `entry ${from}` : `entries ${from} to ${to}`
  const words: Record<Breach['breach'], string> = {
    altered: `${entries}: altered after it was written`,
    missing: `${entries}: missing`,
    replaced: `${entries}: the one does not follow from the other; one of them was replaced`,
    'cut-short': `${entries}: cut from the end`,
    'beyond-end': `${entries}: added past the sealed end`,
    'end-missing': `the sealed end is missing`,
    'end-altered': `the sealed end does not fit entry ${to}: the end was altered, or entries before it were written anew`,
    'checkpoint-forged': `the checkpoint at entry ${to} was not signed by this installation`,
    'checkpoint-differs': `${entries}: not what they were when the checkpoint was written`,
  }
  return words[breach]
}
