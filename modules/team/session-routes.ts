import { readFileSync } from 'node:fs'
import { Refusal } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import { ForgottenPassword, MakeOwner, Me, ResetPassword, SetupState, SignIn } from './api.ts'
import { callerById } from './caller.ts'
import { forgotPassword, setForgottenPassword } from './forgotten-password.ts'
import { me } from './me.ts'
import { type Request, route } from './route.ts'
import { signInWithPassword, signOut, visitor } from './session.ts'
import { needsOwner, setUp } from './set-up.ts'

const packageFile = new URL('../../package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }
const common = { tag: 'People', access: { kind: 'public' } } as const

export const sessionRoutes = [
  route({
    ...common,
    method: 'GET',
    path: '/api/setup',
    summary: 'What a first visitor needs to know',
    answer: SetupState,
    handle: async ({ world }) => ({
      needsOwner: await needsOwner(world),
      practice: world.config.practice,
      mail: world.mail.ready,
      version,
    }),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/setup',
    summary: 'Make the owner and the workspace, and sign in; only while there is no owner',
    body: MakeOwner,
    answer: Me,
    status: 201,
    perMinute: 10,
    handle: async (request) => {
      await setUp(request.world, request.body)
      return signedIn(request, request.body)
    },
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in with a password',
    body: SignIn,
    answer: Me,
    handle: (request) => signedIn(request, request.body),
  }),
  route({
    ...common,
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out',
    status: 204,
    handle: async (request) => ({
      reply: undefined,
      headers: { 'set-cookie': await signOut(request.world, visitor(request)) },
    }),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/password/forgotten',
    summary: 'Mail a link to set a new password',
    body: ForgottenPassword,
    status: 202,
    handle: async ({ world, body, ip }) => {
      await forgotPassword(world, body.email, ip)
      return undefined
    },
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/password/reset',
    summary: 'Set a new password by the link of the mail',
    body: ResetPassword,
    status: 204,
    perMinute: 10,
    handle: async ({ world, body }) => {
      await setForgottenPassword(world, body.token, body.password)
      return undefined
    },
  }),
]

type Visit = Pick<Request<World, never, never, never>, 'world' | 'headers' | 'ip'>

/** Opens a session and answers with the person it is for. */
export async function signedIn(visit: Visit, given: { email: string; password: string }) {
  const { world, ip } = visit
  const cookies = await signInWithPassword(world, given, { headers: visitor(visit), ip })
  const user = await world.db
    .selectFrom('deskUser')
    .select('id')
    .where('email', '=', given.email.toLowerCase())
    .executeTakeFirstOrThrow()
  const caller = await callerById(world.db, user.id)
  if (!caller) throw new Refusal(401, 'team.wrongPassword')
  return { reply: await me(world, caller), headers: { 'set-cookie': cookies } }
}
