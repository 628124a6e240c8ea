import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as shapes from '../../modules/listening/api.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'
import type { ApiFailure } from './failure.ts'

export type Topic = z.output<typeof shapes.Topic>
export type TopicKind = z.output<typeof shapes.TopicKind>
export type MakeTopic = z.input<typeof shapes.MakeTopic>
export type ChangeTopic = z.input<typeof shapes.ChangeTopic>
export type Query = z.output<typeof shapes.Query>
export type MakeQuery = z.input<typeof shapes.MakeQuery>
export type ChangeQuery = z.input<typeof shapes.ChangeQuery>
export type FormLanguage = z.output<typeof shapes.FormLanguage>
export type QueryVersions = z.output<typeof shapes.QueryVersions>
export type QueryDifference = z.output<typeof shapes.QueryDifference>
export type Difference = z.output<typeof shapes.Difference>
export type AskPreview = z.input<typeof shapes.AskPreview>
export type Preview = z.output<typeof shapes.Preview>
export type Past = z.output<typeof shapes.Past>
export type PastSample = z.output<typeof shapes.PastSample>
export type WordForms = z.output<typeof shapes.WordForms>
export type Replay = z.output<typeof shapes.Replay>
export type StartReplay = z.input<typeof shapes.StartReplay>
export type Translation = z.output<typeof shapes.Translation>
export type Vendor = NonNullable<Translation['vendor']>

export const topicKinds: readonly TopicKind[] = ['brand', 'person', 'competitor', 'topic']
export const formLanguages: readonly FormLanguage[] = ['en', 'bg', 'uk', 'ru', 'pl', 'cs', 'sv']
/** As they write themselves. */
export const vendorNames: Record<Vendor, string> = {
  ...{ brandwatch: 'Brandwatch', youscan: 'YouScan', talkwalker: 'Talkwalker', brand24: 'Brand24' },
}

const path = (brandId: string, rest: string) => `/api/brands/${brandId}/listening${rest}`
export const topicsPath = (brandId: string, rest = '') => path(brandId, `/topics${rest}`)
export const queriesPath = (brandId: string, rest = '') => path(brandId, `/queries${rest}`)

export const topics = (brandId: string) => ask<{ items: Topic[] }>(topicsPath(brandId))
export const makeTopic = (brandId: string, made: MakeTopic) => call<Topic>('POST', topicsPath(brandId), { body: made })
export const changeTopic = (brandId: string, topicId: string, change: ChangeTopic) =>
  call<Topic>('PATCH', topicsPath(brandId, `/${topicId}`), { body: change })
export const deleteTopic = (brandId: string, topicId: string) =>
  call<void>('DELETE', topicsPath(brandId, `/${topicId}`))
export const orderTopics = (brandId: string, topicIds: string[]) =>
  call<{ items: Topic[] }>('PUT', topicsPath(brandId, '/order'), { body: { topicIds } })

export const makeQuery = (brandId: string, topicId: string, made: MakeQuery) =>
  call<Query>('POST', topicsPath(brandId, `/${topicId}/queries`), { body: made })
export const changeQuery = (brandId: string, queryId: string, change: ChangeQuery) =>
  call<Query>('PATCH', queriesPath(brandId, `/${queryId}`), { body: change })
export const deleteQuery = (brandId: string, queryId: string) =>
  call<void>('DELETE', queriesPath(brandId, `/${queryId}`))
export const queryVersions = (brandId: string, queryId: string) =>
  ask<QueryVersions>(queriesPath(brandId, `/${queryId}/versions`))
export const restoreQuery = (brandId: string, queryId: string, version: number, to: number) =>
  call<Query>('POST', queriesPath(brandId, `/${queryId}/restore`), { body: { version, to } })
export const queryDifference = (brandId: string, queryId: string, from: number, to: number) =>
  ask<QueryDifference>(queriesPath(brandId, `/${queryId}/difference`), { from, to })

/** What a query that may not be saved yet would find: asked anew when what is written changes. */
export const preview = (brandId: string, asked: AskPreview) =>
  queryOptions<Preview, ApiFailure>({
    queryKey: [path(brandId, '/preview'), asked],
    queryFn: ({ signal }) => call<Preview>('POST', path(brandId, '/preview'), { body: asked, signal }),
    staleTime: 60_000,
  })
export const translation = (brandId: string, text: string, vendor?: Vendor) =>
  call<Translation>('POST', path(brandId, '/translations'), { body: { text, vendor } })
export const firstQuery = (brandId: string, kind: TopicKind, name: string) =>
  call<{ text: string }>('GET', path(brandId, '/first-query'), { query: { kind, name } })

const replaysPath = (brandId: string, rest = '') => path(brandId, `/replays${rest}`)
export const startReplay = (brandId: string, asked: StartReplay) =>
  call<Replay>('POST', replaysPath(brandId), { body: asked })
export const replay = (brandId: string, replayId: string) => ask<Replay>(replaysPath(brandId, `/${replayId}`))
export const cancelReplay = (brandId: string, replayId: string) =>
  call<Replay>('POST', replaysPath(brandId, `/${replayId}/cancel`))
