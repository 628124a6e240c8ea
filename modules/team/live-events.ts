import type { DeskEvent } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'
import { callerById } from './caller.ts'
import { mayIn } from './policy.ts'
import type { Caller } from './route.ts'

const recheckMs = 2_000

/**
 * What changes in the brands the caller works in, as long as they may see them: rights are looked up anew every two seconds,
 * and after each change of a member. Ends when the signal aborts or the caller may no longer call.
 */
export async function* liveEvents(world: World, caller: Caller, after: string | undefined, signal: AbortSignal) {
  let rights = caller
  let checkedAt = performance.now()
  for await (const event of world.events.follow(after, signal)) {
    if (performance.now() - checkedAt > recheckMs || changesRights(event)) {
      const now = await callerById(world.db, caller.userId)
      if (!now || !(await accessStands(world, caller))) return
      rights = now
      checkedAt = performance.now()
    }
    if (!concerns(event, rights)) continue
    const { cursor: id, type, brandId, at, payload } = event
    yield {
      id,

      data: { id, type, brandId, at: at.toISOString(), payload: shown(event) ? payload : {} },
    }
  }
}

const changesRights = (event: DeskEvent) => event.type.startsWith('member.') || event.type.startsWith('brand.')

/** Signing out, or ending the key, ends what they opened. */
async function accessStands({ db }: World, { sessionId, keyId }: Caller): Promise<boolean> {
  const session = sessionId ? db.selectFrom('deskSession').select('id').where('id', '=', sessionId) : undefined
  const key = keyId ? db.selectFrom('apiKey').select('id').where('id', '=', keyId) : undefined
  return (await (session ?? key)?.executeTakeFirst()) !== undefined
}

function concerns(event: DeskEvent, caller: Caller): boolean {
  if (event.type === 'notice.made') return isFor(event, caller.userId)
  if (event.brandId) return mayIn(caller, event.brandId, 'viewer')
  return event.workspaceId === caller.workspaceId
}

const isFor = (event: DeskEvent, userId: string) =>
  Array.isArray(event.payload.userIds) && event.payload.userIds.includes(userId)

/** Who else a notice went to is nobody's business. */
const shown = (event: DeskEvent) => event.type !== 'notice.made'
