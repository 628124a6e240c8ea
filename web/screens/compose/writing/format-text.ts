/** A text with a stretch of it chosen: UTF-16 offsets, end exclusive. */
export type Chosen = { text: string; from: number; to: number }

/**
 * Puts signs of the neutral markup around what is chosen, without the spaces at its ends, or takes them off where they
 * stand; with nothing chosen the caret goes between them.
 */
export function withSigns({ text, from, to }: Chosen, sign: string): Chosen {
  const inner = text.slice(from, to)
  const begin = from + (inner.length - inner.trimStart().length)
  const end = Math.max(begin, to - (inner.length - inner.trimEnd().length))
  const width = sign.length
  if (text.slice(begin - width, begin) === sign && text.slice(end, end + width) === sign)
    return {
      text: text.slice(0, begin - width) + text.slice(begin, end) + text.slice(end + width),
      from: begin - width,
      to: end - width,
    }
  return {
    text: text.slice(0, begin) + sign + text.slice(begin, end) + sign + text.slice(end),
    from: begin + width,
    to: end + width,
  }
}

/** Words that lead somewhere: to an address, or to somebody by `@` and the network's own name of them. */
export function withTarget({ text, from, to }: Chosen, words: string, target: string): Chosen {
  const shown = words.replace(/[[\]\n]/g, ' ').trim() || target
  const put = `[${shown}](${target})`
  return { text: text.slice(0, from) + put + text.slice(to), from: from + put.length, to: from + put.length }
}

/** `roastery.example` as `https://roastery.example`, `@jess` as it is; undefined for what leads nowhere. */
export function targetOf(typed: string): string | undefined {
  const given = typed.trim()
  if (/^@[^\s()]+$/.test(given)) return given
  const address = /^[a-z]+:/i.test(given) ? given : `https://${given}`
  if (/[\s()]/.test(address) || !URL.canParse(address)) return undefined
  const { protocol, hostname } = new URL(address)
  return (protocol === 'https:' || protocol === 'http:') && hostname.includes('.') ? address : undefined
}

type Keys = { ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean; code: string }

/** The signs that a press of keys asks for, as every editor has it. */
export function signByKey({ ctrlKey, metaKey, altKey, shiftKey, code }: Keys): string | undefined {
  if (!(ctrlKey || metaKey) || altKey || shiftKey) return undefined
  return code === 'KeyB' ? '**' : code === 'KeyI' ? '_' : undefined
}
