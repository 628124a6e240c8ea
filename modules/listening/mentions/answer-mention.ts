import type { z } from 'zod'
import { inTransaction } from '../../../kernel/db/connect.ts'
import { badField, conflict } from '../../../kernel/failure.ts'
import type { World } from '../../../kernel/world.ts'
import type { Interaction, Person } from '../../../networks/contract.ts'
import type { NetworkedWorld } from '../../../networks/world.ts'
import { type AccountRow, accountsOf } from '../../brand/index.ts'
import { hearInteraction } from '../../inbox/index.ts'
import type { AnswerPlace } from './api.ts'
import { tellChanged } from './change-mentions.ts'
import type { MentionRow } from './kept-mention.ts'
import { heldMentions, mentionOf } from './mention-store.ts'
import { webAddress } from './present.ts'

type Of = { brandId: string; mentionId: string; accountId?: string }

/** Where a mention is answered: in the inbox where an account of the brand can answer it, else where it stands. */
export async function answerMention(world: NetworkedWorld, of: Of): Promise<z.input<typeof AnswerPlace>> {
  const row = await mentionOf(world.db, of)
  const url = webAddress(row.url)
  if (row.edition === 2) throw conflict('listening.deleted')
  if (row.conversationId) return { conversationId: row.conversationId, url }
  const accounts = await accountsAnswering(world, row)
  if (of.accountId && !accounts.some((one) => one.id === of.accountId))
    throw badField('accountId', 'listening.cannotAnswer')
  const account = accounts.find((one) => one.id === of.accountId) ?? accounts[0]
  const conversationId = account && (await openConversation(world, of, account))
  if (!conversationId && !url) throw conflict('listening.nowhere')
  return { conversationId: conversationId ?? null, url }
}

/** Accounts of the brand on the network where it stands, as far as that takes answers and the account is connected. */
export async function accountsAnswering(world: NetworkedWorld, row: MentionRow): Promise<AccountRow[]> {
  if (row.edition === 2 || remoteIdOf(row.postKey, row.network) === undefined) return []
  const network = world.networks.all.find((one) => one.composing.id === row.network)
  if (!network?.inbox?.reply && !network?.inbox?.replyWith) return []
  const accounts = await accountsOf(world.db, row.brandId)
  return accounts.filter(
    (one) => one.network === row.network && one.archivedAt === null && answering.includes(one.health),
  )
}

const answering: string[] = ['connected', 'unreachable']

/** Keys of what stands on a network are its name and the network's own. */
const remoteIdOf = (key: string, network: string | null): string | undefined =>
  network !== null && key.startsWith(`${network} `) ? key.slice(network.length + 1) : undefined

async function openConversation(world: World, of: Of, account: AccountRow): Promise<string | undefined> {
  return inTransaction(world.db, async (tx) => {
    const [row] = await heldMentions(tx, of.brandId, [of.mentionId])
    const what = row && asInteraction(row)
    if (!row || !what) return undefined
    const conversationId = await hearInteraction(world, tx, { accountId: account.id, brandId: of.brandId, what })
    if (!conversationId) return undefined
    await tx.updateTable('mention').set({ conversationId }).where('at', '=', row.at).where('id', '=', row.id).execute()
    await tellChanged(tx, of.brandId, [row.id])
    return conversationId
  })
}

/** As the network would have told it to an account that it names. */
function asInteraction(row: MentionRow): Interaction | undefined {
  const id = remoteIdOf(row.postKey, row.network)
  if (id === undefined) return undefined
  const media = row.media.flatMap(({ kind, url, alt }) => (url ? [{ kind, url, ...(alt && { alt }) }] : []))
  return {
    ...{ id, kind: 'mention', at: row.at, text: [row.title, row.text].filter(Boolean).join('\n\n'), media },
    author: personOf(row),
    ...(row.url && { url: row.url }),
    ...(row.edition === 1 && { edited: true }),
  }
}

function personOf({ author, authorKey, network, followers }: MentionRow): Person {
  const id = remoteIdOf(authorKey ?? '', network) ?? author.handle
  return {
    ...{ id, handle: author.handle, name: author.name ?? author.handle },
    ...(followers !== null && { followers }),
    ...(author.url && { url: author.url }),
    ...(author.avatarUrl && { avatarUrl: author.avatarUrl }),
    ...(author.isBot && { bot: true }),
  }
}
