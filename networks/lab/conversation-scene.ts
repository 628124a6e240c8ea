import { after, type Deed, type Target } from './deeds.ts'
import type { Cast } from './people.ts'
import type { Scene, Stage } from './scenes.ts'
import type { LabPerson } from './voices.ts'

/** Everything that is nasty but real under one post within five minutes, and one change of words two minutes later. */
export function conversation(scene: Scene, cast: Cast, stage: Stage): Deed[] {
  const began = new Date(scene.at)
  const everybody = [...cast.strangers.slice(0, 3), ...cast.odd, ...cast.strangers.slice(3, 13)]
  const own = (name: string) => `${scene.id} ${name}`
  return lines(stage).map((line, index): Deed => {
    const person = everybody[line.by] as LabPerson
    const of = { key: own(line.name), at: after(began, line.afterSeconds ?? index * 12), person, scene: scene.id }
    if (line.does === 'erase') return { ...of, does: 'erase', what: own(line.what ?? '') }
    if (line.does === 'edit') return { ...of, does: 'edit', what: own(line.what ?? ''), text: line.text }
    const under: Target = line.what ? { deed: own(line.what) } : { id: scene.objectId }
    return { ...of, does: 'comment', under, text: line.text, ...(line.picture ? { picture: true } : {}) }
  })
}

type Line = {
  name: string
  by: number
  text: string
  /** What it answers, changes or takes away. */
  what?: string
  does?: 'edit' | 'erase'
  afterSeconds?: number
  picture?: boolean
}

export const answeredLine = 'answered, then edited'
export const pictureLine = ' picture'

const lines = ({ longest }: Stage): Line[] => [
  { name: 'opening', by: 0, text: 'Is the shop open on Sunday?' },
  { name: 'second', by: 1, what: 'opening', text: 'Till two, I was there last week.' },
  { name: 'third', by: 2, what: 'second', text: 'Till three now, they wrote it on the door.' },
  { name: 'skin tones', by: 9, text: '👍🏽👩🏿‍🍳👨🏻‍👩🏼‍👧🏽‍👦🏾🏳️‍🌈🇧🇬🇺🇦 1️⃣❤️‍🔥' },
  { name: 'right to left', by: 5, text: 'هل تشحنون إلى عمّان؟ السعر 12.50 €‏ (شامل)' },
  { name: 'both ways', by: 6, text: 'שלום, do you ship to תל אביב by 24/12?' },
  { name: 'bidi controls', by: 7, text: 'Read this \u202Eti daer t’nod\u202C and \u2066this\u2069 too' },
  {
    name: 'zero width',
    by: 8,
    text: `in\u200Bvi\u200Csi\u200Dble${'\u200B\u2060'.repeat(Math.min(60, Math.floor(longest / 8)))} words`,
  },
  {
    name: 'script',
    by: 3,
    text: '<script>alert(document.cookie)</script><img src=x onerror="alert(1)"> &amp; &lt;b&gt;',
  },
  { name: 'link', by: 4, text: "[win](javascript:alert(1)) {{7*7}} \x24{7*7} %00 '; DROP TABLE x;--" },
  { name: 'marks', by: 8, text: `H${'\u0300\u0323\u0336'.repeat(12)}ow c${'\u0489'.repeat(9)}ome?` },
  { name: 'longest', by: 10, text: longText(longest) },
  { name: 'deleted parent', by: 11, text: 'I take this back in a minute.' },
  { name: 'orphan', by: 12, what: 'deleted parent', text: 'What did you write there?' },
  { name: 'taking back', by: 11, what: 'deleted parent', does: 'erase', text: '' },
  { name: 'edited', by: 13, text: 'It costs to much.' },
  { name: 'first edit', by: 13, what: 'edited', does: 'edit', text: 'It costs too much.' },
  { name: 'second edit', by: 13, what: 'edited', does: 'edit', text: 'It costs too much, I think. Відредаговано.' },
  { name: answeredLine, by: 14, text: 'When do you roast next?' },
  { name: 'picture', by: 15, text: 'This is how the bag came.', picture: true },
  { name: 'the same again', by: 16, text: 'When do you roast next?' },
  {
    name: 'edit after the answer',
    by: 14,
    what: answeredLine,
    does: 'edit',
    text: 'When do you roast next? Edit: answered below, thank you.',
    afterSeconds: 400,
  },
]

/** Words up to the very last sign that the network takes; the last is an emoji where one fits. */
function longText(longest: number): string {
  const sentence = 'Ще раз, повільно: the bag was open, кафето беше разсипано, and nobody answered. '
  const room = longest - 2
  return `${sentence.repeat(Math.ceil(room / sentence.length)).slice(0, room)}🙂`
}

/** What stands when all of it has happened, oldest first. */
export function standingAfter(deeds: Deed[]): { deed: Deed & { does: 'comment' }; text: string; edited: boolean }[] {
  const gone = new Set(deeds.flatMap((one) => (one.does === 'erase' ? [one.what] : [])))
  const said = deeds.filter((one): one is Deed & { does: 'comment' } => one.does === 'comment' && !gone.has(one.key))
  return said.map((deed) => {
    const edits = deeds.flatMap((one) => (one.does === 'edit' && one.what === deed.key ? [one.text] : []))
    return { deed, text: edits.at(-1) ?? deed.text, edited: edits.length > 0 }
  })
}
