import type { Crowd } from './after-post.ts'
import { after, type Deed } from './deeds.ts'
import { randomFrom } from './random.ts'
import { localeFrom, sayIn } from './voices.ts'

/** Since when the people of an account are told of by deliveries; `locale`: what most of them speak. */
export type Listening = { account: string; since: string; locale?: string }

/** How many seconds after it somebody writes; the last after some hours. */
const moments = [8, 75, 240, 900, 2_700, 9_000]

/** Where people can begin by themselves: some write as soon as the account can hear them. */
export function afterOpening(network: string, { account, since, locale }: Listening, crowd: Crowd): Deed[] {
  const key = `${network} ${account} opened ${since}`
  const random = randomFrom(key)
  const near = crowd.regulars.filter((person) => person.locale === localeFrom(locale ?? 'en'))
  const far = crowd.regulars.filter((person) => !near.includes(person))
  const come = new Set<string>()
  return moments.flatMap((seconds, index): Deed[] => {
    const among = (index % 3 === 2 ? far : near).filter((person) => !come.has(person.handle))
    if (among.length === 0) return []
    const person = random.pick(among)
    come.add(person.handle)
    const speaks = localeFrom(person.locale)
    const voice = crowd.voices[speaks]
    const text =
      index === 1
        ? random.pick(voice.question)
        : index === 3
          ? random.pick(voice.complaint)
          : sayIn(crowd.voices, speaks, 'privately', random)
    const at = after(new Date(since), seconds + random.below(seconds))
    return [{ key: `${key} ${index + 1}`, at, person, does: 'message', to: account, text }]
  })
}
