import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { accountsOf, brandOf } from '../brand/index.ts'
import { type InteractionFacts, interactionsOf } from '../inbox/index.ts'
import { businessMsBetween, hoursFor, schedulesOf } from '../support/index.ts'
import type { Match } from './api.ts'
import type { Desk, Facts } from './facts.ts'
import { Lately, printOf } from './flood.ts'
import { languageOf } from './language-of.ts'
import { spamFeatures, spamScoreOf } from './spam.ts'
import { learntOf } from './spam-store.ts'
import { stopWordsOf } from './stop-words-store.ts'
import { findStopWords, plantStopWords, type StopWordTree } from './word-packs.ts'

/** What these rules ask for that is not in the text. */
export type Asks = { rubrics: boolean; spam: boolean; open: boolean; floodMinutes: number }

export function asksOf(rules: { match: z.output<typeof Match> }[]): Asks {
  const all = rules.flatMap((one) => one.match.conditions)
  const has = (kind: string) => all.some((one) => one.kind === kind)
  const floodMinutes = Math.max(0, ...all.flatMap((one) => (one.kind === 'flood' ? one.minutes : [])))
  return { rubrics: has('rubric'), spam: has('spam'), open: has('open'), floodMinutes }
}

/** What stays the same while a brand's words are judged. */
export type Bench = { zone: string; stopWords: StopWordTree; isOpen: Desk['isOpen']; lately: Lately; asks: Asks }

export async function benchOf(db: DbOrTx, brandId: string, asks: Asks): Promise<Bench> {
  const [{ zone }, words, schedules] = await Promise.all([
    brandOf(db, brandId),
    stopWordsOf(db, brandId),
    asks.open ? schedulesOf(db, brandId) : [],
  ])
  return {
    ...{ zone, asks, stopWords: plantStopWords(words), lately: new Lately(asks.floodMinutes) },
    isOpen: (accountId, at) =>
      businessMsBetween(hoursFor(schedules, accountId, zone), at, new Date(at.getTime() + 1)) > 0,
  }
}

const mostLately = 5_000

/** What was said in the window before, for floods to be counted from. */
export async function fillLately(db: DbOrTx, brandId: string, bench: Bench, first: Date, last: Date): Promise<void> {
  const { floodMinutes } = bench.asks
  if (floodMinutes === 0) return
  const from = new Date(first.getTime() - floodMinutes * 60_000)
  const to = new Date(last.getTime() + 1)
  const said = await interactionsOf(db, { brandId, from, to, limit: mostLately })
  noteLately(bench, said.reverse())
}

export function noteLately(bench: Bench, said: InteractionFacts[]): void {
  if (bench.asks.floodMinutes === 0) return
  if (said[0]) bench.lately.forgetBefore(said[0].at)
  for (const one of said)
    if (!one.own && !one.deleted) bench.lately.add(saidOf(one.id, one.at, authorKey(one), one.text))
}

const authorKey = (one: InteractionFacts) => one.identityId ?? `${one.network} ${one.author.id}`
const saidOf = (id: string, at: Date, author: string, text: string) => ({ id, at, author, print: printOf(text) })

/** A desk for judging these. */
export async function deskFor(db: DbOrTx, brandId: string, bench: Bench, facts: Facts[]): Promise<Desk> {
  const found = (one: Facts) => findStopWords(bench.stopWords, one.text, languageOf(one.text))
  const features = new Map(
    bench.asks.spam ? facts.map((one) => [one.interactionId, spamFeatures(one, found(one))]) : [],
  )
  const learnt = await learntOf(db, brandId, [...features.values()].flat())
  return {
    ...{ zone: bench.zone, stopWords: bench.stopWords, isOpen: bench.isOpen },
    spamScore: (one, words) => spamScoreOf(features.get(one.interactionId) ?? spamFeatures(one, words), learnt),
    flood: (one, what, minutes) =>
      bench.lately.count(what, saidOf(one.interactionId, one.at, one.author.key, one.text), minutes),
  }
}

/** Nobody judges what the brand says itself, what a rule said, and what is gone. `ownAuthors` are the brand's own accounts. */
export const isJudged = (one: InteractionFacts, ownAuthors: ReadonlySet<string>): boolean =>
  !one.own && !one.automated && !one.deleted && !ownAuthors.has(`${one.network} ${one.author.id}`)

export async function ownAuthorsOf(db: DbOrTx, brandId: string): Promise<ReadonlySet<string>> {
  return new Set((await accountsOf(db, brandId)).map((one) => `${one.network} ${one.remoteId}`))
}
