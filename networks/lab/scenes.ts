import { conversation } from './conversation-scene.ts'
import { after, type Deed } from './deeds.ts'
import type { Cast } from './people.ts'
import { type Random, randomFrom } from './random.ts'
import { type LabPerson, languageOf, localeFrom, sayIn, type Turn, type Voices } from './voices.ts'

export const sceneKinds = ['crisis', 'campaign', 'spam-wave', 'conversation'] as const
export type SceneKind = (typeof sceneKinds)[number]
/** A scene under one post, from that moment on. */
export type Scene = {
  id: string
  kind: SceneKind
  network: string
  account: string
  objectId: string
  text: string
  at: string
}
/** What a network lets people do and write, so that a scene asks nothing impossible. */
export type Stage = { longest: number; messages: boolean }

/** Everything that happens in a scene if the account says nothing; the same scene is the same each time. */
export function played(scene: Scene, cast: Cast, stage: Stage): Deed[] {
  if (scene.kind === 'conversation') return conversation(scene, cast, stage)
  return crowds[scene.kind].flatMap((crowd) => comingOf(scene, crowd, cast, stage))
}

type Crowd = {
  count: number
  /** They come within this time, the first at once. */
  fromSeconds: number
  toSeconds: number
  says: [turn: Turn, share: number][]
  /** All of them in each language, or most in the post's. */
  strangersOnly: boolean
  calms: boolean
  inPrivate?: boolean
}

const outrage: Crowd['says'] = [
  ['angry', 0.42],
  ['asking', 0.27],
  ['joking', 0.15],
  ['defending', 0.1],
  ['spam', 0.06],
]
const joy: Crowd['says'] = [
  ['keen', 0.6],
  ['asking', 0.25],
  ['joking', 0.1],
  ['spam', 0.05],
]

/** In a crisis two thousand come in ten minutes; whoever is left comes in the hour after it. */
const crowds: Record<Exclude<SceneKind, 'conversation'>, Crowd[]> = {
  crisis: [
    { count: 2000, fromSeconds: 0, toSeconds: 600, says: outrage, strangersOnly: false, calms: true },
    { count: 200, fromSeconds: 600, toSeconds: 4200, says: outrage, strangersOnly: false, calms: true },
  ],
  campaign: [
    { count: 240, fromSeconds: 0, toSeconds: 1200, says: joy, strangersOnly: false, calms: false },
    {
      count: 20,
      fromSeconds: 30,
      toSeconds: 1200,
      says: [['privately', 1]],
      strangersOnly: true,
      calms: false,
      inPrivate: true,
    },
  ],
  'spam-wave': [{ count: 300, fromSeconds: 0, toSeconds: 300, says: [['spam', 1]], strangersOnly: true, calms: false }],
}

/** One of thirty shows what it is about. */
const showing = 1 / 30

function comingOf(scene: Scene, crowd: Crowd, cast: Cast, stage: Stage): Deed[] {
  if (crowd.inPrivate && !stage.messages) return []
  const random = randomFrom(`${scene.id}|${scene.kind}|${crowd.fromSeconds}|${crowd.count}`)
  const people = peopleFor(scene, crowd, cast)
  const began = new Date(scene.at)
  return Array.from({ length: crowd.count }, (_, index): Deed => {
    const person = random.pick(people)
    const share = (index + random.next()) / crowd.count
    const at = after(began, crowd.fromSeconds + share * (crowd.toSeconds - crowd.fromSeconds))
    const text = worded(cast.voices, person, turnOf(crowd, random), random, stage.longest)
    const of = { key: `${scene.id} ${crowd.fromSeconds}-${index}`, at, person, scene: scene.id, text }
    return crowd.inPrivate
      ? { ...of, does: 'message', to: scene.account }
      : {
          ...of,
          does: 'comment',
          under: { id: scene.objectId },
          ...(crowd.calms ? { patience: random.next() } : {}),
          ...(randomFrom(of.key).next() < showing ? { picture: true } : {}),
        }
  })
}

/** Seven of eight speak the language of the post. */
function peopleFor(scene: Scene, crowd: Crowd, cast: Cast): LabPerson[] {
  const all = crowd.strangersOnly ? cast.strangers : [...cast.regulars, ...cast.strangers]
  const near = all.filter((person) => person.locale === languageOf(scene.text))
  return [...near, ...near, ...near, ...near, ...near, ...near, ...near, ...all.slice(0, near.length)]
}

function turnOf({ says }: Crowd, random: Random): Turn {
  let left = random.next()
  for (const [turn, share] of says) {
    left -= share
    if (left < 0) return turn
  }
  return says[0]?.[0] ?? 'asking'
}

function worded(voices: Voices, person: LabPerson, turn: Turn, random: Random, longest: number): string {
  const text = sayIn(voices, localeFrom(person.locale), turn, random)
  const how = random.next()
  const told = how < 0.06 ? text.toUpperCase() : how < 0.12 ? text.toLowerCase() : how < 0.2 ? `${text}!!!` : text
  return [...told].slice(0, longest).join('')
}

/** From 0 to 1: how much of a crowd's anger answers have taken away. Twelve answers halve it. */
export const calmAfter = (answers: number): number => answers / (answers + 12)
