/** What this browser remembers between visits. Storage may be forbidden or full: then nothing is remembered, and nothing breaks. */
export const kept = {
  locale: () => read('locale'),
  theme: () => read('theme'),
  brand: () => read('brand'),
  letters: () => read('letters'),
  connecting: (state: string) => read(`connecting.${state}`),
}

export const keep = {
  locale: (locale: string) => write('locale', locale),
  theme: (theme: string) => write('theme', theme),
  brand: (brandId: string) => write('brand', brandId),
  letters: (state: 'on' | 'off') => write('letters', state),
  /** Which brand (and account) a trip to a network and back belongs to. */
  connecting: (state: string, trip: string | null) => write(`connecting.${state}`, trip),
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(`rialto.${name}`)
  } catch {
    return null
  }
}

function write(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`rialto.${name}`)
    else localStorage.setItem(`rialto.${name}`, value)
  } catch {
    // Remembering is a comfort, never a need.
  }
}
