import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { desk, useAct } from '../../api/ask.ts'
import { type Brand, deleteBrand } from '../../api/brand.ts'
import { me } from '../../api/team.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Card, Row, Stack } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** The name must be typed, so that nobody deletes the wrong brand. */
export function DeleteBrand({ brand }: { brand: Brand }) {
  const say = useWords()
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const act = useAct(() => deleteBrand(brand.id, typed), {
    quiet: true,
    done: async () => {
      await desk.refetchQueries(me())
      await router.invalidate()
      void router.navigate({ to: '/', replace: true })
    },
  })
  return (
    <Card title={say('brands.delete')}>
      <Row>
        <p>{say('brands.delete.lead')}</p>
        <Button icon="trash" onPress={() => setAsking(true)}>
          {say('brands.delete')}
        </Button>
      </Row>
      <Confirm
        isOpen={asking}
        onClose={() => setAsking(false)}
        title={say('brands.delete.title', { name: brand.name })}
        act={say('brands.delete')}
        danger
        isPending={act.isPending}
        isActDisabled={typed.trim() !== brand.name}
        onAct={() => act.mutate()}
      >
        <Stack>
          <p>{say('brands.delete.text')}</p>
          <TextField
            label={say('brands.delete.type', { name: brand.name })}
            value={typed}
            onChange={setTyped}
            error={act.error?.saidIn(say)}
            autoComplete="off"
          />
        </Stack>
      </Confirm>
    </Card>
  )
}
