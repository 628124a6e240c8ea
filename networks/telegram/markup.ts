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
  return trimmed(withoutMarkers(written, pairsIn(written)))
}

/** How much is left when the marks became entities, the ends not yet trimmed: what a counter shows while writing. */
export const visibleLength = (written: string): number => withoutMarkers(written, pairsIn(written)).text.length

type EntityType = Entity['type']
type Marker = { at: number; width: number; type: EntityType }
type Pair = {
  type: EntityType
  url?: string
  open: { at: number; width: number }
  close: { at: number; width: number }
}

const markers: [string, EntityType][] = [
  ['**', 'bold'],
  ['__', 'underline'],
  ['~~', 'strikethrough'],
  ['||', 'spoiler'],
  ['_', 'italic'],
]
const address = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]*~|_]/y
const link = /\[([^[\]\n]+)\]\(((?:https?:\/\/|tg:\/\/|mailto:)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)/y
const code = /(?<!`)`([^`\n]+)`(?!`)/y

function pairsIn(text: string): Pair[] {
  const pairs: Pair[] = []
  const open: Marker[] = []
  const linkEnds = new Map<number, Pair>()
  for (let at = 0; at < text.length; ) {
    const ending = linkEnds.get(at)
    if (ending) {
      closeDown(open, (one) => one.at < ending.open.at)
      pairs.push(ending)
      at += ending.close.width
      continue
    }
    at += fixed(text, at, pairs, linkEnds) || marker(text, at, open, pairs, linkStart(linkEnds, at)) || 1
  }
  return pairs
}

/** Addresses stay untouched, code is literal, a link waits for its end. Returns how much was passed. */
function fixed(text: string, at: number, pairs: Pair[], linkEnds: Map<number, Pair>): number {
  const url = matchAt(address, text, at)
  if (url && linkEnds.size === 0) return url[0].length
  const literal = matchAt(code, text, at)
  if (literal) {
    const end = at + literal[0].length - 1
    pairs.push({ type: 'code', open: { at, width: 1 }, close: { at: end, width: 1 } })
    return literal[0].length
  }
  const found = matchAt(link, text, at)
  if (!found || [...linkEnds.keys()].some((end) => end > at)) return 0
  const end = at + 1 + (found[1] ?? '').length
  const close = { at: end, width: at + found[0].length - end }
  linkEnds.set(end, { type: 'text_link', url: found[2] ?? '', open: { at, width: 1 }, close })
  return 1
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Where the link we are in began; marks opened before it cannot close inside. */
const linkStart = (linkEnds: Map<number, Pair>, at: number) =>
  [...linkEnds.values()].find((one) => one.open.at < at && at < one.close.at)?.open.at ?? 0

/** A marker closes the nearest open one of its kind, or opens. Those opened in between stay literal. */
function marker(text: string, at: number, open: Marker[], pairs: Pair[], since: number): number {
  const found = markers.find(([sign]) => text.startsWith(sign, at))
  if (!found) return 0
  const [sign, type] = found
  const width = sign.length
  const before = text[at - 1] ?? ' '
  const after = text[at + width] ?? ' '
  const waiting = open.findLastIndex((one) => one.type === type && one.at >= since)
  const starts = open[waiting]
  const closes = starts && !isSpace(before) && at > starts.at + starts.width && (type !== 'italic' || !isWord(after))
  if (closes) {
    pairs.push({ type, open: starts, close: { at, width } })
    open.length = waiting
  } else if (waiting < 0 && !isSpace(after) && after !== sign[0] && (type !== 'italic' || !isWord(before))) {
    open.push({ at, width, type })
  }
  return width
}

function closeDown(open: Marker[], stays: (one: Marker) => boolean): void {
  while (open.length > 0 && !open.slice(-1).every(stays)) open.pop()
}

const isSpace = (sign: string) => /\s/.test(sign)
const isWord = (sign: string) => /[\p{L}\p{N}\\]/u.test(sign)

function withoutMarkers(text: string, pairs: Pair[]): Formatted {
  const cuts = pairs.flatMap(({ open, close }) => [open, close]).sort((a, b) => a.at - b.at)
  let shown = ''
  let from = 0
  const shift: { at: number; by: number }[] = []
  for (const cut of cuts) {
    shown += text.slice(from, cut.at)
    from = cut.at + cut.width
    shift.push({ at: cut.at, by: from - shown.length })
  }
  const moved = (at: number) => at - (shift[placesBefore(shift, at) - 1]?.by ?? 0)
  const entities = pairs.map(({ type, url, open, close }) => {
    const offset = moved(open.at + open.width)
    return { type, offset, length: moved(close.at) - offset, ...(url ? { url } : {}) }
  })
  return { text: shown + text.slice(from), entities: sorted(apartFromCode(entities)) }
}

/** How many of these ascending places stand before that one. */
function placesBefore(places: { at: number }[], at: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.at ?? at) < at) low = middle + 1
    else high = middle
  }
  return low
}

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
