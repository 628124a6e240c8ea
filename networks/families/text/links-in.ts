const most = 50

/** The addresses in a text, each once; of one with thousands only the first. */
export function linksIn(text: string): string[] {
  const found = new Set<string>()
  for (const [link] of text.matchAll(/https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/gi)) {
    found.add(link)
    if (found.size === most) break
  }
  return [...found]
}

/** The tags in a text, without their sign, each once. */
export function tagsIn(text: string): string[] {
  const found = new Set<string>()
  for (const [, tag = ''] of text.matchAll(/(?<![\p{L}\p{N}_&/#])#([\p{L}\p{M}\p{N}_]{1,100})/gu)) {
    if (!/^\p{N}+$/u.test(tag)) found.add(tag)
    if (found.size === most) break
  }
  return [...found]
}

/** What a text leads to, as posts carry it: nothing where there is none. */
export function pointersIn(
  text: string,
  beside: (string | null | undefined)[] = [],
): { links?: string[]; tags?: string[] } {
  const outside = beside.filter((one): one is string => !!one && /^https?:/i.test(one))
  const links = [...new Set([...outside, ...linksIn(text)])]
  const tags = tagsIn(text)
  return { ...(links.length > 0 ? { links } : {}), ...(tags.length > 0 ? { tags } : {}) }
}
