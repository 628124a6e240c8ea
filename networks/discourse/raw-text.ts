import type { Poll } from '../compose.ts'
import { forumMarkdown, readMarkdown } from '../families/forum/forum-markdown.ts'
import { dialect } from './dialect.ts'

/** A file that lies at the forum, by its short address. */
export type Placed = {
  kind: string
  url: string
  alt: string
  name: string
  size: string
  width: number
  height: number
}

/** The source of a post: its words, its poll, its files below each other. https://meta.discourse.org/t/how-to-create-polls/77548 (read 2026-11-22). */
export const rawOf = (text: string, media: Placed[], poll: string | undefined): string =>
  [forumMarkdown(text, dialect), poll ?? '', media.map(fileLine).join('\n')].filter((one) => one !== '').join('\n\n')

function fileLine({ kind, url, alt, name, size, width, height }: Placed): string {
  const words = (alt || name).replace(/[\n\r]+/g, ' ').replace(/[\\[\]|]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  if (kind === 'document') return `[${name.replace(/[[\]|\n]/g, '')}|attachment](${url}) (${size})`
  if (kind === 'video' || kind === 'audio') return `![${words}|${kind}](${url})`
  return width > 0 ? `![${words}|${width}x${height}](${url})` : `![${words}](${url})`
}

export function pollOf(poll: Poll, results: string, now: Date): string {
  const close = new Date(now.getTime() + poll.durationSeconds * 1000).toISOString()
  const kind = poll.multiple ? `type=multiple max=${poll.options.length}` : 'type=regular'
  const line = (words: string) => forumMarkdown(words.replace(/\s+/g, ' ').trim(), dialect)
  return [
    `[poll ${kind} results=${results} public=false chartType=bar close=${close}]`,
    ...(poll.question?.trim() ? [`# ${line(poll.question)}`] : []),
    ...poll.options.map((option) => `* ${line(option)}`),
    '[/poll]',
  ].join('\n')
}

const polls = /\[poll\b[^\]\n]*\][\s\S]*?\[\/poll\]/g
const files = /^(!?)\[([^\]\n]*)\]\((upload:\/\/[^\s)]+)\)(?: \([^)\n]*\))?$/gm

export const pollIn = (raw: string): string | undefined => raw.match(polls)?.[0]

/** The words of a source, without its files and polls. */
export const textOfRaw = (raw: string): string => readMarkdown(raw.replace(polls, '').replace(files, ''), dialect)

/** The files of a source, in their order. */
export const filesInRaw = (raw: string): { kind: string; alt?: string; url: string }[] =>
  [...raw.matchAll(files)].map(([, picture, label = '', url = '']) => {
    const [words = '', mark = ''] = label.split('|')
    const alt = words.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    const kind = picture === '' ? 'document' : mark === 'video' || mark === 'audio' ? mark : kindByName(url)
    return { kind, url, ...(alt && kind !== 'document' ? { alt } : {}) }
  })

const kindByName = (url: string) => (/\.gif$/i.test(url) ? 'gif' : 'image')
