import type { Random } from '../random.ts'
import type { TownPost } from './post.ts'

const kept = 48

/** What was said last in a language, and of a brand: what people answer and pass on. */
export function createRecent() {
  const lists = new Map<string, TownPost[]>()
  const keepIn = (name: string, post: TownPost) => {
    const list = lists.get(name) ?? []
    if (list.length === 0) lists.set(name, list)
    if (list.length < kept) list.push(post)
    else list[Math.floor(post.at.getTime() / 7 + list.length + post.text.length) % kept] = post
  }
  return {
    keep: (post: TownPost) => {
      if (post.kind === 'repost' || post.topic === 'passing' || post.scene === 'spam') return
      keepIn(post.about ?? post.author.language, post)
    },
    of: (name: string, random: Random): TownPost | undefined => {
      const list = lists.get(name)
      return list && list.length > 0 ? random.pick(list) : undefined
    },
  }
}
