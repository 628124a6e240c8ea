import type { z } from 'zod'
import type * as shapes from '../../modules/publishing/api.ts'
import { ask, askPages } from './ask.ts'
import { call } from './call.ts'

export type Publication = z.output<typeof shapes.Publication>
export type PublicationWhole = z.output<typeof shapes.PublicationWhole>
export type PublicationState = z.output<typeof shapes.PublicationState>
export type LedgerLine = z.output<typeof shapes.LedgerLine>
export type HandTask = z.output<typeof shapes.HandTask>
export type Comment = z.output<typeof shapes.Comment>
export type Numbers = z.output<typeof shapes.Numbers>
export type Plan = z.input<typeof shapes.Schedule>['plan']
export type Scheduled = z.output<typeof shapes.Scheduled>

const at = (brandId: string, rest: string) => `/api/brands/${brandId}${rest}`
const of = (brandId: string, publicationId: string, act = '') => at(brandId, `/publications/${publicationId}${act}`)

export const publications = (brandId: string, query: { state?: string; account?: string; limit?: number } = {}) =>
  askPages<Publication>(at(brandId, '/publications'), query)
export const publication = (brandId: string, publicationId: string) => ask<PublicationWhole>(of(brandId, publicationId))
export const tasks = (brandId: string) => askPages<HandTask>(at(brandId, '/tasks'))
export const taskDone = (brandId: string, taskId: string) => call<void>('POST', at(brandId, `/tasks/${taskId}/done`))
export const commentsOf = (brandId: string, publicationId: string) =>
  askPages<Comment>(of(brandId, publicationId, '/comments'))
export const numbersOf = (brandId: string, publicationId: string) =>
  ask<Numbers>(of(brandId, publicationId, '/numbers'))

export const cancelPublication = (brandId: string, id: string) =>
  call<PublicationWhole>('POST', of(brandId, id, '/cancel'))
export const retryPublication = (brandId: string, id: string) =>
  call<PublicationWhole>('POST', of(brandId, id, '/retry'))
export const movePublication = (brandId: string, id: string, plan: Plan) =>
  call<PublicationWhole>('POST', of(brandId, id, '/move'), { body: { plan } })
export const removePublication = (brandId: string, id: string) =>
  call<PublicationWhole>('POST', of(brandId, id, '/remove'))
export const editPublication = (brandId: string, id: string) => call<PublicationWhole>('POST', of(brandId, id, '/edit'))
export const resolvePublication = (brandId: string, id: string, verdict: 'published' | 'not-published', url?: string) =>
  call<PublicationWhole>('POST', of(brandId, id, '/resolve'), { body: { verdict, url } })
