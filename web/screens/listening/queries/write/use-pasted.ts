import { useState } from 'react'
import { useAct } from '../../../../api/ask.ts'
import { type Translation, translation } from '../../../../api/listening-queries.ts'
import { useBrand } from '../../../../shell/here.ts'

export type Pasted = { text: string; told: Translation }

const shortest = 8

/** Looks at what is pasted into the editor: a query of another tool, when it shows, is offered in ours. */
export function usePasted(): { pasted: Pasted | null; look: (text: string) => void; forget: () => void } {
  const brand = useBrand()
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const act = useAct((text: string) => translation(brand.id, text), {
    quiet: true,
    done: (told, text) => setPasted(told.vendor && told.query && told.query !== text ? { text, told } : null),
  })
  return {
    pasted,
    look: (text) => {
      if (text.trim().length >= shortest) act.mutate(text)
    },
    forget: () => setPasted(null),
  }
}
