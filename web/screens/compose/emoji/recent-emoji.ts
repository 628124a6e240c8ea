const place = 'rialto.emoji'
const keep = 24

type Kept = { recent: string[]; tone: number }

/** What this browser used last. Where storage is forbidden, nothing is remembered and nothing breaks. */
function read(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '{}')
    const { recent, tone } = kept as Partial<Kept>
    return {
      recent: Array.isArray(recent) ? recent.filter((one) => typeof one === 'string') : [],
      tone: typeof tone === 'number' ? tone : 0,
    }
  } catch {
    return { recent: [], tone: 0 }
  }
}

function write(kept: Kept): void {
  try {
    localStorage.setItem(place, JSON.stringify(kept))
  } catch {
    // Remembering is a comfort, never a need.
  }
}

export const recentEmoji = (): string[] => read().recent
export const toneNow = (): number => read().tone

export function rememberEmoji(emoji: string): void {
  const kept = read()
  write({ ...kept, recent: [emoji, ...kept.recent.filter((one) => one !== emoji)].slice(0, keep) })
}

export function rememberTone(tone: number): number {
  write({ ...read(), tone })
  return tone
}
