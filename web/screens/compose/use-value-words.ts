import { useQuery } from '@tanstack/react-query'
import { rubrics } from '../../api/brand.ts'
import { useFormat } from '../../i18n/format.ts'
import { useSpoken } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { resolveWall } from '../calendar/time/resolve-wall.ts'
import type { Expiry, Plan } from './draft/draft.ts'
import { durationValues } from './poll-editor.tsx'

/** A value of a draft's field as a person reads it. */
export function useValueWords(): (path: string, value: unknown) => string {
  const { say, tag } = useSpoken()
  const format = useFormat()
  const { data } = useQuery(rubrics(useBrand().id))
  const momentOf = ({ wall, zone }: Plan) => format.moment(resolveWall(wall, zone).at, zone)
  return (path, value) => {
    if (value === null || value === undefined || value === '') return '–'
    if (path === 'plan') return momentOf(value as Plan)
    if (path === 'expiry') {
      const expiry = value as Expiry
      return 'wall' in expiry ? momentOf(expiry) : say('compose.expiry.after', durationValues(expiry.afterSeconds))
    }
    if (path === 'rubricId') return data?.items.find((one) => one.id === value)?.name ?? say('compose.rubric')
    if (path === 'language') return new Intl.DisplayNames(tag, { type: 'language' }).of(String(value)) ?? String(value)
    return textsIn(value)
  }
}

/** Texts as they are; anything else by the texts inside it. */
function textsIn(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (typeof value !== 'object') return String(value)
  const inside = Object.entries(value).flatMap(([key, one]) => (key.endsWith('Id') ? [] : [textsIn(one)]))
  return inside.filter((words) => words !== '–').join('\n')
}
