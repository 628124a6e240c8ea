import type { z } from 'zod'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { TextRule } from '../../networks/compose.ts'
import type { AccountAccess, Network } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type AccountRow, openAccount } from '../brand/index.ts'
import { iso } from '../team/index.ts'
import type { Answering, ReplyWay } from './api.ts'
import { asHeard, type InteractionRow } from './conversation.ts'
import type { Said } from './tables.ts'

export type Way = z.output<typeof ReplyWay>
/** One way in which something may be answered. `barred`: why not now. */
export type OpenWay = { way: Way; until: Date | null; barred: Said | null; rules: TextRule[]; media: boolean }

/**
 * How the network lets this be answered, and what stands in the way now. Without what is to be answered, as where all of it
 * was deleted, no way is open.
 */
export async function waysToAnswer(
  world: NetworkedWorld,
  account: AccountRow,
  to: InteractionRow | undefined,
): Promise<OpenWay[]> {
  const network = world.networks.get(account.network)
  const access = await accessTo(world, account)
  const until = (to && access && network.inbox?.replyUntil?.(asHeard(to), access)) ?? null
  const rules = rulesOf(network, account, to)
  return waysOf(network, to).map((way) => {
    const ends = way === 'template' ? null : until
    const barred = barredOf({ to, access, until: ends }, world.clock.now())
    return { way, until: ends, barred, rules, media: way === 'public' && network.inbox?.replyWith !== undefined }
  })
}

function waysOf({ inbox }: Network, to: InteractionRow | undefined): Way[] {
  const ways: Way[] = []
  if (inbox?.reply || inbox?.replyWith) ways.push('public')
  if (inbox?.replyPrivately && to?.space !== 'message') ways.push('private')
  if (inbox?.templates && inbox.replyWithTemplate && to?.space === 'message') ways.push('template')
  return ways
}

type Standing = { to: InteractionRow | undefined; access: AccountAccess | undefined; until: Date | null }

function barredOf({ to, access, until }: Standing, now: Date): Said | null {
  if (!access) return { code: 'inbox.barred.disconnected' }
  if (!to) return { code: 'inbox.barred.nothing' }
  if (to.edition === 2) return { code: 'inbox.barred.deleted' }
  if (until && until <= now) return { code: 'inbox.barred.window' }
  return null
}

async function accessTo(world: NetworkedWorld, account: AccountRow): Promise<AccountAccess | undefined> {
  if (account.archivedAt !== null || account.health === 'reconnect' || account.health === 'disconnected')
    return undefined
  try {
    return await openAccount(world, account.id)
  } catch (error) {
    if (error instanceof NetworkFailure) return undefined
    throw error
  }
}

/** A comment is bounded as the network bounds comments where it tells that. */
function rulesOf({ composing }: Network, account: AccountRow, to: InteractionRow | undefined): TextRule[] {
  const limits = composing.limits(account.facts)
  return (to?.space === 'said' ? limits.firstComment : undefined) ?? limits.text
}

export const answeringOf = (one: OpenWay, { say }: Words): z.input<typeof Answering> => ({
  ...{ way: one.way, until: iso(one.until), media: one.media, most: one.rules[0]?.max ?? null },
  barred: one.barred && say(one.barred.code, one.barred.values),
})
