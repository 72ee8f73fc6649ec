import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Config } from '../../platform/config.ts'
import { Done, done, problemAnswers, type Routes } from '../../platform/http.ts'
import type { Identity } from '../../platform/server.ts'
import type { Services } from '../../platform/services.ts'
import {
  Acceptance,
  Confirmation,
  Invitation,
  NewWorkspace,
  OpenSession,
  PasswordChange,
  ProfileChange,
  Session,
  Setup,
  SignIn,
} from './schema.ts'
import { confirmPassword, endOtherSession, endOtherSessions, openSessions } from './service.open-sessions.ts'
import {
  acceptInvitation,
  bearerContext,
  changePassword,
  changeProfile,
  readInvitation,
  readSession,
  signIn,
  signOut,
} from './service.sessions.ts'
import { readSetup, setUp } from './service.setup.ts'

/** Behind TLS the prefix has the browser vouch that this very host set the cookie, over TLS (RFC 6265bis §4.1.3). */
const cookieNameIn = ({ publicUrl }: Pick<Config, 'publicUrl'>): string =>
  publicUrl.startsWith('https:') ? '__Host-amends_session' : 'amends_session'

const SecretParams = Type.Object({ secret: Type.String({ maxLength: 200 }) })

/** A session cookie or a bearer token, whichever the request carries. */
export const identity: Identity = {
  secretOf: ({ config }, request) =>
    /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? request.cookies[cookieNameIn(config)],
  authenticate: async (services, request, options) => {
    const secret = identity.secretOf(services, request)
    return secret ? bearerContext(services, secret, request.id, options) : undefined
  },
}

