import { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { announce } from '../../kernel/events.ts'
import { type FieldProblem, Refusal } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Caller, type Route, recordAct, route } from '../team/index.ts'
import { ChangeStopWords, FoundWords, PackLanguage, SpamScore, StopWordPacks, TeachSpam, TryWords } from './api.ts'
import { languageOf } from './language-of.ts'
import { keepStopWords, stopWordsOf } from './stop-words-store.ts'
import { teachSpam } from './teach.ts'
import { findStopWords, packOf, plantStopWords, type StopWords } from './word-packs.ts'
import { longestPattern, readPattern } from './word-pattern.ts'

const tag = 'Rules'
const OfBrand = z.object({ brandId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const

export const wordRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path: '/api/brands/:brandId/stop-words', summary: 'Packs of stop-words as the brand has them' },
    ...{ tag, access: reads, params: OfBrand, answer: StopWordPacks },
    handle: ({ world, params }) => packsOf(world, params.brandId),
  }),
  route({
    ...{ method: 'PUT', path: '/api/brands/:brandId/stop-words/:language', summary: 'Change the pack of one language' },
    ...{ tag, access: { kind: 'brand', role: 'manager' }, params: OfBrand.extend({ language: PackLanguage }) },
    ...{ body: ChangeStopWords, answer: StopWordPacks },
    handle: async ({ world, caller, params, body }) => {
      await changeStopWords(world, caller, params.brandId, { ...body, language: params.language })
      return packsOf(world, params.brandId)
    },
  }),
  route({
    ...{ method: 'POST', path: '/api/brands/:brandId/stop-words/try', summary: 'Stop-words found in a text' },
    ...{ tag, access: reads, params: OfBrand, body: TryWords, answer: FoundWords },
    handle: async ({ world, params, body }) => {
      const language = languageOf(body.text)
      const found = findStopWords(plantStopWords(await stopWordsOf(world.db, params.brandId)), body.text, language)
      return { language, items: found.map(({ from, to, of, pattern }) => ({ from, to, ...of, word: pattern.written })) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/interactions/:interactionId/spam',
    summary: 'Teach what is spam and what is not',
    ...{ tag, access: { kind: 'brand', role: 'author' }, params: OfBrand.extend({ interactionId: Id }) },
    ...{ body: TeachSpam, answer: SpamScore },
    handle: ({ world, caller, params, body }) => teachSpam(world, { ...params, ...body, by: caller.userId }),
  }),
]

async function packsOf(world: World, brandId: string) {
  const mine = await stopWordsOf(world.db, brandId)
  return {
    items: mine.map((one) => ({
      ...one,
      pack: packOf(one.language).categories,
    })),
  }
}

/** Throws at a word in which there is nothing to look for. */
async function changeStopWords(world: World, caller: Caller, brandId: string, words: StopWords): Promise<void> {
  const fields = words.added.flatMap((word, n): FieldProblem[] =>
    readPattern(word) ? [] : [{ path: `added.${n}`, code: 'rules.wordTooShort', values: { most: longestPattern } }],
  )
  if (fields.length > 0) throw new Refusal(422, 'request.invalid', { fields })
  const at = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const { language, categories, added, removed } = words
    await keepStopWords(tx, brandId, {
      language,
      categories: unique(categories),
      added: unique(added),
      removed: unique(removed),
    })
    const details = { language, added: added.length, removed: removed.length }
    await recordAct(tx, { by: caller, name: 'stop-words.changed', brandId, details, at })
    await announce(tx, 'stop-words.changed', { language }, { brandId })
  })
}

const unique = <T>(all: T[]): T[] => [...new Set(all)]
