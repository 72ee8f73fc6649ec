import { problemAnswers, type Routes } from '../../platform/http.ts'
import { BackupStatus } from './schema.ts'
import { askForBackup, readStatus } from './service.ts'

const tags = ['backups']
/** The right of administrators: a backup is of all workspaces. */
const may = { permission: 'workspace.write' }

/** How the backups of the installation stand. Restoring is done at the command line, into an empty folder. */
export const routes: Routes = async (app) => {
  app.get(
    '/backups',
    {
      config: may,
      schema: {
        operationId: 'readBackups',
        tags,
        summary: 'How old the last backup is, what it holds, and when the next is due',
        response: { 200: BackupStatus, ...problemAnswers },
      },
    },
    (request) => readStatus(request.context),
  )
  app.post(
    '/backups',
    {
      config: { ...may, perMinute: 10 },
      schema: {
        operationId: 'takeBackup',
        tags,
        summary: 'Take a backup now; it is worked on after the answer',
        response: { 202: BackupStatus, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(202)
      return askForBackup(request.context)
    },
  )
}
