import type { z } from 'zod'
import { conflict, NetworkFailure } from '../../kernel/failure.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { MessageTemplate } from '../../networks/contract.ts'
import { blanksIn, piecesOf } from '../../networks/template-words.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountOf, withFreshAccount } from '../brand/index.ts'
import type { Template, Templates } from './api.ts'
import { conversationOf, lastSaid } from './conversation.ts'
import { waysToAnswer } from './ways-to-answer.ts'

/** Those of the account that is spoken to. Throws 409 where none can be sent here now, and `NetworkFailure`. */
export async function templatesOf(
  world: NetworkedWorld,
  of: { brandId: string; conversationId: string },
  words: Words,
): Promise<z.input<typeof Templates>> {
  const conversation = await conversationOf(world.db, of.brandId, of.conversationId)
  const account = await accountOf(world.db, conversation.brandId, conversation.accountId)
  const ways = await waysToAnswer(world, account, await lastSaid(world.db, conversation.id))
  const way = ways.find((one) => one.way === 'template')
  if (!way) throw conflict('inbox.barred.way')
  if (way.barred) throw conflict(way.barred.code, way.barred.values)
  const { found, more } = await readTemplates(world, account)
  const items = found.map((one) => presented(one, words))
  const madeAt = world.networks.get(account.network).inbox?.templatesAreMadeAt ?? null
  return { items: items.sort(usableFirst), more, madeAt }
}

/** Undefined where the network has no such template, or has it beyond what the desk reads. */
export async function findTemplate(world: NetworkedWorld, account: At, id: string) {
  const { found } = await readTemplates(world, account, (one) => one.id === id)
  return found.find((one) => one.id === id)
}

export type At = { id: string; network: string }

const mostPages = 20
const withinMs = 30_000

/** From the first page on until there is the one that is looked for. */
async function readTemplates(
  world: NetworkedWorld,
  account: At,
  isWanted: (one: MessageTemplate) => boolean = () => false,
): Promise<{ found: MessageTemplate[]; more: boolean }> {
  const ask = world.networks.get(account.network).inbox?.templates
  if (!ask) return { found: [], more: false }
  return withFreshAccount(world, account.id, async (access) => {
    const call = { account: access, http: world.http, clock: world.clock, signal: AbortSignal.timeout(withinMs) }
    const found: MessageTemplate[] = []
    let cursor: string | undefined
    for (let page = 0; page < mostPages; page++) {
      const told = await inTime(ask(call, cursor))
      found.push(...told.items)
      const isLast = told.cursor === undefined || told.cursor === cursor
      if (isLast || told.items.some(isWanted)) return { found, more: !isLast }
      cursor = told.cursor
    }
    return { found, more: true }
  })
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    throw new NetworkFailure('network-down', 'the network did not answer in time', { cause: error })
  }
}

/** Why it cannot be sent: the key of its words. */
export function barOf({ approved, barred }: MessageTemplate): string | null {
  if (barred) return `inbox.template.${barred}`
  return approved ? null : 'inbox.template.unapproved'
}

function presented(template: MessageTemplate, { say }: Words): z.input<typeof Template> {
  const { id, name, language, body } = template
  const bar = barOf(template)
  return { id, name, language, blanks: blanksIn(body), pieces: piecesOf(body), barred: bar && say(bar) }
}

type Shown = z.input<typeof Template>

const usableFirst = (one: Shown, other: Shown) =>
  Number(one.barred !== null) - Number(other.barred !== null) ||
  one.name.localeCompare(other.name) ||
  one.language.localeCompare(other.language)
