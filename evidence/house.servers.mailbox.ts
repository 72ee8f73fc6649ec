import type { Locator } from 'playwright-core'
import type { Visit } from '../tests/e2e/visit.ts'
import type { MailServers } from '../tests/mail-servers/servers.ts'
import type { Line } from './line.ts'

/** A mailbox at Dovecot whose letters leave by OpenSMTPD, and the store that it is for. */
export interface WantedMailbox {
  readonly address: string
  readonly name: string
  readonly store: string
}

/** Connects a mailbox on the settings page as its manager would, and waits until the list says that it works. */
export async function connectMailbox(manager: Visit, servers: MailServers, wanted: WantedMailbox): Promise<Line> {
  const { page } = manager
  await manager.open('/settings/channels/new')
  const dialog = page.getByRole('dialog').last()
  const press = (name: string) => dialog.getByRole('button', { name, exact: true }).click()
  const fill = async (server: Locator, fields: { [label: string]: string }) => {
    for (const [label, words] of Object.entries(fields)) await server.getByLabel(label, { exact: true }).fill(words)
  }
  await dialog.getByLabel('E-mail address').fill(wanted.address)
  await dialog.getByLabel('Name', { exact: true }).fill(wanted.name)
  await dialog.getByLabel('Store', { exact: true }).click()
  await page.getByRole('combobox', { name: 'Store' }).last().fill(wanted.store)
  await page.getByRole('option', { name: wanted.store }).first().waitFor()
  await page.keyboard.press('Enter')
  const incoming = dialog.getByRole('group', { name: 'Incoming server (IMAP)' })
  const signIn = { 'User name': wanted.address, Password: 'secret' }
  await fill(incoming, { Server: 'localhost', Port: String(servers.imaps), ...signIn })
  const outgoing = dialog.getByRole('group', { name: 'Outgoing server (SMTP)' })
  await fill(outgoing, { Server: '127.0.0.1', Port: String(servers.smtp), 'User name': '', Password: '' })
  await outgoing.getByLabel('Encryption').selectOption({ label: 'none (same machine only)' })

  await press('Test connection')
  const doubted = 'IMAP: it does not work yet'
  await dialog.getByRole('heading', { name: doubted }).waitFor()
  await press('Trust this certificate')
  await press('Test connection')
  const verdicts = dialog.getByRole('heading', { name: /^(IMAP|SMTP): / })
  await verdicts.nth(1).waitFor()
  const said = [doubted, 'Trust this certificate', ...(await verdicts.allInnerTexts())]
  await press('Add mailbox')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('row').filter({ hasText: wanted.address }).getByText('Works', { exact: true }).waitFor()
  return {
    name: `${wanted.address} connected on the settings page`,
    figure: [...said, 'Works'].join(' → '),
    target: 'everything works, after its own certificate is trusted',
    ok: said.filter((words) => words.endsWith('everything works')).length === 2,
  }
}
