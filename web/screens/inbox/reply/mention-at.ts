/** Somebody being called in a note: what of the name stands before the caret, and from where. */
export function mentionAt(text: string, caret: number): { typed: string; from: number } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]*)?)$/u.exec(
    text.slice(Math.max(0, caret - 80), caret),
  )
  return found ? { typed: found[1] ?? '', from: caret - (found[1]?.length ?? 0) - 1 } : null
}

type Called = { id: string; name: string }

/** Those whose name goes on from what was typed: by any of its words. */
export const calledBy = (typed: string, people: readonly Called[], most = 6): Called[] => {
  const folded = typed.toLocaleLowerCase()
  return people
    .filter(({ name }) => {
      const words = name.toLocaleLowerCase()
      return words.startsWith(folded) || words.split(/\s+/).some((word) => word.startsWith(folded))
    })
    .slice(0, most)
}

/** Whose names stand in the text. */
export const mentionedIn = (text: string, people: readonly Called[]): string[] =>
  people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
