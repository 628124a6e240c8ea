import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Post } from '../../modules/listening/index.ts'
import { seeded } from '../../modules/listening/matcher/testing-queries.ts'

/** Labelled text kept beside the repository; it is no part of it. */
const folder = join(import.meta.dirname, '../../../shared/data/text')

/** Real posts, and queries of words that stand together in them; undefined where no such text is kept. */
export function readTalk(count: number): { posts: Post[]; queries: string[] } | undefined {
  if (!existsSync(folder)) return undefined
  const posts = [
    ...filesIn('language', /-sentences\.txt$/).flatMap((file) =>
      linesOf(file, file.slice(-'xx-sentences.txt'.length).slice(0, 2)),
    ),
    ...filesIn('sentiment', /_text\.txt$/).flatMap((file) => linesOf(file, 'en')),
    ...filesIn('sentiment/evaluate-only', /posts\.txt$/).flatMap((file) => linesOf(file, 'cs')),
  ]
  const random = seeded(5)
  const shuffled = posts.map((post) => ({ post, at: random() })).sort((a, b) => a.at - b.at)
  return { posts: shuffled.map((one) => one.post), queries: queriesFrom(posts, count, random) }
}

const filesIn = (below: string, name: RegExp) =>
  readdirSync(join(folder, below))
    .filter((one) => name.test(one))
    .map((one) => join(folder, below, one))

const linesOf = (file: string, language: string): Post[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((text) => ({ text, language }))

function queriesFrom(posts: Post[], count: number, random: () => number): string[] {
  const below = (limit: number) => Math.floor(random() * limit)
  const queries: string[] = []
  while (queries.length < count) {
    const { text, language } = posts[below(posts.length)] ?? { text: '', language: '' }
    const words = text.match(/[\p{L}]{4,20}/gu) ?? []
    const at = below(words.length)
    const [one = '', other = '', third = ''] = [words[at], words[at + 1], words[below(words.length)]]
    if (!one || !other || !third) continue
    const kinds = [
      `${one} ${third}`,
      `"${one} ${other}"`,
      `${one} OR ${other}`,
      `${one} NEAR/5 ${third}`,
      `${one.slice(0, 4)}* ${third} lang:${language}`,
      `${one} ${other} -${third}`,
    ]
    queries.push(kinds[below(kinds.length)] ?? one)
  }
  return queries
}