/** Coming in and going out: set-up, sign-in, invitations, the own profile and sessions. */
export const sessionRoutes =
  (services: Services): Routes =>
  async (app) => {
    const cookieName = cookieNameIn(services.config)
    const cookie = {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: services.config.publicUrl.startsWith('https:'),
    } as const
    /** The session that the browser had until now ends: nobody carries two. */
    const enter = async (request: FastifyRequest, reply: FastifyReply, opened: { secret: string; expiresAt: Date }) => {
      const left = request.cookies[cookieName]
      if (left) await signOut(services, left)
      reply.setCookie(cookieName, opened.secret, { ...cookie, expires: opened.expiresAt }).code(201)
      return done
    }
    app.get(
      '/setup',
      {
        config: { public: 'a new installation has no members yet' },
        schema: {
          operationId: 'readSetup',
          tags: ['access'],
          summary: 'Whether this installation has a workspace',
          response: { 200: Setup, ...problemAnswers },
        },
      },
      () => readSetup(services),
    )
    app.post(
      '/setup',
      {
        config: { public: 'makes the first member; refused once there is one', perMinute: 20 },
        schema: {
          operationId: 'setUp',
          tags: ['access'],
          summary: 'Make the first workspace and its administrator',
          body: NewWorkspace,
          response: { 201: Done, ...problemAnswers },
        },
      },
      async (request, reply) => {
        await setUp(services, request.body)
        return enter(
          request,
          reply,
          await signIn(services, { email: request.body.email, password: request.body.password }, originOf(request)),
        )
      },
    )
    app.post(
      '/session',
      {
        config: { public: 'signing in', perMinute: 30 },
        schema: {
          operationId: 'signIn',
          tags: ['access'],
          summary: 'Sign in; the session comes as a cookie',
          body: SignIn,
          response: { 201: Done, ...problemAnswers },
        },
      },
      async (request, reply) => enter(request, reply, await signIn(services, request.body, originOf(request))),
    )
    app.get(
      '/session',
      {
        config: { signedIn: true },
        schema: {
          operationId: 'readSession',
          tags: ['access'],
          summary: 'Who I am and what I may do',
          response: { 200: Session, ...problemAnswers },
        },
      },
      (request) => readSession(request.context),
    )
    app.delete(
      '/session',
      {
        config: { public: 'signing out never fails' },
        schema: {
          operationId: 'signOut',
          tags: ['access'],
          summary: 'Sign out',
          response: { 200: Done, ...problemAnswers },
        },
      },
      async (request, reply) => {
        const secret = request.cookies[cookieName]
        if (secret) await signOut(services, secret)
        reply.clearCookie(cookieName, cookie)
        return done
      },
    )
    app.get(
      '/invitations/:secret',
      {
        config: { public: 'the link itself is the right', perMinute: 30 },
        schema: {
          operationId: 'readInvitation',
          tags: ['access'],
          summary: 'What an invitation is for',
          params: SecretParams,
          response: { 200: Invitation, ...problemAnswers },
        },
      },
      (request) => readInvitation(services, request.params.secret),
    )
    app.post(
      '/invitations/:secret',
      {
        config: { public: 'the link itself is the right', perMinute: 30 },
        schema: {
          operationId: 'acceptInvitation',
          tags: ['access'],
          summary: 'Choose a password and come in',
          params: SecretParams,
          body: Acceptance,
          response: { 201: Done, ...problemAnswers },
        },
      },
      async (request, reply) =>
        enter(
          request,
          reply,
          await acceptInvitation(services, request.params.secret, request.body.password, originOf(request)),
        ),
    )
    app.patch(
      '/profile',
      {
        config: { signedIn: true, inPerson: true },
        schema: {
          operationId: 'changeProfile',
          tags: ['access'],
          summary: 'Change my name, language, zone, preferences',
          body: ProfileChange,
          response: { 200: Session, ...problemAnswers },
        },
      },
      (request) => changeProfile(request.context, request.body),
    )
    app.put(
      '/profile/password',
      {
        config: { signedIn: true, inPerson: true, perMinute: 20 },
        schema: {
          operationId: 'changePassword',
          tags: ['access'],
          summary: 'Change my password; ends my sessions, this one goes on as a new one',
          body: PasswordChange,
          response: { 200: Done, ...problemAnswers },
        },
      },
      async (request, reply) => {
        const { secret, expiresAt } = await changePassword(request.context, request.body, originOf(request))
        reply.setCookie(cookieName, secret, { ...cookie, expires: expiresAt })
        return done
      },
    )
    app.get(
      '/sessions',
      {
        config: { signedIn: true, inPerson: true },
        schema: {
          operationId: 'listSessions',
          tags: ['access'],
          summary: 'Where I am signed in',
          response: { 200: Type.Array(OpenSession), ...problemAnswers },
        },
      },
      (request) => openSessions(request.context, request.cookies[cookieName]),
    )
    app.post(
      '/session/confirmation',
      {
        config: { signedIn: true, inPerson: true, perMinute: 20 },
        schema: {
          operationId: 'confirmPassword',
          tags: ['access'],
          summary: 'Give my password once more, for what asks for it within five minutes',
          body: Confirmation,
          response: { 200: Done, ...problemAnswers },
        },
      },
      async (request) => {
        await confirmPassword(request.context, request.cookies[cookieName], request.body.password)
        return done
      },
    )
    app.delete(
      '/sessions',
      {
        config: { signedIn: true, inPerson: true },
        schema: {
          operationId: 'endOtherSessions',
          tags: ['access'],
          summary: 'Sign out everywhere else; asks for the password within the last five minutes',
          response: { 200: Done, ...problemAnswers },
        },
      },
      async (request) => {
        await endOtherSessions(request.context, request.cookies[cookieName])
        return done
      },
    )
    app.delete(
      '/sessions/:id',
      {
        config: { signedIn: true, inPerson: true },
        schema: {
          operationId: 'endSession',
          tags: ['access'],
          summary: 'Sign out in one other place; asks for the password within the last five minutes',
          params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
          response: { 200: Done, ...problemAnswers },
        },
      },
      async (request) => {
        await endOtherSession(request.context, request.cookies[cookieName], request.params.id)
        return done
      },
    )
  }

const originOf = (request: FastifyRequest) => ({ userAgent: request.headers['user-agent'] ?? '', address: request.ip })
