export { accessProblems } from './errors.ts'
export { authenticate, sessionRoutes } from './routes.sessions.ts'
export { memberRoutes } from './routes.ts'
export { type Member, permissions, type Role, spoken } from './schema.ts'
export { createToken, openSession } from './service.sessions.ts'
export {
  createWorkspace,
  findWorkspace,
  listWorkspaces,
  setUp,
  workspaceCreated,
  workspaceIds,
} from './service.setup.ts'
export {
  activeMembers,
  addMember,
  inviteMember,
  listRoles,
  membersByIds,
  membersHolding,
  permissionsOf,
  readWorkspace,
} from './service.ts'
