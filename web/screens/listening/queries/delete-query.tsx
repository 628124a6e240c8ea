import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { deleteQuery, type Query, topicsPath } from '../../../api/listening-queries.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Confirm } from '../../../ui/dialog.tsx'

export function DeleteQuery({ query }: { query: Query }) {
  const say = useWords()
  const brand = useBrand()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const remove = useAct(() => deleteQuery(brand.id, query.id), {
    touches: [topicsPath(brand.id)],
    done: () => void navigate({ to: '/brands/$brandId/listening/queries', params: { brandId: brand.id } }),
  })
  return (
    <>
      <Button variant="quiet" icon="trash" onPress={() => setAsking(true)}>
        {say('queries.delete')}
      </Button>
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={say('queries.delete')}
        act={say('queries.delete')}
        danger
        isPending={remove.isPending}
        onAct={() => remove.mutate()}
      >
        <p>{say('queries.deleteText', { name: query.name })}</p>
      </Confirm>
    </>
  )
}
