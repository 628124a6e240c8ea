import { isAPIError } from 'better-auth/api'
import { sql } from 'kysely'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { Refusal } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import type { BrandRole, Caller } from './route.ts'
import { signInOf } from './sign-in.ts'
import { hashOf } from './tokens.ts'

/** `setCookies` renews a session that is in use. */
export type Known = { caller: Caller; setCookies: string[] }

/** Who calls with these headers: a key in `Authorization`, else the cookie of a session; undefined when neither is good. */
export async function knownBy(world: World, headers: Headers): Promise<Known | undefined> {
  const authorization = headers.get('authorization')
  return authorization === null ? bySession(world, headers) : byKey(world, authorization)
}

async function bySession(world: World, headers: Headers): Promise<Known | undefined> {
  if (!headers.get('cookie')?.includes('rialto.session_token=')) return undefined
  const { response, headers: set } = await sessionOf(world, headers)
  if (!response) return undefined
  const caller = await callerById(world.db, response.user.id)
  if (!caller) return undefined
  return {
    caller: { ...caller, via: 'session', sessionId: response.session.id },
    setCookies: set.getSetCookie(),
  }
}

/** That a session cannot be looked up does not mean that there is none. */
async function sessionOf(world: World, headers: Headers) {
  try {
    return await signInOf(world).api.getSession({ headers, returnHeaders: true })
  } catch (cause) {
    if (!isAPIError(cause)) throw cause
    throw new Refusal(503, 'request.databaseAway', { values: { seconds: 5 }, cause })
  }
}

const usedEveryMs = 60_000

async function byKey(world: World, authorization: string): Promise<Known | undefined> {
  const key = /^Bearer (rialto_[A-Za-z0-9_-]{43})$/.exec(authorization)?.[1]
  if (!key) return undefined
  const now = world.clock.now()
  const found = await world.db
    .selectFrom('apiKey')
    .select(['id', 'userId', 'lastUsedAt', 'expiresAt'])
    .where('keyHash', '=', hashOf(key))
    .executeTakeFirst()
  if (!found || (found.expiresAt && found.expiresAt <= now)) return undefined
  if (!found.lastUsedAt || found.lastUsedAt.getTime() + usedEveryMs < now.getTime())
    await world.db.updateTable('apiKey').set({ lastUsedAt: now }).where('id', '=', found.id).execute()
  const caller = await callerById(world.db, found.userId)
  return caller && { caller: { ...caller, via: 'api-key', keyId: found.id }, setCookies: [] }
}

type CallerRow = {
  userId: string
  name: string
  email: string
  locale: string
  zone: string
  workspaceId: string
  workspaceRole: 'owner' | 'member'
  brands: Record<string, BrandRole>
}

/** A member with the roles they have now; who is no member any more is nobody. A workspace's owner owns all of its brands. */
export async function callerById(db: DbOrTx, userId: string): Promise<Caller | undefined> {
  const { rows } = await sql<CallerRow>`
    select u.id as user_id, u.name, u.email, u.locale, u.zone, m.workspace_id, m.role as workspace_role,
      (select coalesce(jsonb_object_agg(b.id, case when m.role = 'owner' then 'owner' else r.role end), '{}')
         from brand b left join brand_role r on r.brand_id = b.id and r.user_id = u.id
        where b.workspace_id = m.workspace_id and b.deleted_at is null
          and (m.role = 'owner' or r.role is not null)) as brands
    from desk_user u join member m on m.user_id = u.id
    where u.id = ${userId}`.execute(db)
  const row = rows[0]
  return row && { ...row, brands: new Map(Object.entries(row.brands)), via: 'session' }
}
