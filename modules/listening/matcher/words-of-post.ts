import { tokenise } from './tokenise.ts'
import { Tokens } from './tokens.ts'

const most = 5_000
const longest = 200

/** The folded words of a post, each once, as queries read them: what a search by an index can find it by. */
export function wordsOfPost(post: { title?: string; text: string }): string[] {
  tokenise(post, tokens)
  const words = new Set<string>()
  for (let n = 0; n < tokens.count && words.size < most; n++) {
    const word = tokens.keyOf(n)
    if (word !== '' && word.length <= longest) words.add(word)
  }
  return [...words]
}

const tokens = new Tokens()
