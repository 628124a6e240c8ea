import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Db, DbOrTx } from '../../kernel/db/tables.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import { notFound } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import { type InteractionFacts, interactionsOf, linesOf } from '../inbox/index.ts'
import type { SpamScore } from './api.ts'
import { factsFrom } from './facts-store.ts'
import { languageOf } from './language-of.ts'
import { spamFeatures, spamScoreOf } from './spam.ts'
import { keepLesson, learntOf } from './spam-store.ts'
import { stopWordsOf } from './stop-words-store.ts'
import { findStopWords, plantStopWords } from './word-packs.ts'

type Teaching = { brandId: string; isSpam: boolean; by: string | null }

/** A person says what something is: it counts from now on, in place of what was said of it before. */
export async function teachSpam(
  world: World,
  of: Teaching & { interactionId: string },
): Promise<z.input<typeof SpamScore>> {
  const [said] = await interactionsOf(world.db, { brandId: of.brandId, ids: [of.interactionId], limit: 1 })
  if (!said || said.own || said.deleted) throw notFound('rules.noInteraction')
  await teach(world, [said], of)
  return spamOf(world.db, said)
}

const mostOfConversation = 20

/**
 * Somebody called a conversation spam, or took it out of spam: what was said in it teaches. What a rule called so teaches nothing, or
 * it would learn from itself.
 */
export async function learnFromFolder(world: World, event: DeskEvent): Promise<void> {
  const { conversationId, kinds } = event.payload
  const { brandId } = event
  if (typeof conversationId !== 'string' || !brandId || !Array.isArray(kinds)) return
  if (!kinds.includes('spam') && !kinds.includes('not-spam')) return
  const lines = await linesOf(world.db, [conversationId])
  const last = lines.findLast((line) => line.kind === 'spam' || line.kind === 'not-spam')
  if (!last?.by || last.byRule) return
  const said = await saidIn(world.db, brandId, conversationId)
  await teach(world, said, { brandId, isSpam: last.kind === 'spam', by: last.by })
}

async function saidIn(db: Db, brandId: string, conversationId: string): Promise<InteractionFacts[]> {
  const rows = await db
    .selectFrom('interaction')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('own', '=', false)
    .where('edition', '<', 2)
    .orderBy('at', 'desc')
    .limit(mostOfConversation)
    .execute()
  return rows.length > 0 ? interactionsOf(db, { brandId, ids: rows.map((row) => row.id), limit: rows.length }) : []
}

async function teach(world: World, said: InteractionFacts[], { brandId, isSpam, by }: Teaching): Promise<void> {
  const at = world.clock.now()
  const seen = await featuresOf(world.db, brandId, said)
  await inTransaction(world.db, async (tx) => {
    for (const { interactionId, features } of seen)
      await keepLesson(tx, { interactionId, brandId, isSpam, features, by, at })
  })
}

async function featuresOf(db: DbOrTx, brandId: string, said: InteractionFacts[]) {
  const stopWords = plantStopWords(await stopWordsOf(db, brandId))
  const facts = await factsFrom(db, said, { rubrics: false })
  return facts.map((one) => ({
    interactionId: one.interactionId,
    features: spamFeatures(one, findStopWords(stopWords, one.text, languageOf(one.text))),
  }))
}

async function spamOf(db: DbOrTx, said: InteractionFacts): Promise<z.input<typeof SpamScore>> {
  const [seen] = await featuresOf(db, said.brandId, [said])
  const features = seen?.features ?? []
  const learnt = await learntOf(db, said.brandId, ['', ...features])
  return { score: spamScoreOf(features, learnt), learnt: learnt.total }
}
