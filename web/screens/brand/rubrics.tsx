import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import {
  changeRubric,
  deleteRubric,
  makeRubric,
  type Rubric,
  type RubricCategory,
  type RubricSettings,
  rubricCategories,
  rubrics,
} from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMayHere } from '../../shell/here.ts'
import { Swatch } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm, Dialog } from '../../ui/dialog.tsx'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ColorField } from './color-field.tsx'

/** Each category has its pigment; a rubric may be given another. */
export const pigmentOf: Record<RubricCategory, string> = {
  entertaining: '#94397c',
  educational: '#2f5c9e',
  commercial: '#8f5b08',
  'user-generated': '#4e6a1c',
  news: '#a23b22',
}

type Open = { rubric: Rubric | null; category: RubricCategory }

export function Rubrics({ brandId }: { brandId: string }) {
  const say = useWords()
  const mayChange = useMayHere('editor')
  const asked = useQuery(rubrics(brandId))
  const [open, setOpen] = useState<Open | null>(null)
  const path = `/api/brands/${brandId}/rubrics`
  const [leaving, setLeaving] = useState<Rubric | null>(null)
  const remove = useAct((rubric: Rubric) => deleteRubric(brandId, rubric.id), {
    touches: [path],
    done: say('brands.rubric.deleted'),
  })
  if (asked.error) return <Banner tone="bad" title={asked.error.saidIn(say)} />
  if (!asked.data) return <SkeletonRows />
  const add = mayChange && (
    <Button icon="plus" variant="primary" onPress={() => setOpen({ rubric: null, category: 'educational' })}>
      {say('brands.rubric.add')}
    </Button>
  )
  return (
    <Card title={say('brands.rubrics')} acts={asked.data.items.length > 0 && add}>
      {asked.data.items.length === 0 && (
        <EmptyState title={say('brands.rubrics.none')} acts={add} level={3}>
          {say('brands.rubrics.none.text')}
        </EmptyState>
      )}
      <List label={say('brands.rubrics')}>
        {asked.data.items.map((rubric) => (
          <ListRow
            key={rubric.id}
            before={<Swatch color={rubric.color} />}
            title={rubric.name}
            after={
              <>
                <Badge>{say(`brands.category.${rubric.category}`)}</Badge>
                {mayChange && (
                  <>
                    <IconButton
                      icon="edit"
                      size="s"
                      label={say('brands.rubric.edit', { name: rubric.name })}
                      onPress={() => setOpen({ rubric, category: rubric.category })}
                    />
                    <IconButton
                      icon="trash"
                      size="s"
                      label={say('brands.rubric.delete', { name: rubric.name })}
                      onPress={() => setLeaving(rubric)}
                    />
                  </>
                )}
              </>
            }
          />
        ))}
      </List>
      <Confirm
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title={say('brands.rubric.delete', { name: leaving?.name ?? '' })}
        act={say('ui.delete')}
        danger
        isPending={remove.isPending}
        onAct={() => leaving && remove.mutate(leaving, { onSuccess: () => setLeaving(null) })}
      >
        <p>{say('brands.rubric.delete.text')}</p>
      </Confirm>
      {open && <RubricDialog brandId={brandId} open={open} onClose={() => setOpen(null)} />}
    </Card>
  )
}

function RubricDialog({ brandId, open, onClose }: { brandId: string; open: Open; onClose: () => void }) {
  const say = useWords()
  const [category, setCategory] = useState(open.category)
  const [color, setColor] = useState(open.rubric?.color ?? pigmentOf[open.category])
  const save = useAct(
    (settings: RubricSettings) =>
      open.rubric ? changeRubric(brandId, open.rubric.id, settings) : makeRubric(brandId, settings),
    { touches: [`/api/brands/${brandId}/rubrics`], quiet: true, done: () => onClose() },
  )
  const choose = (next: RubricCategory) => {
    if (color === pigmentOf[category]) setColor(pigmentOf[next])
    setCategory(next)
  }
  return (
    <Dialog isOpen onClose={onClose} title={say(open.rubric ? 'brands.rubric.change' : 'brands.rubric.add')}>
      <Form
        onSubmit={(form) => save.mutate({ name: String(form.get('name')), category, color })}
        failure={save.error}
        fields={['name', 'category', 'color']}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextField
          name="name"
          label={say('brands.rubric.name')}
          hint={say('brands.rubric.name.hint')}
          defaultValue={open.rubric?.name ?? ''}
          autoFocus
        />
        <Select
          name="category"
          label={say('brands.rubric.category')}
          value={category}
          onChange={choose}
          choices={rubricCategories.map((one) => ({
            id: one,
            text: say(`brands.category.${one}`),
            hint: say(`brands.category.${one}.hint`),
            before: <Swatch color={pigmentOf[one]} />,
          }))}
        />
        <ColorField label={say('brands.color')} value={color} onChange={setColor} />
      </Form>
    </Dialog>
  )
}
