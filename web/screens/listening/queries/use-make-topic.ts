import { useNavigate } from '@tanstack/react-router'
import { useAct } from '../../../api/ask.ts'
import { firstQuery, makeTopic, type TopicKind, topicsPath } from '../../../api/listening-queries.ts'
import { useBrand } from '../../../shell/here.ts'

type Wanted = { kind: TopicKind; name: string }

/** Makes a topic with a first query from its name, and goes to where that is written. */
export function useMakeTopic(quiet = false) {
  const brand = useBrand()
  const navigate = useNavigate()
  return useAct(
    async ({ kind, name }: Wanted) => {
      const { text } = await firstQuery(brand.id, kind, name)
      return makeTopic(brand.id, { kind, name, queries: text ? [{ name, text }] : [] })
    },
    {
      ...{ quiet, touches: [topicsPath(brand.id)] },
      done: (topic) => {
        const queryId = topic.queries[0]?.id ?? 'new'
        const params = { brandId: brand.id, queryId }
        void navigate({ to: '/brands/$brandId/listening/queries/$queryId', params, hash: topic.id })
      },
    },
  )
}
