import { Type } from 'typebox'
import { Id, PageQuery, pageOf, problemAnswers, type Routes } from '../../platform/http.ts'
import { Invited, Member, MemberChange, NewMember } from './schema.ts'
import { changeMember, inviteMember, listMembers, memberOrRefuse, renewInvitation } from './service.ts'

const Params = Type.Object({ id: Id })
const MemberQuery = Type.Object({ ...PageQuery.properties, search: Type.Optional(Type.String({ maxLength: 100 })) })

/** The people of the workspace. */
export const memberRoutes: Routes = async (app) => {
  app.get(
    '/members',
    {
      config: { permission: 'members.read' },
      schema: {
        operationId: 'listMembers',
        tags: ['access'],
        summary: 'Members by name',
        querystring: MemberQuery,
        response: { 200: pageOf(Member, 'MemberPage'), ...problemAnswers },
      },
    },
    (request) => listMembers(request.context, request.query),
  )
  app.get(
    '/members/:id',
    {
      config: { permission: 'members.read' },
      schema: {
        operationId: 'readMember',
        tags: ['access'],
        summary: 'One member',
        params: Params,
        response: { 200: Member, ...problemAnswers },
      },
    },
    (request) => memberOrRefuse(request.context, request.params.id),
  )
  app.post(
    '/members',
    {
      config: { permission: 'members.write' },
      schema: {
        operationId: 'inviteMember',
        tags: ['access'],
        summary: 'Invite a member; the answer holds the link, once',
        body: NewMember,
        response: { 201: Invited, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return inviteMember(request.context, request.body)
    },
  )
  app.patch(
    '/members/:id',
    {
      config: { permission: 'members.write' },
      schema: {
        operationId: 'changeMember',
        tags: ['access'],
        summary: 'Change, deactivate or reactivate a member',
        params: Params,
        body: MemberChange,
        response: { 200: Member, ...problemAnswers },
      },
    },
    (request) => changeMember(request.context, request.params.id, request.body),
  )
  app.post(
    '/members/:id/invitation',
    {
      config: { permission: 'members.write' },
      schema: {
        operationId: 'renewInvitation',
        tags: ['access'],
        summary: 'A new link to join, or to choose a new password',
        params: Params,
        response: { 201: Invited, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return renewInvitation(request.context, request.params.id)
    },
  )
}
