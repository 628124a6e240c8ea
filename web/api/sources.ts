import type { z } from 'zod'
import type * as shapes from '../../modules/listening/api.ts'
import { ask, askPages } from './ask.ts'
import { call } from './call.ts'

export type Source = z.output<typeof shapes.Source>
type Sources = z.output<typeof shapes.Sources>
export type SourceDetails = z.output<typeof shapes.SourceDetails>
export type SourceMade = z.output<typeof shapes.SourceMade>
export type SourceState = Source['state']
export type Proposal = z.output<typeof shapes.Proposal>
export type Watching = z.output<typeof shapes.Watching>
export type AddSource = z.input<typeof shapes.AddSource>
export type ChangeSource = z.input<typeof shapes.ChangeSource>
export type Capture = z.input<typeof shapes.Capture>
export type CapturedItem = z.output<typeof shapes.CapturedItem>
export type NetworkOffer = z.output<typeof shapes.NetworkOffer>

export const watchings: readonly Watching[] = ['whole', 'links', 'passages']

export const sourcesPath = (brandId: string, rest = '') => `/api/brands/${brandId}/listening/sources${rest}`
export const capturesPath = (brandId: string) => `/api/brands/${brandId}/listening/captures`

export const sources = (brandId: string) => ask<Sources>(sourcesPath(brandId))
export const source = (brandId: string, id: string) => ask<SourceDetails>(sourcesPath(brandId, `/${id}`))
export const lookAtAddress = (brandId: string, address: string) =>
  call<{ items: Proposal[] }>('POST', sourcesPath(brandId, '/look'), { body: { address } })
export const addSource = (brandId: string, body: AddSource) => call<SourceMade>('POST', sourcesPath(brandId), { body })
export const changeSource = (brandId: string, id: string, body: ChangeSource) =>
  call<Source>('PATCH', sourcesPath(brandId, `/${id}`), { body })
export const removeSource = (brandId: string, id: string) => call<void>('DELETE', sourcesPath(brandId, `/${id}`))
export const askSource = (brandId: string, id: string) => call<Source>('POST', sourcesPath(brandId, `/${id}/ask`))
export const renewSecret = (brandId: string, id: string) =>
  call<SourceMade>('POST', sourcesPath(brandId, `/${id}/secret`))

export const captures = (brandId: string) => askPages<CapturedItem>(capturesPath(brandId), { limit: 30 })
export const captureOne = (brandId: string, body: Capture) =>
  call<{ mentionId: string }>('POST', capturesPath(brandId), { body })

export const networksPath = (brandId: string) => `/api/brands/${brandId}/listening/networks`
export const networkOffers = (brandId: string) => ask<z.output<typeof shapes.NetworkOffers>>(networksPath(brandId))
export const hearNetwork = (brandId: string, body: z.input<typeof shapes.HearNetwork>) =>
  call<Source>('POST', networksPath(brandId), { body })

export type MentionImport = z.output<typeof shapes.MentionImport>
export type ChangeMentionImport = z.input<typeof shapes.ChangeMentionImport>
export type ImportMeaning = (typeof shapes.importMeanings)[number]

/** What a column may mean, most wanted first. */
export const importMeanings: readonly ImportMeaning[] = [
  ...(['date', 'time', 'text', 'title', 'url', 'author', 'authorUrl', 'followers', 'network', 'site'] as const),
  ...(['language', 'country', 'tone', 'likes', 'comments', 'reshares', 'views', 'reach', 'tags'] as const),
]

export const mentionImportsPath = (brandId: string, rest = '') => `/api/brands/${brandId}/listening/imports${rest}`
export const mentionImport = (brandId: string, id: string) => ask<MentionImport>(mentionImportsPath(brandId, `/${id}`))
export const changeMentionImport = (brandId: string, id: string, body: ChangeMentionImport) =>
  call<MentionImport>('PATCH', mentionImportsPath(brandId, `/${id}`), { body })
export const takeMentionImport = (brandId: string, id: string) =>
  call<MentionImport>('POST', mentionImportsPath(brandId, `/${id}/take`))
export const cancelMentionImport = (brandId: string, id: string) =>
  call<MentionImport>('POST', mentionImportsPath(brandId, `/${id}/cancel`))
