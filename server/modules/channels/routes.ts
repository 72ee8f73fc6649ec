import { Type } from 'typebox'
import { Done, done, Id, PageQuery, problemAnswers, type Routes } from '../../platform/http.ts'
import { Channel, ChannelChange, ChannelPage, ConnectionReport, ConnectionTrial, NewChannel } from './schema.ts'
import { tryChannel, trySettings } from './service.trials.ts'
import { changeChannel, channelOrRefuse, createChannel, deleteChannel, listChannels } from './service.ts'

const Params = Type.Object({ id: Id })
const tags = ['channels']

/** Mailboxes and addresses that mail comes in and goes out by. */
export const channelRoutes: Routes = async (app) => {
  app.get(
    '/channels',
    {
      config: { permission: 'channels.read' },
      schema: {
        operationId: 'listChannels',
        tags,
        summary: 'Channels by name, with the state of each',
        querystring: PageQuery,
        response: { 200: ChannelPage, ...problemAnswers },
      },
    },
    (request) => listChannels(request.context, request.query),
  )
  app.get(
    '/channels/:id',
    {
      config: { permission: 'channels.read' },
      schema: {
        operationId: 'readChannel',
        tags,
        summary: 'One channel',
        params: Params,
        response: { 200: Channel, ...problemAnswers },
      },
    },
    (request) => channelOrRefuse(request.context, request.params.id),
  )
  app.post(
    '/channels',
    {
      config: { permission: 'channels.write' },
      schema: {
        operationId: 'createChannel',
        tags,
        summary: 'Connect a mailbox, or name an address that the built-in receiver takes mail for',
        body: NewChannel,
        response: { 201: Channel, ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { imapPassword, smtpPassword, ...wanted } = request.body
      reply.code(201)
      return createChannel(request.context, wanted, {
        ...(imapPassword !== undefined && { imapPassword }),
        ...(smtpPassword !== undefined && { smtpPassword }),
      })
    },
  )
  app.patch(
    '/channels/:id',
    {
      config: { permission: 'channels.write' },
      schema: {
        operationId: 'changeChannel',
        tags,
        summary: 'Change, switch off or switch on a channel',
        params: Params,
        body: ChannelChange,
        response: { 200: Channel, ...problemAnswers },
      },
    },
    (request) => changeChannel(request.context, request.params.id, request.body),
  )
  app.delete(
    '/channels/:id',
    {
      config: { permission: 'channels.write' },
      schema: {
        operationId: 'deleteChannel',
        tags,
        summary: 'Delete a channel that no mail has gone through; otherwise switch it off',
        params: Params,
        response: { 200: Done, ...problemAnswers },
      },
    },
    async (request) => {
      await deleteChannel(request.context, request.params.id)
      return done
    },
  )
  app.post(
    '/channels/:id/trial',
    {
      config: { permission: 'channels.write' },
      schema: {
        operationId: 'tryChannel',
        tags,
        summary: 'Test the connection of a channel: every step, what is wrong, and how to mend it',
        params: Params,
        response: { 200: Type.Array(ConnectionReport), ...problemAnswers },
      },
    },
    (request) => tryChannel(request.context, request.params.id),
  )
  app.post(
    '/channel-trials',
    {
      config: { permission: 'channels.write' },
      schema: {
        operationId: 'tryChannelSettings',
        tags,
        summary: 'Test settings before they are kept',
        body: ConnectionTrial,
        response: { 200: Type.Array(ConnectionReport), ...problemAnswers },
      },
    },
    (request) => trySettings(request.context, request.body),
  )
}
