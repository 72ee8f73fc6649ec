export { accessProblems } from './errors.ts'
export { roleRoutes } from './routes.roles.ts'
export { identity, sessionRoutes } from './routes.sessions.ts'
export { tokenRoutes } from './routes.tokens.ts'
export { memberRoutes } from './routes.ts'
export { type Member, permissions, type Role, spoken } from './schema.ts'
export { invalidSignIns } from './service.cleanups.ts'
export { listRoles } from './service.roles.ts'
export { openSession } from './service.sessions.ts'
export {
  createWorkspace,
  findWorkspace,
  listWorkspaces,
  setUp,
  workspaceCreated,
  workspaceIds,
} from './service.setup.ts'
export { createToken } from './service.tokens.ts'
export {
  activeMembers,
  addMember,
  inviteMember,
  memberNames,
  membersByIds,
  membersHolding,
  permissionsOf,
  readWorkspace,
  renewInvitation,
} from './service.ts'
