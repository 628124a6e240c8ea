import type { z } from 'zod'
import type * as shapes from '../../modules/content/api.ts'
import { ask, askPages } from './ask.ts'
import { addressOf, call } from './call.ts'
import { type Sending, send } from './send-file.ts'

export type Media = z.output<typeof shapes.Media>
export type MediaKind = Media['kind']
export type MediaUsers = z.output<typeof shapes.MediaUsers>
export type ChangeMedia = z.input<typeof shapes.ChangeMedia>
export type MediaFilter = { kind?: MediaKind; q?: string; tag?: string; used?: boolean; limit?: number }

const at = (brandId: string, rest = '') => `/api/brands/${brandId}/media${rest}`

export const media = (brandId: string, filter: MediaFilter = {}) => askPages<Media>(at(brandId), filter)
export const mediaFile = (brandId: string, mediaId: string) => ask<MediaUsers>(at(brandId, `/${mediaId}`))
export const changeMedia = (brandId: string, mediaId: string, changes: ChangeMedia) =>
  call<Media>('PATCH', at(brandId, `/${mediaId}`), { body: changes })
export const restoreMedia = (brandId: string, mediaId: string) =>
  call<Media>('POST', at(brandId, `/${mediaId}/restore`))
export const deleteMedia = (brandId: string, mediaId: string) => call<void>('DELETE', at(brandId, `/${mediaId}`))

export function sendMedia(brandId: string, file: File, onShare: (share: number) => void): Sending<Media> {
  const { done, cancel } = send<{ items: Media[] }>(at(brandId), [file], onShare)
  return {
    cancel,
    done: done.then(({ items: [taken] }) => {
      if (!taken) throw new Error('the desk took the file and told nothing of it')
      return taken
    }),
  }
}

export const previewUrl = (brandId: string, mediaId: string, width: number) =>
  addressOf(at(brandId, `/${mediaId}/preview`), { width })
