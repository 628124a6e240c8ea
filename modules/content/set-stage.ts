import type { Tx } from '../../kernel/db/tables.ts'
import type { PostRow } from './post.ts'

/** Where the writing stands, as approval decides it. The words stay the version they are. */
export const setStage = (tx: Tx, postId: string, stage: PostRow['stage']): Promise<PostRow> =>
  tx.updateTable('post').set({ stage }).where('id', '=', postId).returningAll().executeTakeFirstOrThrow()
