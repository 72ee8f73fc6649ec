import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { type DiagnosisStep, diagnose } from '../../platform/mail/diagnosis.ts'
import type { Mailbox } from '../../platform/mail/mailbox.ts'
import { connectionAdvice } from './errors.ts'
import type { ChannelSettings, ConnectionReport, ConnectionTrial } from './schema.ts'
import { type ChannelSecrets, channelOrRefuse, secretsOf } from './service.ts'

/** Tries the servers of a channel as it is kept. */
export async function tryChannel(context: Context, id: string): Promise<ConnectionReport[]> {
  const channel = await channelOrRefuse(context, id)
  return report(context, channel.settings, await secretsOf(context, id))
}

/**
 * Tries settings before they are kept. A kept password is used only towards the server it was given for: another server
 * must not get it.
 */
export async function trySettings(context: Context, trial: ConnectionTrial): Promise<ConnectionReport[]> {
  const kept = trial.channelId ? await keptFor(context, trial.channelId, trial.settings) : {}
  return report(context, trial.settings, {
    ...kept,
    ...(trial.imapPassword !== undefined && { imapPassword: trial.imapPassword }),
    ...(trial.smtpPassword !== undefined && { smtpPassword: trial.smtpPassword }),
  })
}

async function keptFor(context: Context, id: string, settings: ChannelSettings): Promise<ChannelSecrets> {
  const channel = await channelOrRefuse(context, id)
  const { imapPassword, smtpPassword } = await secretsOf(context, id)
  const isSame = (protocol: 'imap' | 'smtp') => settings[protocol]?.host === channel.settings[protocol]?.host
  return {
    ...(imapPassword !== undefined && isSame('imap') && { imapPassword }),
    ...(smtpPassword !== undefined && isSame('smtp') && { smtpPassword }),
  }
}

async function report(
  context: Context,
  settings: ChannelSettings,
  secrets: ChannelSecrets,
): Promise<ConnectionReport[]> {
  const servers = [
    ['imap', settings.imap, secrets.imapPassword],
    ['smtp', settings.smtp, secrets.smtpPassword],
  ] as const
  const known = servers.flatMap(([protocol, server, password]) => (server ? [{ protocol, server, password }] : []))
  if (known.length === 0) throw new Refusal('channels.nothing-to-try')
  return Promise.all(
    known.map(async ({ protocol, server, password }) => {
      const mailbox: Mailbox = { ...server, password: password ?? '', folder: settings.folder ?? 'INBOX' }
      const found = await diagnose(protocol, mailbox, context.services.config.mailNetworks)
      return {
        protocol,
        ok: found.ok,
        steps: found.steps.map((step) => worded(context, step)),
        certificate: found.certificate ?? null,
      }
    }),
  )
}

function worded(context: Context, { step, ok, code, said }: DiagnosisStep): ConnectionReport['steps'][number] {
  return {
    step,
    ok,
    code: code ?? null,
    advice: code ? connectionAdvice[code][context.language] : null,
    said: said ?? null,
  }
}
