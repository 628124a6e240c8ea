import type { DbOrTx } from '../../kernel/db/tables.ts'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import type { FitRule } from '../../kernel/media/fit-rule.ts'
import { openMediaFile } from '../../kernel/media/open.ts'
import type { World } from '../../kernel/world.ts'
import { ruleOf } from '../../networks/check-media.ts'
import type { Content, Limits, MediaUse } from '../../networks/compose.ts'
import type { MediaFile, PreparedContent } from '../../networks/contract.ts'
import { wordsIn } from '../team/index.ts'
import type { MediaRow, PostRow } from './post.ts'
import { preparedFile } from './prepared-files.ts'
import { publicUrlOf } from './public-links.ts'
import { mediaByIds } from './store.ts'
import { contentFor, isMediaId, mediaIdsOf } from './variants.ts'

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
  codec: row.codec ?? undefined,
  frameRate: row.frameRate ?? undefined,
  bitRate: row.bitRate === null ? undefined : Number(row.bitRate),
  hasAudio: row.hasAudio ?? undefined,
  fileName: row.fileName,
  alt: row.alt,
})

/** For which account a content is opened. `limits` are those of its network there. */
export type Opening = { brandId: string; scratch: string; practice: boolean; limits?: Limits; signal?: AbortSignal }

/** Gives a content its files, to be opened when a network asks for them. The scratch folder takes what is made to fit. */
export async function openContent(world: World, content: Content, opening: Opening): Promise<PreparedContent> {
  const used = filesOf(content)
  const rows = new Map((await mediaByIds(world.db, opening.brandId, used)).map((row) => [row.id, row]))
  const entryOf = (id: string) => {
    const row = rows.get(id)
    if (!row) throw new Error(`the file ${id} of a planned post is not in the library`)
    return { ...libraryEntry(row), path: world.files.path(row.fileKey) }
  }
  const opened = async (facts: MediaUse): Promise<MediaFile> => {
    const { path } = entryOf(facts.id)
    const made = await asTaken(world, facts, path, opening)
    return openedFile(world, made.facts, made.path, opening)
  }
  const plainly = (id: string) => {
    const { path, ...facts } = entryOf(id)
    return openedFile(world, facts, path, opening)
  }
  const chosen = optionFilesOf(content).filter(([, id]) => rows.has(id))
  return {
    ...content,
    parts: await Promise.all(
      content.parts.map(async (part) => {
        const image = part.card?.imageMediaId
        return {
          ...part,
          media: await Promise.all(part.media.map(opened)),
          ...(image && rows.has(image) ? { cardImage: plainly(image) } : {}),
        }
      }),
    ),
    ...(chosen.length > 0 ? { files: Object.fromEntries(chosen.map(([key, id]) => [key, plainly(id)])) } : {}),
  }
}

/** Every file that a content names: in its parts, their cards, and its options. */
const filesOf = (content: Content): string[] => [
  ...new Set([
    ...content.parts.flatMap((part) => [
      ...part.media.map((use) => use.id),
      ...(part.card?.imageMediaId ? [part.card.imageMediaId] : []),
    ]),
    ...optionFilesOf(content).map(([, id]) => id),
  ]),
]

/** An option whose value has the form of an id names a file where the library has it. */
const optionFilesOf = ({ options }: Content): [string, string][] =>
  Object.entries(options).flatMap(([key, value]) => (isMediaId(value) ? [[key, value] as [string, string]] : []))

/** Where moving pictures are not taken as such, an animation is given as the video it becomes. */
async function asTaken(world: World, facts: MediaUse, path: string, opening: Opening) {
  const rule = opening.limits && ruleOf(facts, opening.limits.media)
  const becomes = facts.kind === 'gif' && rule !== undefined && rule !== opening.limits?.media.gif
  return becomes ? remade(world, facts, path, rule, opening) : { facts, path }
}

function openedFile(world: World, facts: MediaUse, path: string, opening: Opening): MediaFile {
  const publish = (from: string, of: MediaUse) => publicUrlOf(world, from, of, opening)
  const remake = (file: MediaUse, from: string, rule: FitRule) => remade(world, file, from, rule, opening)
  return openMediaFile(facts, path, opening.scratch, publish, remake)
}

/** A no of ours to a file is a no to the publication: trying again would change nothing. */
async function remade(world: World, facts: MediaUse, path: string, rule: FitRule, opening: Opening) {
  try {
    return await preparedFile(world, { ...opening, path }, facts, rule, opening.signal)
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    throw new NetworkFailure('rejected', wordsIn('en').say(cause.code, cause.values), { cause })
  }
}
