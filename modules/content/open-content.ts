import type { DbOrTx } from '../../kernel/db/tables.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import { openMediaFile } from '../../kernel/media/open.ts'
import type { World } from '../../kernel/world.ts'
import type { Content } from '../../networks/compose.ts'
import type { MediaFile, PreparedContent } from '../../networks/contract.ts'
import type { MediaRow, PostRow } from './post.ts'
import { mediaByIds } from './store.ts'
import { contentFor, mediaIdsOf } from './variants.ts'

type Library = Map<string, ReturnType<typeof libraryEntry>>

/** What the post says on each of these accounts, with the facts of its files, as the composing rules and the engine take it. */
export async function contentsOn(db: DbOrTx, post: PostRow, accountIds: string[]): Promise<Map<string, Content>> {
  const library = libraryOf(await mediaByIds(db, post.brandId, mediaIdsOf(post)))
  return new Map(accountIds.map((id) => [id, contentFor(post, id, library)]))
}

export const libraryOf = (rows: MediaRow[]): Library => new Map(rows.map((row) => [row.id, libraryEntry(row)]))

const libraryEntry = (row: MediaRow) => ({
  id: row.id,
  kind: row.kind,
  mime: row.mime,
  bytes: Number(row.bytes),
  width: row.width ?? undefined,
  height: row.height ?? undefined,
  durationMs: row.durationMs ?? undefined,
  fileName: row.fileName,
  alt: row.alt,
})

const noPublicAddress = async () => {
  throw new NetworkFailure('rejected', 'the desk has no public address from which the network could fetch the file')
}

/** Gives a content its files, to be opened when a network asks for them. `scratch` takes what is made to fit. */
export async function openContent(
  world: World,
  brandId: string,
  content: Content,
  scratch: string,
): Promise<PreparedContent> {
  const ids = content.parts.flatMap((part) => [
    ...part.media.map((use) => use.id),
    ...(part.card?.imageMediaId ? [part.card.imageMediaId] : []),
  ])
  const rows = new Map((await mediaByIds(world.db, brandId, [...new Set(ids)])).map((row) => [row.id, row]))
  const opened = (id: string, facts: Omit<MediaFile, 'open' | 'bytesNow' | 'fit' | 'publicUrl'>): MediaFile => {
    const row = rows.get(id)
    if (!row) throw new Error(`the file ${id} of a planned post is not in the library`)
    return openMediaFile(facts, world.files.path(row.fileKey), scratch, noPublicAddress)
  }
  return {
    ...content,
    parts: content.parts.map((part) => {
      const image = part.card?.imageMediaId ? rows.get(part.card.imageMediaId) : undefined
      return {
        ...part,
        media: part.media.map((use) => opened(use.id, use)),
        ...(image ? { cardImage: opened(image.id, libraryEntry(image)) } : {}),
      }
    }),
  }
}
