import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { port } from '../../kernel/port.ts'
import type { PublicationBrief } from './api.ts'

export type Brief = z.infer<typeof PublicationBrief>

/** Answered by publishing: the publications of these posts, by post id. */
export const publicationsOfPosts =
  port<(db: DbOrTx, postIds: string[]) => Promise<Map<string, Brief[]>>>('publications of posts')
