import { createServer } from 'node:net'
import { CannotStart } from './platform/cannot-start.ts'
import { originAt, type Settings } from './platform/config.ts'
import { reasonOf } from './platform/folder.ts'

/** What a process does: everything, only requests, or only jobs and mail. */
export type Role = 'all' | 'api' | 'worker'

/**
 * Sees that the ports of this role can be listened on, before anything else is started, and replaces 0 by a free one,
 * so that addresses in mail and on the screen are right from the beginning.
 * @throws CannotStart naming the setting when a port is taken or not allowed
 */
export async function claimPorts(given: Settings, role: Role): Promise<Settings> {
  const { host, mailHost } = given
  const mail = async (port: number | null, setting: string) =>
    port === null || role === 'api' ? port : claim(mailHost, port, setting, 'AMENDS_MAIL_HOST')
  const port = role === 'worker' ? given.port : await claim(host, given.port, 'PORT', 'HOST')
  const isDefault = given.publicUrl === originAt(host, given.port)
  return {
    ...given,
    port,
    publicUrl: isDefault ? originAt(host, port) : given.publicUrl,
    smtpPort: await mail(given.smtpPort, 'AMENDS_SMTP_PORT'),
    lmtpPort: await mail(given.lmtpPort, 'AMENDS_LMTP_PORT'),
  }
}

function claim(host: string, port: number, portSetting: string, hostSetting: string): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', (error) => fail(refusalOf(reasonOf(error), host, port, portSetting, hostSetting)))
    server.listen(port, host, () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : port))
    })
  })
}

function refusalOf(reason: string, host: string, port: number, portSetting: string, hostSetting: string): CannotStart {
  if (reason === 'EADDRINUSE')
    return new CannotStart(
      `The port ${port} on ${host} is in use by another program, or by another Amends.`,
      `Stop that one, or take another port: ${portSetting}=${port < 65_000 ? port + 1 : port - 1} npm start`,
    )
  if (reason === 'EACCES')
    return new CannotStart(
      `This user may not listen on port ${port}.`,
      `Take a port above 1023 (${portSetting}) and put a proxy or mail server before it.`,
    )
  return new CannotStart(
    `Nothing can listen on ${host}:${port} (${reason}).`,
    `Correct ${hostSetting}: it must be an address of this machine.`,
  )
}
