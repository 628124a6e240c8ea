import { type Dialect, forumMarkdown, readMarkdown } from '../families/forum/forum-markdown.ts'

/** CommonMark with line breaks and strikethrough, no HTML: https://github.com/NodeBB/nodebb-plugin-markdown (read 2026-11-22). */
export const dialect: Dialect = { strike: ['~~', '~~'] }

/** A file that lies at the forum. */
export type Placed = { kind: string; url: string; alt: string; name: string }

/** The source of a post: its words, then its files below each other. */
export const sourceOf = (text: string, media: Placed[]): string =>
  [forumMarkdown(text, dialect), media.map(fileLine).join('\n')].filter((one) => one !== '').join('\n\n')

const label = (words: string) => words.replace(/[\n\r]+/g, ' ').replace(/[\\[\]]/g, '\\$&')

const fileLine = ({ kind, url, alt, name }: Placed) =>
  kind === 'document' ? `[${label(name)}](${url})` : `![${label(alt || name)}](${url})`

const files = /^(!?)\[((?:\\.|[^\]\\\n])*)\]\(((?:https?:\/\/[^\s)]+)?\/(?:[^\s)]*\/)?assets\/uploads\/[^\s)]+)\)$/gm

/** The words of a source, without its files. */
export const textOfSource = (source: string): string => readMarkdown(source.replace(files, ''), dialect)

/** The files of a source, in their order. */
export const filesInSource = (source: string, server: string): { kind: string; alt?: string; url: string }[] =>
  [...source.matchAll(files)].map(([, picture, words = '', url = '']) => {
    const alt = words.replace(/\\(.)/g, '$1')
    const kind = picture === '' ? 'document' : /\.gif$/i.test(url) ? 'gif' : 'image'
    const address = URL.canParse(url, `${server}/`) ? new URL(url, `${server}/`).href : url
    return { kind, url: address, ...(alt && kind !== 'document' ? { alt } : {}) }
  })
