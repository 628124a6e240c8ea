import type { z } from 'zod'
import type * as shapes from '../../modules/content/api.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'

export type DeskSeen = z.output<typeof shapes.DeskSeen>
export type Preparation = z.output<typeof shapes.Preparation>

/** What this desk can make of files, and whether networks reach it. */
export const desk = () => ask<DeskSeen>('/api/desk')
export const checkReach = () => call<DeskSeen>('POST', '/api/desk/reach')

/** How far the videos and sounds of a post are made to fit. */
export const preparations = (brandId: string, postId: string) =>
  ask<{ items: Preparation[] }>(`/api/brands/${brandId}/posts/${postId}/preparations`)
