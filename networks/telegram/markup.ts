import { type Mark, richText } from '../rich-text.ts'

/** Telegram's own name of a formatted span: UTF-16 offset and length. */
export type Entity = {
  type: 'bold' | 'italic' | 'underline' | 'strikethrough' | 'code' | 'spoiler' | 'text_link'
  offset: number
  length: number
  url?: string
}
export type Formatted = { text: string; entities: Entity[] }

/**
 * Light markup as Telegram's people type it: `**bold** _italic_ __underline__ ~~strike~~ ||spoiler||`, code in backticks, `[text](https://…)`.
 * What is not well formed stays as it was written. The ends are trimmed as Telegram does, so offsets stand as sent.
 */
export function formatted(written: string, formatting: unknown): Formatted {
  if (formatting === 'plain') return { text: written.trim(), entities: [] }
  const { text, marks } = richText(written)
  return trimmed({ text, entities: sorted(apartFromCode(marks.map(entityOf))) })
}

/** How much is left when the marks became entities, the ends not yet trimmed: what a counter shows while writing. */
export const visibleLength = (written: string): number => richText(written).text.length

const types = {
  ...({ bold: 'bold', italic: 'italic', underline: 'underline', strike: 'strikethrough', code: 'code' } as const),
  ...({ spoiler: 'spoiler', link: 'text_link', mention: 'text_link' } as const),
} satisfies Record<Mark['kind'], Entity['type']>

function entityOf({ kind, from, to, target = '' }: Mark): Entity {
  const entity = { type: types[kind], offset: from, length: to - from }
  if (kind === 'link') return { ...entity, url: target }
  return kind === 'mention' ? { ...entity, url: addressOf(target) } : entity
}

/** People without a name of their own are known by their number. */
const addressOf = (id: string) => (/^\d+$/.test(id) ? `tg://user?id=${id}` : `https://t.me/${id}`)

/** Code stands alone at Telegram: whatever surrounds it is parted around it. */
function apartFromCode(entities: Entity[]): Entity[] {
  const codes = entities.filter((one) => one.type === 'code')
  const around = (one: Entity): Entity[] =>
    codes
      .filter((code) => code.offset < one.offset + one.length && one.offset < code.offset + code.length)
      .reduce<Entity[]>((parts, code) => parts.flatMap((part) => parted(part, code)), [one])
  return entities.flatMap((one) => (one.type === 'code' ? [one] : around(one)))
}

function parted(part: Entity, code: Entity): Entity[] {
  const end = part.offset + part.length
  const codeEnd = code.offset + code.length
  if (codeEnd <= part.offset || code.offset >= end) return [part]
  return [
    { ...part, length: code.offset - part.offset },
    { ...part, offset: codeEnd, length: end - codeEnd },
  ].filter((one) => one.length > 0)
}

const sorted = (entities: Entity[]) => entities.sort((a, b) => a.offset - b.offset || b.length - a.length)

function trimmed({ text, entities }: Formatted): Formatted {
  const kept = text.trim()
  const start = text.length - text.trimStart().length
  const inside = entities.flatMap((one) => {
    const from = Math.max(0, one.offset - start)
    const to = Math.min(kept.length, one.offset - start + one.length)
    return to > from ? [{ ...one, offset: from, length: to - from }] : []
  })
  return { text: kept, entities: inside }
}
