import { randomFrom } from '../random.ts'
import type { SpokenBrand } from './brand.ts'
import { type TownSceneKind, townSceneKinds } from './post.ts'

/** Something that happens to a brand. */
export type TownScene = {
  kind: TownSceneKind
  brand: string
  at: Date
  /** How long it lasts; by its kind where absent. */
  hours?: number
  /** At its height, the brand's talk beside what is usual at that hour; by its kind where absent. Of a silence: what is left. */
  strength?: number
}
export type PlannedScene = Required<TownScene> & { id: string }

const usual: Record<TownSceneKind, { hours: number; strength: [least: number, most: number]; aWeek: number }> = {
  crisis: { hours: 14, strength: [6, 20], aWeek: 0.3 },
  campaign: { hours: 48, strength: [2.5, 4], aWeek: 0.5 },
  spam: { hours: 1.5, strength: [4, 9], aWeek: 0.7 },
  silence: { hours: 7, strength: [0.01, 0.03], aWeek: 0.4 },
  notice: { hours: 6, strength: [3, 5], aWeek: 0.35 },
}

export function planned(seed: string, scene: TownScene): PlannedScene {
  const { hours, strength } = usual[scene.kind]
  const id = `${scene.kind}-${scene.brand}-${scene.at.getTime().toString(36)}`
  const [least, most] = strength
  const drawn = least * (most / least) ** randomFrom(`${seed} ${id}`).next()
  return { ...scene, id, hours: scene.hours ?? hours, strength: scene.strength ?? drawn }
}

const hourMs = 3_600_000
const weekMs = 168 * hourMs

/** What happens to a brand in the week that holds the moment: the same whoever asks and whenever. */
export function scenesByChance(seed: string, brand: Pick<SpokenBrand, 'key'>, atMs: number): PlannedScene[] {
  const week = Math.floor(atMs / weekMs)
  const random = randomFrom(`${seed} week ${week} ${brand.key}`)
  return townSceneKinds.flatMap((kind) => {
    const [comes, day, hour] = [random.next(), random.below(7), 7 + random.next() * 10]
    if (comes >= usual[kind].aWeek) return []
    const at = new Date(Math.floor(week * weekMs + (day * 24 + hour) * hourMs))
    return [planned(seed, { kind, brand: brand.key, at })]
  })
}

export const endOf = (scene: PlannedScene): number => scene.at.getTime() + scene.hours * hourMs

/** In [0, 1]: from nothing to its height. A crisis is at it within half an hour, holds for two, and fades by halves. */
export function shapeOf(scene: PlannedScene, atMs: number): number {
  const hours = (atMs - scene.at.getTime()) / hourMs
  if (hours < 0 || hours >= scene.hours) return 0
  if (scene.kind === 'crisis') return hours < 0.5 ? hours * 2 : hours < 2 ? 1 : 0.5 ** ((hours - 2) / 2)
  if (scene.kind === 'notice') return 0.5 ** (hours / 2)
  return 1
}
