import type { Content, MediaUse, OptionField, OptionValue } from '../../../../networks/compose.ts'
import type { Draft, Media, Part } from './draft.ts'
import { firstCommentOf, partsOf, variantOf } from './edit-draft.ts'

/** What will stand on one account: its own text where it has one, the common one elsewhere, its settings over their defaults. */
export function contentFor(
  draft: Draft,
  accountId: string | null,
  {
    media,
    fields,
    language,
  }: { media: ReadonlyMap<string, Media>; fields: readonly OptionField[]; language: string | null },
): Content {
  const target = accountId ? { accountId } : 'all'
  const comment = firstCommentOf(draft, target)
  const spoken = draft.language ?? language
  return {
    parts: partsOf(draft, target).map((part) => withFacts(part, media)),
    ...(comment ? { firstComment: comment } : {}),
    ...(spoken ? { language: spoken } : {}),
    options: { ...defaultsOf(fields), ...(accountId ? variantOf(draft, accountId)?.options : undefined) },
  }
}

export const defaultsOf = (fields: readonly OptionField[]): Record<string, OptionValue> =>
  Object.fromEntries(fields.map((field) => [field.key, field.default]))

function withFacts(part: Part, media: ReadonlyMap<string, Media>): Content['parts'][number] {
  return {
    text: part.text,
    media: part.media.flatMap((use) => {
      const known = media.get(use.mediaId)
      return known ? [mediaUse(use, known)] : []
    }),
    ...(part.poll ? { poll: part.poll } : {}),
    ...(part.card ? { card: part.card } : {}),
  }
}

function mediaUse(use: Part['media'][number], known: Media): MediaUse {
  return {
    id: known.id,
    kind: known.kind,
    mime: known.mime,
    bytes: known.bytes,
    width: known.width ?? undefined,
    height: known.height ?? undefined,
    durationMs: known.durationMs ?? undefined,
    codec: known.codec ?? undefined,
    frameRate: known.frameRate ?? undefined,
    bitRate: known.bitRate ?? undefined,
    hasAudio: known.hasAudio ?? undefined,
    fileName: known.fileName,
    alt: use.alt ?? known.alt,
    focus: use.focus,
    crop: use.crop,
  }
}
