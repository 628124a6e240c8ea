import { betterAuth } from 'better-auth'
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import type { Tables } from '../../kernel/db/tables.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { mailForgottenPassword } from './mail-forgotten-password.ts'

const sessionDays = 30
const daySeconds = 86_400

/** Passwords and sessions, kept by better-auth in our own tables. */
export type SignIn = ReturnType<typeof createSignIn>

const made = new WeakMap<Pool, SignIn>()

/** One for each database; it never joins a transaction of the caller. */
export function signInOf(world: World): SignIn {
  const known = made.get(world.pool)
  if (known) return known
  const fresh = createSignIn(world)
  made.set(world.pool, fresh)
  return fresh
}

/** better-auth learns the caller's address from this header, which only the edge sets. */
export const addressHeader = 'x-rialto-address'

function createSignIn(world: World) {
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: world.pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return betterAuth({
    baseURL: world.config.publicUrl,
    basePath: '/api/auth',
    secret: world.secrets.derive('sessions').toString('base64url'),
    database: { db, type: 'postgres', transaction: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // The edge counts attempts in the database, per address and per account.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 3600,
      sendResetPassword: ({ user, token }) => mailForgottenPassword(world, user.id, token),
    },
    user: {
      modelName: 'deskUser',
      additionalFields: {
        locale: { type: 'string', required: true },
        zone: { type: 'string', required: true },
        theme: { type: 'string', required: true, defaultValue: 'system' },
      },
    },
    session: { modelName: 'deskSession', expiresIn: sessionDays * daySeconds, updateAge: daySeconds / 24 },
    account: { modelName: 'deskLogin' },
    verification: { modelName: 'deskVerification', storeIdentifier: 'hashed' },
    advanced: {
      cookiePrefix: 'rialto',
      useSecureCookies: world.config.publicUrl.startsWith('https:'),
      database: { generateId: () => newId(world.clock.now()) },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  })
}
