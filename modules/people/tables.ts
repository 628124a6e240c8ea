import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { z } from 'zod'
import type { Consent, Likeness } from './api.ts'
import type { Temperature } from './temperature.ts'

type Moment = ColumnType<Date | null, Date | null | undefined, Date | null>

export type PersonTable = {
  id: string
  brandId: string
  name: Generated<string>
  language: ColumnType<string | null, string | null | undefined, string | null>
  tags: Generated<string[]>
  consent: ColumnType<z.output<typeof Consent> | null, string | null | undefined, string | null>
  firstAt: Date
  lastAt: Date
  createdAt: Date
  mergedInto: ColumnType<string | null, string | null | undefined, string | null>
  erasedAt: Moment
}
export type IdentityTable = {
  id: string
  brandId: string
  network: string
  server: string
  remoteId: string
  personId: string
  told: JSONColumnType<Record<string, [string, unknown]>>
  name: GeneratedAlways<string>
  handle: GeneratedAlways<string>
  avatarUrl: GeneratedAlways<string | null>
  url: GeneratedAlways<string | null>
  followers: GeneratedAlways<number | null>
  bot: GeneratedAlways<boolean>
  search: GeneratedAlways<string>
  shortKey: GeneratedAlways<string | null>
  nameKey: GeneratedAlways<string | null>
  linkKey: GeneratedAlways<string | null>
  firstAt: Date
  lastAt: Date
  subscribedAt: Moment
  createdAt: Date
}
export type PersonNoteTable = {
  id: string
  brandId: string
  personId: string
  by: string | null
  text: string
  at: Date
}
/** What the person who stays took over from the other. */
export type Gained = {
  tags: string[]
  name?: string
  language?: string
  consent?: { before: KeptConsent | null; after: KeptConsent | null }
}
type KeptConsent = z.output<typeof Consent>
export type PersonMergeTable = {
  id: string
  brandId: string
  keptId: string
  mergedId: string
  identityIds: string[]
  noteIds: string[]
  gained: JSONColumnType<Gained>
  reasons: JSONColumnType<z.output<typeof Likeness>[]>
  by: string | null
  at: Date
  undoneAt: Moment
  undoneBy: ColumnType<string | null, string | null | undefined, string | null>
}
export type PersonUnlikeTable = { brandId: string; aId: string; bId: string; by: string | null; at: Date }
export type TemperatureWindowTable = { brandId: string; topic: string; warmSeconds: number; coolingSeconds: number }
export type PersonSaleTable = {
  id: string
  brandId: string
  personId: string | null
  temperature: Temperature
  at: Date
}

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    person: PersonTable
    identity: IdentityTable
    identityDay: { identityId: string; day: string }
    forgotten: { brandId: string; digest: string; at: Date }
    personNote: PersonNoteTable
    personMerge: PersonMergeTable
    personUnlike: PersonUnlikeTable
    temperatureWindow: TemperatureWindowTable
    personSale: PersonSaleTable
  }
}
