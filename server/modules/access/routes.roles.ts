import { Type } from 'typebox'
import { Done, done, Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { NewRole, Role, RoleChange, Team, TeamFields } from './schema.ts'
import { changeRole, createRole, deleteRole, listRoles } from './service.roles.ts'
import { changeTeam, createTeam, deleteTeam, listTeams } from './service.teams.ts'

const Params = Type.Object({ id: Id })
const tags = ['access']

/** What members may do, and in which teams they work. `known` is every permission of the house. */
export const roleRoutes =
  (known: ReadonlySet<string>): Routes =>
  async (app) => {
    app.get(
      '/roles',
      {
        config: { permission: 'members.read' },
        schema: {
          operationId: 'listRoles',
          tags,
          summary: 'Roles and their permissions',
          response: { 200: Type.Array(Role), ...problemAnswers },
        },
      },
      (request) => listRoles(request.context),
    )
    app.put(
      '/roles/:id',
      {
        config: { permission: 'roles.write' },
        schema: {
          operationId: 'changeRole',
          tags,
          summary: 'Change what a role may do',
          params: Params,
          body: RoleChange,
          response: { 200: Role, ...problemAnswers },
        },
      },
      (request) => changeRole(request.context, request.params.id, request.body, known),
    )
    app.post(
      '/roles',
      {
        config: { permission: 'roles.write' },
        schema: {
          operationId: 'createRole',
          tags,
          summary: 'Make a role after the pattern of another',
          body: NewRole,
          response: { 201: Role, ...problemAnswers },
        },
      },
      async (request, reply) => {
        reply.code(201)
        return createRole(request.context, request.body, known)
      },
    )
    app.delete(
      '/roles/:id',
      {
        config: { permission: 'roles.write' },
        schema: {
          operationId: 'deleteRole',
          tags,
          summary: 'Delete a role of your own that nobody holds',
          params: Params,
          response: { 200: Done, ...problemAnswers },
        },
      },
      async (request) => {
        await deleteRole(request.context, request.params.id)
        return done
      },
    )
    app.get(
      '/teams',
      {
        config: { permission: 'members.read' },
        schema: {
          operationId: 'listTeams',
          tags,
          summary: 'Teams and who belongs to them',
          response: { 200: Type.Array(Team), ...problemAnswers },
        },
      },
      (request) => listTeams(request.context),
    )
    app.post(
      '/teams',
      {
        config: { permission: 'members.write' },
        schema: {
          operationId: 'createTeam',
          tags,
          summary: 'Make a team',
          body: TeamFields,
          response: { 201: Team, ...problemAnswers },
        },
      },
      async (request, reply) => {
        reply.code(201)
        return createTeam(request.context, request.body)
      },
    )
    app.put(
      '/teams/:id',
      {
        config: { permission: 'members.write' },
        schema: {
          operationId: 'changeTeam',
          tags,
          summary: 'Rename a team, and say who belongs to it',
          params: Params,
          body: TeamFields,
          response: { 200: Team, ...problemAnswers },
        },
      },
      (request) => changeTeam(request.context, request.params.id, request.body),
    )
    app.delete(
      '/teams/:id',
      {
        config: { permission: 'members.write' },
        schema: {
          operationId: 'deleteTeam',
          tags,
          summary: 'Delete a team; its members stay',
          params: Params,
          response: { 200: Done, ...problemAnswers },
        },
      },
      async (request) => {
        await deleteTeam(request.context, request.params.id)
        return done
      },
    )
  }
