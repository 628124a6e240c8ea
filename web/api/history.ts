import type { z } from 'zod'
import type * as shapes from '../../modules/history/api.ts'
import { ask, askPages } from './ask.ts'
import { send } from './send-file.ts'

export type Archive = z.output<typeof shapes.ArchiveAbout>
export type ArchiveTaken = z.output<typeof shapes.ArchiveTaken>
export type HistoryPost = z.output<typeof shapes.HistoryPost>
export type Reading = z.output<typeof shapes.Reading>

export const historyPath = (brandId: string) => `/api/brands/${brandId}/history`
export const archives = () => ask<{ items: Archive[] }>('/api/archives')
export const history = (brandId: string, query: { account?: string; q?: string }) =>
  askPages<HistoryPost>(historyPath(brandId), query)
export const readings = (brandId: string) => ask<{ items: Reading[] }>(`${historyPath(brandId)}/readings`)
export const sendArchive = (brandId: string, network: string, file: File, onShare?: (share: number) => void) =>
  send<ArchiveTaken>(`${historyPath(brandId)}/archives?network=${encodeURIComponent(network)}`, [file], onShare)
