/** The emulator's own reading of a text, written apart from the connector's so that the two can disagree. */
export type Piece = { kind: 'text' | 'url' | 'mention' | 'tag'; text: string }

const isWordSign = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{M}\p{N}_]/u.test(sign)

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let plain = ''
  for (let at = 0; at < text.length; ) {
    const found = specialAt(text, at)
    if (!found) {
      plain += text[at]
      at += 1
      continue
    }
    if (plain) pieces.push({ kind: 'text', text: plain })
    plain = ''
    pieces.push(found)
    at += found.text.length
  }
  if (plain) pieces.push({ kind: 'text', text: plain })
  return pieces
}

function specialAt(text: string, at: number): Piece | undefined {
  const before = text[at - 1]
  const sign = text[at] ?? ''
  if (sign === 'h' || sign === 'H')
    return isWordSign(before) || /[@$#]/.test(before ?? '') ? undefined : urlAt(text.slice(at))
  if (sign === '@')
    return isWordSign(before) || before === '/' || before === '=' ? undefined : mentionAt(text.slice(at))
  if (sign === '#' || sign === '＃')
    return isWordSign(before) || /[/=)]/.test(before ?? '') ? undefined : tagAt(text.slice(at))
  return undefined
}

function urlAt(rest: string): Piece | undefined {
  const scheme = /^https?:\/\//i.exec(rest)?.[0]
  if (!scheme) return undefined
  let url = rest.slice(0, endOfAddress(rest, scheme.length))
  while (/[!?.,:;'"*~\]&|@$%[(-]$/.test(url)) url = url.slice(0, -1)
  const host = url.slice(scheme.length).split(/[/?#]/)[0]?.replace(/:\d+$/, '') ?? ''
  const labels = host.split('.')
  const last = labels.at(-1) ?? ''
  const isDomain =
    labels.length > 1 && labels.every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?$/u.test(label))
  return isDomain && (/^\p{L}{2,}$/u.test(last) || last.startsWith('xn--')) ? { kind: 'url', text: url } : undefined
}

/** Up to a space or quote; a bracket belongs to the address only with its fellow. */
function endOfAddress(text: string, from: number): number {
  const open: number[] = []
  let end = from
  for (; end < text.length && !/[\s<>"「」]/.test(text[end] ?? ''); end++) {
    if (text[end] === '?') return end + (/^[^\s<>"「」]*/.exec(text.slice(end))?.[0].length ?? 0)
    if (text[end] === '(') open.push(end)
    else if (text[end] === ')' && open.pop() === undefined) return end
  }
  return open[0] ?? end
}

function mentionAt(rest: string): Piece | undefined {
  const name = /^@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*/i.exec(rest)?.[0]
  if (!name) return undefined
  const domain = /^@[\p{L}\p{M}\p{N}_.-]+[\p{L}\p{M}\p{N}_]/u.exec(rest.slice(name.length))?.[0] ?? ''
  return { kind: 'mention', text: name + domain }
}

function tagAt(rest: string): Piece | undefined {
  const tag = /^[#＃][\p{L}\p{M}\p{N}_·]+/u.exec(rest)?.[0]
  return tag && /[\p{L}\p{M}_·]/u.test(tag.slice(1)) ? { kind: 'tag', text: tag } : undefined
}

/** The count of user-perceived characters, spelled out cluster by cluster. */
export function clusters(text: string): number {
  return Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)).length
}

export function countedLength(text: string, perUrl: number): number {
  const counted = piecesOf(text).map((piece) => {
    if (piece.kind === 'url') return 'x'.repeat(perUrl)
    return piece.kind === 'mention' ? `@${piece.text.split('@')[1]}` : piece.text
  })
  return clusters(counted.join(''))
}
