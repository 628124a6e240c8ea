/** A piece of a template: words as they stand, or the place of the value with that index. */
export type TemplatePiece = { text: string } | { blank: number }

const blank = /\{\{\s*([^{}]+?)\s*\}\}/

/**
 * The blanks of a template by the network's own names, in the order in which it takes their values: numbered ones by number,
 * named ones as they come. One that stands there twice takes one value.
 */
export function blanksIn(body: string): string[] {
  const named = body.split(blank).filter((_piece, at) => at % 2 === 1)
  const names = [...new Set(named)]
  return names.every(isNumbered) ? names.sort((a, b) => Number(a) - Number(b)) : names
}

export const isNumbered = (name: string): boolean => /^\d+$/.test(name)

export function piecesOf(body: string): TemplatePiece[] {
  const names = blanksIn(body)
  return body.split(blank).flatMap((piece, at): TemplatePiece[] => {
    if (at % 2 === 1) return [{ blank: names.indexOf(piece) }]
    return piece === '' ? [] : [{ text: piece }]
  })
}

/** What the person reads. What a value says is never taken for a blank. */
export const filledWords = (body: string, values: readonly string[]): string =>
  piecesOf(body)
    .map((piece) => ('text' in piece ? piece.text : (values[piece.blank] ?? '')))
    .join('')
