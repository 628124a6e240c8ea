import { useNavigate } from '@tanstack/react-router'
import { useAct } from '../../../api/ask.ts'
import {
  changeQuery,
  type MakeQuery,
  makeQuery,
  type Query,
  queriesPath,
  topicsPath,
} from '../../../api/listening-queries.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { toast } from '../../../ui/toast.tsx'

/** Saves what is written over the version it began from; a new query is then stood at. */
export function useSaveQuery(query: Query | undefined, saved: (query: Query) => void) {
  const say = useWords()
  const brand = useBrand()
  const navigate = useNavigate()
  return useAct(
    ({ topicId, ...said }: MakeQuery & { topicId: string }) =>
      query
        ? changeQuery(brand.id, query.id, { ...said, topicId, version: query.version })
        : makeQuery(brand.id, topicId, said),
    {
      ...{ quiet: true, touches: [topicsPath(brand.id), queriesPath(brand.id)] },
      done: (answer) => {
        toast(say('queries.saved'))
        saved(answer)
        const params = { brandId: brand.id, queryId: answer.id }
        if (!query) void navigate({ to: '/brands/$brandId/listening/queries/$queryId', params, replace: true })
      },
    },
  )
}
