import { join } from 'node:path'
import { hashOfPiece } from '../../modules/listening/identify/word-features.ts'

/** For each n-gram of ELD its weights, by our languages. */
export type Grams = Map<number, Map<string, number>>

const leastScore = 53
const scale = 1 / 45
/** Macedonian and Bosnian are not in ELD: learning begins from what stands between or beside them. */
const begun = { bs: 0.97, mk: 0.8 / 2 }

/** The n-grams of ELD's large database, as features of words. */
export async function readEld(languages: readonly string[]): Promise<Grams> {
  const folder = join(import.meta.dirname, '../../node_modules/eld/src')
  const { ngramsData } = (await import(join(folder, 'ngrams/large.js'))) as {
    ngramsData: { languages: Record<string, string>; ngrams: Record<string, Record<string, number>> }
  }
  const { dictionary } = (await import(join(folder, 'dictionary.js'))) as { dictionary: string[] }
  const byteOf = new Map(
    dictionary.map((sign, byte) => [sign, byte] as const).filter(([sign, byte]) => byte > 0x7f && sign !== ' '),
  )
  const grams: Grams = new Map()
  for (const [written, scores] of Object.entries(ngramsData.ngrams)) {
    const found = new Map<string, number>()
    for (const [at, score] of Object.entries(scores)) {
      const language = ngramsData.languages[at] === 'no' ? 'nb' : (ngramsData.languages[at] ?? '')
      if (languages.includes(language)) found.set(language, (score + leastScore) * scale)
    }
    addMissing(found)
    if (found.size > 0) grams.set(keyOf(written, byteOf), found)
  }
  return grams
}

function addMissing(found: Map<string, number>): void {
  const croatian = found.get('hr')
  if (croatian) found.set('bs', croatian * begun.bs)
  const near = (found.get('bg') ?? 0) + (found.get('sr') ?? 0)
  if (near > 0) found.set('mk', near * begun.mk)
}

function keyOf(written: string, byteOf: ReadonlyMap<string, number>): number {
  const [begins, ends] = [written.startsWith(' '), written.endsWith(' ')]
  const bytes = Uint8Array.from(written.trim(), (sign) => byteOf.get(sign) ?? sign.charCodeAt(0))
  return hashOfPiece(bytes, 0, bytes.length, begins, ends)
}
