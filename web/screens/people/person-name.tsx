import { useWords } from '../../i18n/words.tsx'
import { readable } from '../inbox/timeline/fold-text.ts'

/** A name somebody gave themselves, which may turn the direction of what stands after it; or that there is none. */
export function PersonName({ name }: { name: string }) {
  const say = useWords()
  return <bdi>{readable(name).trim() || say('people.nameless')}</bdi>
}
