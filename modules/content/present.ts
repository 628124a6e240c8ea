import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { namesOf } from '../team/index.ts'
import type { Post, PostLine } from './api.ts'
import { findingAnswer, findingsOf } from './check-post.ts'
import { publicationsOfPosts } from './ports.ts'
import { mediaAnswer, type PostRow, postAnswer, postLine } from './post.ts'
import { mediaByIds } from './store.ts'
import { mediaIdsOf } from './variants.ts'

/** A post as the API tells it, with its files, publications and what the networks would say against it. */
export async function presentPost(
  world: NetworkedWorld,
  row: PostRow,
  words: Words,
  resolved: 'exact' | 'gap-moved-later' | 'overlap-first' = 'exact',
): Promise<z.infer<typeof Post>> {
  const [media, publications, findings, names] = await Promise.all([
    mediaByIds(world.db, row.brandId, mediaIdsOf(row)),
    publicationsOfPosts.ask()(world.db, [row.id]),
    findingsOf(world, row),
    namesOf(world.db, [row.createdBy, row.changedBy]),
  ])
  const post = postAnswer(row, {
    media: media.map((one) => mediaAnswer(one, 1)),
    publications: publications.get(row.id) ?? [],
    findings: findings.map((finding) => findingAnswer(finding, words)),
    resolved,
  })
  return named(post, names)
}

export async function presentLines(db: DbOrTx, rows: PostRow[]): Promise<z.infer<typeof PostLine>[]> {
  const [publications, names] = await Promise.all([
    publicationsOfPosts.ask()(
      db,
      rows.map((row) => row.id),
    ),
    namesOf(
      db,
      rows.flatMap((row) => [row.createdBy, row.changedBy]),
    ),
  ])
  return rows.map((row) => named(postLine(row, publications.get(row.id) ?? []), names))
}

const named = <T extends { createdBy: string; changedBy: string }>(post: T, names: Map<string, string>): T => ({
  ...post,
  createdBy: names.get(post.createdBy) ?? '',
  changedBy: names.get(post.changedBy) ?? '',
})
