import { Readable } from 'node:stream'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { announce } from '../../kernel/events.ts'
import { conflict, notFound } from '../../kernel/failure.ts'
import type { StoredFile } from '../../kernel/files.ts'
import { newId } from '../../kernel/id.ts'
import { mediaLimits } from '../../kernel/media/limits.ts'
import { type Probe, probe } from '../../kernel/media/probe.ts'
import { thumbnail } from '../../kernel/media/thumbnail.ts'
import type { World } from '../../kernel/world.ts'
import type { ChangeMedia } from './api.ts'
import type { MediaRow } from './post.ts'
import { mediaRow, postsUsing } from './store.ts'
import type { Writer } from './write-post.ts'

const largest = Math.max(...Object.values(mediaLimits.bytes))

/**
 * Takes a file into the library while it arrives: to disk, then looked at by its content, then kept.
 * Throws a Refusal for what is hostile, broken, unknown or too large; then nothing is left behind.
 */
export async function takeMedia(
  world: World,
  writer: Writer,
  brandId: string,
  file: { fileName: string; stream: Readable; alt?: string; rights?: string },
): Promise<MediaRow> {
  const stored = await world.files.put(file.stream, { maxBytes: largest })
  const kept = [stored.key]
  try {
    const known = await alreadyThere(world, brandId, stored)
    if (known) {
      await world.files.remove(stored.key)
      return known
    }
    const facts = await probe(world.files.path(stored.key))
    const small = await thumbnail(world.files.path(stored.key), facts, world.ffmpeg)
    const { key } = await world.files.put(Readable.from([small.webp]), { maxBytes: largest })
    kept.push(key)
    return await keep(world, writer, brandId, { ...file, stored, facts, thumbnailKey: key })
  } catch (error) {
    await Promise.all(kept.map((key) => world.files.remove(key)))
    throw error
  }
}

/** The same content twice is one file; its alt text and tags stay as they were. */
function alreadyThere(world: World, brandId: string, stored: StoredFile): Promise<MediaRow | undefined> {
  return world.db
    .selectFrom('media')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('sha256', '=', stored.sha256)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
}

type Taken = { fileName: string; alt?: string; rights?: string; stored: StoredFile; facts: Probe; thumbnailKey: string }

function keep(world: World, writer: Writer, brandId: string, taken: Taken): Promise<MediaRow> {
  const now = world.clock.now()
  const { facts, stored } = taken
  return inTransaction(world.db, async (tx) => {
    const row = await tx
      .insertInto('media')
      .values({
        ...{ id: newId(now), brandId, createdBy: writer.userId, createdAt: now, deletedAt: null },
        ...{ kind: facts.kind, mime: facts.mime, bytes: facts.bytes },
        width: 'width' in facts ? (facts.width ?? null) : null,
        height: 'height' in facts ? (facts.height ?? null) : null,
        durationMs: 'durationMs' in facts && facts.durationMs !== undefined ? Math.round(facts.durationMs) : null,
        ...streamOf(facts),
        ...{ sha256: stored.sha256, fileKey: stored.key, thumbnailKey: taken.thumbnailKey },
        ...{ fileName: plainName(taken.fileName), alt: taken.alt ?? '', tags: [], rights: taken.rights ?? '' },
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await announce(tx, 'media.taken', { mediaId: row.id }, { workspaceId: writer.workspaceId, brandId })
    return row
  })
}

/** What a video or a sound is made of, as the rules of networks ask for it. */
export const streamOf = (facts: Probe) =>
  facts.kind === 'video' || facts.kind === 'audio'
    ? {
        codec: (facts.kind === 'video' ? facts.videoCodec : facts.audioCodec) ?? null,
        frameRate: facts.frameRate ?? null,
        bitRate: facts.bitRate,
        hasAudio: facts.audioCodec !== undefined,
      }
    : {}

/** A name to show, never a path: no folders, no control signs, no tricks of direction. */
export function plainName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200)
  return clean || 'file'
}

export async function changeMedia(
  world: World,
  brandId: string,
  mediaId: string,
  changes: z.infer<typeof ChangeMedia>,
): Promise<MediaRow & { uses: number }> {
  await mediaRow(world.db, brandId, mediaId)
  const clean = changes.fileName === undefined ? changes : { ...changes, fileName: plainName(changes.fileName) }
  if (Object.keys(clean).length > 0)
    await world.db.updateTable('media').set(clean).where('id', '=', mediaId).where('brandId', '=', brandId).execute()
  return mediaRow(world.db, brandId, mediaId)
}

/**
 * Throws 409 `content.mediaUsed` while a living post uses it, or one that is being written just now. The file itself goes with
 * the nightly sweep.
 */
export async function removeMedia(world: World, writer: Writer, brandId: string, mediaId: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await tx.selectFrom('media').select('id').where('id', '=', mediaId).forUpdate().execute()
    const row = await mediaRow(tx, brandId, mediaId)
    const [first] = await postsUsing(tx, mediaId)
    if (first) throw conflict('content.mediaUsed', { count: row.uses, title: first.title || first.excerpt })
    await tx.updateTable('media').set({ deletedAt: world.clock.now() }).where('id', '=', mediaId).execute()
    await announce(tx, 'media.removed', { mediaId }, { workspaceId: writer.workspaceId, brandId })
  })
}

/** Back from removal, as long as its bytes are kept: a week. */
export async function restoreMedia(world: World, writer: Writer, brandId: string, mediaId: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const back = await tx
      .updateTable('media')
      .set({ deletedAt: null })
      .where('brandId', '=', brandId)
      .where('id', '=', mediaId)
      .returning('id')
      .executeTakeFirst()
    if (!back) throw notFound('content.mediaNotFound')
    await announce(tx, 'media.taken', { mediaId }, { workspaceId: writer.workspaceId, brandId })
  })
}

const keptForMs = 7 * 86_400_000

/** Erases the files of what was removed a week ago and no post, not even one in the bin, uses any more. */
export async function sweepMedia(world: World): Promise<number> {
  const old = await world.db
    .selectFrom('media')
    .select(['id', 'fileKey', 'thumbnailKey'])
    .where('deletedAt', '<', new Date(world.clock.now().getTime() - keptForMs))
    .where((where) =>
      where.not(where.exists(where.selectFrom('postMedia').select('postId').whereRef('mediaId', '=', 'media.id'))),
    )
    .limit(500)
    .execute()
  for (const row of old) {
    await world.db.deleteFrom('media').where('id', '=', row.id).execute()
    await world.files.remove(row.fileKey)
    if (row.thumbnailKey) await world.files.remove(row.thumbnailKey)
  }
  return old.length
}
