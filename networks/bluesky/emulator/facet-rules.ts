import { isObject } from './answers.ts'

/** Facets must lie on whole characters inside the text, not overlap, and mark what they say they mark. */
export function facetProblems(record: Record<string, unknown>): string[] {
  if (typeof record.text !== 'string' || !Array.isArray(record.facets)) return []
  const bytes = Buffer.from(record.text, 'utf8')
  const problems: string[] = []
  let end = 0
  for (const [at, facet] of record.facets.entries()) {
    const index = isObject(facet) && isObject(facet.index) ? facet.index : {}
    const { byteStart, byteEnd } = { byteStart: Number(index.byteStart), byteEnd: Number(index.byteEnd) }
    const where = `facet ${at}`
    if (!(byteStart >= end && byteEnd > byteStart && byteEnd <= bytes.length))
      problems.push(`${where} lies outside the text or over another`)
    else if (insideCharacter(bytes, byteStart) || insideCharacter(bytes, byteEnd))
      problems.push(`${where} cuts a character`)
    else problems.push(...markProblems(bytes.subarray(byteStart, byteEnd).toString('utf8'), facet, where))
    end = byteEnd
  }
  return problems
}

const insideCharacter = (bytes: Buffer, at: number): boolean => ((bytes[at] ?? 0) & 0xc0) === 0x80

function markProblems(marked: string, facet: unknown, where: string): string[] {
  const features = isObject(facet) && Array.isArray(facet.features) ? facet.features.filter(isObject) : []
  return features.flatMap((feature) => {
    if (feature.$type === 'app.bsky.richtext.facet#tag' && !/^[#＃]/.test(marked))
      return [`${where} marks ${marked} as a tag`]
    if (feature.$type === 'app.bsky.richtext.facet#mention' && !/^[@＠]/.test(marked))
      return [`${where} marks ${marked} as a mention`]
    if (feature.$type === 'app.bsky.richtext.facet#link' && /\s/.test(marked))
      return [`${where} marks more than an address`]
    return []
  })
}
