/**
 * The one neutral form of a text: what a person types once and every network says in its own syntax.
 * `**bold** _italic_ __underline__ ~~strike~~ ||spoiler||`, code in backticks, `[text](https://…)` a link, and
 * `[Name](@id)` a mention of somebody by the network's own id. What is not well formed stays as it was written.
 */
export type Mark = {
  kind: 'bold' | 'italic' | 'underline' | 'strike' | 'code' | 'spoiler' | 'link' | 'mention'
  /** UTF-16 offsets in the text without its markers, end exclusive. */
  from: number
  to: number
  /** The address of a link; the id of a mention, without its `@`. */
  target?: string
}
export type RichText = { text: string; marks: Mark[] }

/** Marks are sorted by their beginning, outer ones first, and never cross. */
export function richText(written: string): RichText {
  const pairs = pairsIn(written).sort((a, b) => a.open.at - b.open.at)
  const cuts = pairs.flatMap(({ open, close }) => [open, close]).sort((a, b) => a.at - b.at)
  let text = ''
  let from = 0
  const shift: { at: number; by: number }[] = []
  for (const cut of cuts) {
    text += written.slice(from, cut.at)
    from = cut.at + cut.width
    shift.push({ at: cut.at, by: from - text.length })
  }
  const moved = (at: number) => at - (shift[placesBefore(shift, at) - 1]?.by ?? 0)
  const marks = pairs.map(({ kind, target, open, close }): Mark => {
    const given = target === undefined ? {} : { target: target.replace(/^@/, '') }
    return { kind, from: moved(open.at + open.width), to: moved(close.at), ...given }
  })
  return { text: text + written.slice(from), marks: marks.sort((a, b) => a.from - b.from || b.to - a.to) }
}

/**
 * How a network writes marks. What has no entry is written without its marks; a link without one has its address beside it.
 * `escape` is for everything outside code.
 */
export type Syntax = { escape?: (text: string) => string } & Partial<
  Record<Mark['kind'], (inner: string, target: string) => string>
>

/** The text in a network's syntax. */
export function inSyntax({ text, marks }: RichText, syntax: Syntax): string {
  const literally = syntax.escape ?? ((literal: string) => literal)
  const written = (from: number, to: number, inside: Mark[]): string => {
    let out = ''
    let at = from
    for (const mark of inside.filter((one) => !inside.some((other) => other !== one && holds(other, one, inside)))) {
      out += literally(text.slice(at, mark.from)) + marked(mark, inside)
      at = mark.to
    }
    return out + literally(text.slice(at, to))
  }
  const marked = (mark: Mark, all: Mark[]): string => {
    const within = all.filter((one) => one !== mark && holds(mark, one, all))
    const literal = text.slice(mark.from, mark.to)
    const inner = mark.kind === 'code' ? literal : written(mark.from, mark.to, within)
    const target = mark.target ?? ''
    const write = syntax[mark.kind]
    if (write) return write(inner, target)
    return mark.kind === 'link' && literal !== target ? `${inner} (${literally(target)})` : inner
  }
  return written(0, text.length, marks)
}

/** Without any marks, the addresses of links beside their words: for networks that know no formatting. */
export const plainText = (written: string): string => inSyntax(richText(written), {})

/** Of two that cover the same, the earlier one of the list is the outer. */
const holds = (outer: Mark, inner: Mark, all: Mark[]) =>
  outer.from <= inner.from &&
  inner.to <= outer.to &&
  (outer.from < inner.from || inner.to < outer.to || all.indexOf(outer) < all.indexOf(inner))

type Marker = { at: number; width: number; kind: Mark['kind'] }
type Pair = {
  kind: Mark['kind']
  target?: string
  open: { at: number; width: number }
  close: { at: number; width: number }
}

const markers: [string, Mark['kind']][] = [
  ['**', 'bold'],
  ['__', 'underline'],
  ['~~', 'strike'],
  ['||', 'spoiler'],
  ['_', 'italic'],
]
const address = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]*~|_]/y
const link = /\[([^[\]\n]+)\]\((@[^\s()]+|(?:https?:\/\/|tg:\/\/|mailto:)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)/y
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
    pairs.push({ kind: 'code', open: { at, width: 1 }, close: { at: end, width: 1 } })
    return literal[0].length
  }
  const found = matchAt(link, text, at)
  if (!found || [...linkEnds.keys()].some((end) => end > at)) return 0
  const end = at + 1 + (found[1] ?? '').length
  const target = found[2] ?? ''
  const close = { at: end, width: at + found[0].length - end }
  const kind = target.startsWith('@') ? 'mention' : 'link'
  linkEnds.set(end, { kind, target, open: { at, width: 1 }, close })
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
  const [sign, kind] = found
  const width = sign.length
  const before = text[at - 1] ?? ' '
  const after = text[at + width] ?? ' '
  const waiting = open.findLastIndex((one) => one.kind === kind && one.at >= since)
  const starts = open[waiting]
  const closes = starts && !isSpace(before) && at > starts.at + starts.width && (kind !== 'italic' || !isWord(after))
  if (closes) {
    pairs.push({ kind, open: starts, close: { at, width } })
    open.length = waiting
  } else if (waiting < 0 && !isSpace(after) && after !== sign[0] && (kind !== 'italic' || !isWord(before))) {
    open.push({ at, width, kind })
  }
  return width
}

function closeDown(open: Marker[], stays: (one: Marker) => boolean): void {
  while (open.length > 0 && !open.slice(-1).every(stays)) open.pop()
}

const isSpace = (sign: string) => /\s/.test(sign)
const isWord = (sign: string) => /[\p{L}\p{N}\\]/u.test(sign)

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
