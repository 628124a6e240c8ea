import type { RemotePost } from '../../contract.ts'

/** Does a post hold any of the words, in whatever case? `#word` asks for a tag. Without words every post is wanted. */
export function wantedBy(words: string[] = []): (post: Pick<RemotePost, 'text' | 'title' | 'tags'>) => boolean {
  const all = words.map(folded).filter((word) => word !== '')
  if (all.length === 0) return () => true
  const tags = new Set(all.filter(isTag).map((word) => word.slice(1)))
  const plain = all.filter((word) => !isTag(word))
  return ({ text, title = '', tags: own = [] }) => {
    const said = folded(`${title} ${text}`)
    return plain.some((word) => said.includes(word)) || (tags.size > 0 && own.some((tag) => tags.has(folded(tag))))
  }
}

const folded = (text: string) => text.normalize('NFC').toLocaleLowerCase().trim()
export const isTag = (word: string) => /^#[\p{L}\p{M}\p{N}_]+$/u.test(word)
