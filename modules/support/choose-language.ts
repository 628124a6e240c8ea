/**
 * The best of these texts for who is to read it: in one of the wanted languages, in their order; then in another form of one
 * (`pt` for `pt-BR`, and the other way round); then the first there is.
 */
export function chooseLanguage(there: string[], wanted: (string | null | undefined)[]): string | undefined {
  const wishes = wanted.filter((one): one is string => Boolean(one))
  for (const wish of wishes) {
    const same = there.find((one) => one.toLowerCase() === wish.toLowerCase())
    if (same) return same
    const near = there.find((one) => rootOf(one) === rootOf(wish))
    if (near) return near
  }
  return there[0]
}

const rootOf = (language: string) => language.toLowerCase().split('-')[0]
