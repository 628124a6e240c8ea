import { z } from 'zod'
import { Id, Moment } from '../../team/api.ts'
import { limits } from '../matcher/query.ts'

/**
 *   POST   /api/brands/:brandId/listening/replays            hold a query against what was told lately
 *   GET    /api/brands/:brandId/listening/replays/:replayId  how far it is, and what it found
 *   POST   …/replays/:replayId/cancel
 */

/** `queryId`: what is found becomes its mentions; without, it is only looked at. */
export const StartReplay = z.object({
  text: z.string().min(1).max(limits.characters),
  languages: z.array(z.string().min(2).max(8)).max(10).default([]),
  days: z.number().int().min(1).max(90),
  queryId: Id.nullable().default(null),
})
const Spot = z.object({ in: z.enum(['title', 'text']), from: z.number().int(), to: z.number().int() })
export const ReplaySample = z.object({
  key: z.string(),
  at: Moment.nullable(),
  network: z.string().nullable(),
  site: z.string(),
  url: z.string().nullable(),
  author: z.string(),
  title: z.string().nullable(),
  text: z.string(),
  places: z.array(Spot),
})
/** `total`: how many things were told since then; `days`: how many were found, by day of the brand. */
export const Replay = z.object({
  id: Id,
  queryId: Id.nullable(),
  text: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  since: Moment,
  total: z.number().int(),
  looked: z.number().int(),
  found: z.number().int(),
  days: z.record(z.string(), z.number().int()),
  samples: z.array(ReplaySample),
  oldestAt: Moment.nullable(),
})
