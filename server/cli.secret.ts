import { type Command, withServices } from './cli.command.ts'
import { listWorkspaces } from './modules/access/index.ts'
import { resealEnd } from './modules/audit/index.ts'
import { resealSecrets } from './modules/channels/index.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { systemContext } from './platform/context.ts'

export const secretRotate: Command = {
  name: 'secret rotate',
  usage: '',
  summary:
    'Seals what AMENDS_SECRET_OLD had sealed with the new AMENDS_SECRET: mailbox passwords and the ends of audit logs.',
  options: {},
  run: (call) =>
    withServices(call, async (services) => {
      if (services.config.oldSecret === null)
        throw new CannotStart(
          'AMENDS_SECRET_OLD is not set.',
          'Set it to the secret used until now, and AMENDS_SECRET to the new one: docs/security.md.',
        )
      const workspaces = []
      for (const { workspaceId, slug } of await listWorkspaces(services)) {
        const context = systemContext(services, workspaceId, 'command-line')
        workspaces.push({ slug, mailboxes: await resealSecrets(context), auditSealed: await resealEnd(context) })
      }
      const broken = workspaces.filter(({ auditSealed }) => !auditSealed)
      const mailboxes = workspaces.reduce((sum, each) => sum + each.mailboxes, 0)
      const lines = [
        `Sealed anew: the passwords of ${mailboxes} mailboxes, the audit logs of ${workspaces.length - broken.length} workspaces.`,
        ...broken.map(
          ({ slug }) => `✗ ${slug}: the end of its audit log fits neither secret; see npx amends audit verify.`,
        ),
      ]
      return { words: lines.join('\n'), json: { workspaces }, failed: broken.length > 0 }
    }),
}
