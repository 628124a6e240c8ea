import type { z } from 'zod'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { port } from '../../kernel/port.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { PublicationBrief } from './api.ts'
import type { PostRow, WrittenField } from './post.ts'

export type Brief = z.infer<typeof PublicationBrief>

/** Answered by publishing: the publications of these posts, by post id. */
export const publicationsOfPosts =
  port<(db: DbOrTx, postIds: string[]) => Promise<Map<string, Brief[]>>>('publications of posts')

/** A post as it was and as it is now written, in which of its fields it differs, and who changed it. */
export type PlannedPostChange = {
  before: PostRow
  post: PostRow
  fields: WrittenField[]
  by: { userId: string; workspaceId: string; name: string }
  /** May they plan, and not only write? */
  mayPlan: boolean
}

/** Answered by publishing: publications follow the plan, the accounts and the expiry of their post. */
export const publicationsFollow = port<(tx: Tx, world: NetworkedWorld, change: PlannedPostChange) => Promise<void>>(
  'publications follow their post',
)
