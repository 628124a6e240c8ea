import type { ColumnType, Generated } from 'kysely'
import type { z } from 'zod'
import type { Action, DryRun, Match, Sample } from './api.ts'
import type { Before, DoneAction } from './done-action.ts'
import type { Place } from './facts.ts'
import type { PackLanguage, WordCategory } from './word-packs.ts'

type Json<T> = ColumnType<T, string | undefined, string>

export type RuleTable = {
  id: string
  brandId: string
  place: number
  name: string
  isOn: boolean
  stops: boolean
  match: Json<z.output<typeof Match>>
  actions: Json<z.output<typeof Action>[]>
  version: number
  changedAt: Date
  changedBy: string | null
  deletedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
}
export type RuleVersionTable = {
  ruleId: string
  version: number
  name: string
  match: Json<z.output<typeof Match>>
  actions: Json<z.output<typeof Action>[]>
  at: Date
  by: string | null
}
export type RuleHitTable = {
  id: string
  brandId: string
  ruleId: string
  version: number
  interactionId: string
  conversationId: string
  at: Date
  places: Json<Place[]>
  before: Json<Before>
  actions: Json<DoneAction[]>
  undoneAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  undoneBy: ColumnType<string | null, string | null | undefined, string | null>
}
export type DryRunTable = {
  id: string
  brandId: string
  match: Json<z.output<typeof Match>>
  state: z.output<typeof DryRun>['state']
  most: number
  total: Generated<number>
  judged: Generated<number>
  hit: Generated<number>
  hitSamples: Json<z.output<typeof Sample>[]>
  keptSamples: Json<z.output<typeof Sample>[]>
  oldestAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  madeAt: Date
  madeBy: string | null
}
export type StopWordsTable = {
  brandId: string
  language: PackLanguage
  categories: WordCategory[]
  added: string[]
  removed: string[]
}

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    rule: RuleTable
    ruleVersion: RuleVersionTable
    ruleHit: RuleHitTable
    dryRun: DryRunTable
    stopWords: StopWordsTable
    spamFeature: { brandId: string; feature: string; spam: number; honest: number }
    spamLesson: {
      interactionId: string
      brandId: string
      isSpam: boolean
      features: string[]
      at: Date
      by: string | null
    }
  }
}
