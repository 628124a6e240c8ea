import { z } from 'zod'
import { notFound } from '../../kernel/failure.ts'
import { ApiKeys, ChangeMe, ChangePassword, MakeApiKey, Me, NewApiKey, Sessions } from './api.ts'
import { apiKeysOf, makeApiKey, removeApiKey } from './api-keys.ts'
import { changeMe, me } from './me.ts'
import { iso } from './moments.ts'
import { allow } from './policy.ts'
import { route } from './route.ts'
import { changePassword, endSession, sessionsOf, visitor } from './session.ts'

const common = { tag: 'You', access: { kind: 'session' } } as const

export const ownRoutes = [
  route({
    ...common,
    method: 'GET',
    path: '/api/me',
    summary: 'Who you are, and the brands you may see',
    answer: Me,
    handle: ({ world, caller }) => me(world, caller),
  }),
  route({
    ...common,
    method: 'PATCH',
    path: '/api/me',
    summary: 'Change your name, language, time zone or theme',
    body: ChangeMe,
    answer: Me,
    handle: async ({ world, caller, body }) => {
      await changeMe(world, caller, body)
      return me(world, caller)
    },
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/me/password',
    summary: 'Change your password; every other session ends',
    body: ChangePassword,
    status: 204,
    handle: async (request) => {
      allow(request.caller.via === 'session', 'team.keysByPeopleOnly')
      const cookies = await changePassword(request.world, request.caller.userId, request.body, visitor(request))
      return { reply: undefined, headers: { 'set-cookie': cookies } }
    },
  }),
  route({
    ...common,
    method: 'GET',
    path: '/api/me/sessions',
    summary: 'Where you are signed in',
    answer: Sessions,
    handle: async ({ world, caller }) => ({
      items: (await sessionsOf(world, caller.userId)).map((one) => ({
        id: one.id,
        current: one.id === caller.sessionId,
        agent: one.userAgent || null,
        ip: one.ipAddress || null,
        createdAt: iso(one.createdAt),
        lastSeenAt: iso(one.updatedAt),
      })),
    }),
  }),
  route({
    ...common,
    method: 'DELETE',
    path: '/api/me/sessions/:sessionId',
    summary: 'End a session of yours',
    params: z.object({ sessionId: z.string().max(100) }),
    status: 204,
    handle: async ({ world, caller, params }) => {
      if (!(await endSession(world, caller.userId, params.sessionId))) throw notFound('team.noSession')
      return undefined
    },
  }),
  route({
    ...common,
    method: 'GET',
    path: '/api/api-keys',
    summary: 'Your API keys',
    answer: ApiKeys,
    handle: async ({ world, caller }) => ({ items: (await apiKeysOf(world, caller.userId)).map(apiKeyShown) }),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/api-keys',
    summary: 'Make an API key; it is told once',
    body: MakeApiKey,
    answer: NewApiKey,
    status: 201,
    handle: async ({ world, caller, body }) => {
      const made = await makeApiKey(world, caller, body)
      return { ...apiKeyShown(made), key: made.key }
    },
  }),
  route({
    ...common,
    method: 'DELETE',
    path: '/api/api-keys/:keyId',
    summary: 'End an API key',
    params: z.object({ keyId: z.string().max(100) }),
    status: 204,
    handle: async ({ world, caller, params }) => {
      await removeApiKey(world, caller, params.keyId)
      return undefined
    },
  }),
]

type ApiKeyRow = Awaited<ReturnType<typeof apiKeysOf>>[number]

const apiKeyShown = ({ id, name, start, createdAt, expiresAt, lastUsedAt }: ApiKeyRow) => ({
  ...{ id, name, start, createdAt: iso(createdAt) },
  ...{ expiresAt: iso(expiresAt), lastUsedAt: iso(lastUsedAt) },
})
