import type { SpokenBrand } from './brand.ts'
import type { TownEvent } from './post.ts'
import { endOf, type PlannedScene, planned, scenesByChance } from './scenes.ts'
import { openStage, type Stage } from './stage.ts'
import type { TalkOptions } from './talk.ts'

const minuteMs = 60_000
const weekMs = 168 * 3_600_000

/** Which scenes play: those that were asked for, and each brand's weeks by chance. */
export function createTheatre(
  { seed, from, scenes = [], chance }: TalkOptions,
  brands: SpokenBrand[],
  add: (event: TownEvent) => void,
) {
  const stages = new Map<string, Stage>()
  const given = scenes.map((one) => planned(seed, one))
  const unknown = given.find((one) => !brands.some((brand) => brand.key === one.brand))
  if (unknown) throw new Error(`a scene is about ${unknown.brand}, which is none of the brands`)
  let week = Number.NaN
  let plan: PlannedScene[] = given
  const planFor = (atMs: number) => {
    if (!chance || Math.floor(atMs / weekMs) === week) return
    week = Math.floor(atMs / weekMs)
    const own = (one: SpokenBrand) => [atMs - weekMs, atMs].flatMap((moment) => scenesByChance(seed, one, moment))
    plan = [...given, ...brands.flatMap(own)]
  }
  const stageOf = (scene: PlannedScene): Stage[] => {
    const known = stages.get(scene.id)
    if (known) return [known]
    const brand = brands.find((one) => one.key === scene.brand)
    if (!brand) return []
    const stage = openStage(seed, scene, brand)
    stages.set(scene.id, stage)
    for (const event of stage.fixed) if (event.at >= from) add(event)
    return [stage]
  }
  return {
    playing: (atMs: number): Stage[] => {
      planFor(atMs)
      for (const [id, { scene }] of stages) if (endOf(scene) <= atMs) stages.delete(id)
      return plan.filter((one) => one.at.getTime() < atMs + minuteMs && endOf(one) > atMs).flatMap(stageOf)
    },
  }
}
