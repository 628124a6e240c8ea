import type { Random } from '../random.ts'
import type { TownEvent, TownPost } from './post.ts'
import { townWords } from './words.ts'

/** What comes at a moment that is known already, soonest last. */
export function createLater() {
  const waiting: TownEvent[] = []
  const add = (event: TownEvent) => {
    let [low, high] = [0, waiting.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((waiting[middle]?.at.getTime() ?? 0) > event.at.getTime()) low = middle + 1
      else high = middle
    }
    waiting.splice(low, 0, event)
  }
  return {
    add,
    due: (atMs: number): TownEvent | undefined => {
      const next = waiting.at(-1)
      return next && next.at.getTime() < atMs ? waiting.pop() : undefined
    },
    /** One of eighty is edited within the half hour, one of sixty taken back within some hours. */
    secondThoughts: (post: TownPost, random: Random): void => {
      const dice = random.next()
      if (dice >= editing + erasing || post.kind === 'repost') return
      const { id } = post
      if (dice < editing) {
        const note = random.pick(townWords()[post.author.language].corrections)
        add({ kind: 'edit', id, at: inMinutes(post, 1 + random.next() * 29), text: `${post.text} ${note}` })
      } else add({ kind: 'erasure', id, at: inMinutes(post, 2 + random.next() ** 3 * 400) })
    },
  }
}

const editing = 1 / 80
const erasing = 1 / 60

const inMinutes = (post: TownPost, minutes: number) => new Date(Math.floor(post.at.getTime() + minutes * 60_000))
