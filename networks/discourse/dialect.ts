import type { Dialect } from '../families/forum/forum-markdown.ts'

/** CommonMark with line breaks, BBCode for what it has not: https://meta.discourse.org/t/supported-formatting-in-posts/239348 (read 2026-11-22). */
export const dialect: Dialect = {
  strike: ['~~', '~~'],
  underline: ['[u]', '[/u]'],
  spoiler: ['[spoiler]', '[/spoiler]'],
}
