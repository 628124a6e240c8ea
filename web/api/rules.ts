import type { z } from 'zod'
import type * as shapes from '../../modules/rules/api.ts'
import { ask, askPages } from './ask.ts'
import { call } from './call.ts'

export type Rule = z.output<typeof shapes.Rule>
export type MakeRule = z.input<typeof shapes.MakeRule>
export type ChangeRule = z.input<typeof shapes.ChangeRule>
export type RuleVersions = z.output<typeof shapes.RuleVersions>
export type Match = z.output<typeof shapes.Match>
export type Condition = z.output<typeof shapes.Condition>
export type ConditionOf<K extends Condition['kind']> = Extract<Condition, { kind: K }>
export type Action = z.output<typeof shapes.Action>
export type Hit = z.output<typeof shapes.Hit>
type Undone = z.output<typeof shapes.Undone>
export type DryRun = z.output<typeof shapes.DryRun>
export type Sample = z.output<typeof shapes.Sample>
export type Place = z.output<typeof shapes.Place>
export type PackLanguage = z.output<typeof shapes.PackLanguage>
export type WordCategory = z.output<typeof shapes.WordCategory>
export type StopWordPacks = z.output<typeof shapes.StopWordPacks>
export type StopWordPack = StopWordPacks['items'][number]
export type ChangeStopWords = z.input<typeof shapes.ChangeStopWords>
export type FoundWords = z.output<typeof shapes.FoundWords>

export const packLanguages: readonly PackLanguage[] = ['en', 'bg', 'uk', 'sv', 'cs', 'pl', 'ru']
export const wordCategories: readonly WordCategory[] = ['insult', 'profanity', 'hate', 'scam', 'adult', 'spam']

export const rulesPath = (brandId: string, rest = '') => `/api/brands/${brandId}/rules${rest}`
export const hitsPath = (brandId: string, rest = '') => `/api/brands/${brandId}/rule-hits${rest}`
const runsPath = (brandId: string, rest = '') => `/api/brands/${brandId}/dry-runs${rest}`
const wordsPath = (brandId: string, rest = '') => `/api/brands/${brandId}/stop-words${rest}`

export const rules = (brandId: string) => ask<{ items: Rule[] }>(rulesPath(brandId))
export const makeRule = (brandId: string, made: MakeRule) => call<Rule>('POST', rulesPath(brandId), { body: made })
export const changeRule = (brandId: string, ruleId: string, change: ChangeRule) =>
  call<Rule>('PATCH', rulesPath(brandId, `/${ruleId}`), { body: change })
export const deleteRule = (brandId: string, ruleId: string) => call<void>('DELETE', rulesPath(brandId, `/${ruleId}`))
export const orderRules = (brandId: string, ruleIds: string[]) =>
  call<{ items: Rule[] }>('PUT', rulesPath(brandId, '/order'), { body: { ruleIds } })
export const ruleVersions = (brandId: string, ruleId: string) =>
  ask<RuleVersions>(rulesPath(brandId, `/${ruleId}/versions`))

export const hits = (brandId: string, rule?: string) => askPages<Hit>(hitsPath(brandId), { rule, limit: 30 })
export const undoHit = (brandId: string, hitId: string) => call<Hit>('POST', hitsPath(brandId, `/${hitId}/undo`))
/** All of them, a hundred at a time. */
export async function undoSince(
  brandId: string,
  ruleId: string,
  since: string,
): Promise<{ undone: number; kept: number }> {
  const all = { undone: 0, kept: 0 }
  for (let after: string | null = ''; after !== null; ) {
    const part: Undone = await call<Undone>('POST', rulesPath(brandId, `/${ruleId}/undo`), { body: { since, after } })
    all.undone += part.undone
    all.kept += part.kept
    after = part.next
  }
  return all
}

export const startDryRun = (brandId: string, match: Match, most: number) =>
  call<DryRun>('POST', runsPath(brandId), { body: { match, most } })
export const dryRun = (brandId: string, runId: string) => ask<DryRun>(runsPath(brandId, `/${runId}`))
export const cancelDryRun = (brandId: string, runId: string) =>
  call<DryRun>('POST', runsPath(brandId, `/${runId}/cancel`))

export const stopWords = (brandId: string) => ask<StopWordPacks>(wordsPath(brandId))
export const changeStopWords = (brandId: string, language: PackLanguage, change: ChangeStopWords) =>
  call<StopWordPacks>('PUT', wordsPath(brandId, `/${language}`), { body: change })
export const tryWords = (brandId: string, text: string) =>
  call<FoundWords>('POST', wordsPath(brandId, '/try'), { body: { text } })
