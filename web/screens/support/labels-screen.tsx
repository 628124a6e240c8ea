import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { changeLabel, deleteLabel, type Label, labels, makeLabel, orderLabels, supportPath } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Swatch } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Confirm, Dialog } from '../../ui/dialog.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'
import { MoveButtons } from '../../ui/move-buttons.tsx'
import { moved } from '../../ui/moved.ts'
import { TextField } from '../../ui/text-field.tsx'
import { ColorField, pigments } from '../brand/color-field.tsx'
import { SupportPage } from './support-page.tsx'

export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('editor')
  const asked = useQuery(labels(brand.id))
  const [open, setOpen] = useState<Label | 'new' | null>(null)
  const [leaving, setLeaving] = useState<Label | null>(null)
  const touches = [supportPath(brand.id, '/labels')]
  const [everywhere, setEverywhere] = useState(false)
  const remove = useAct((label: Label) => deleteLabel(brand.id, label.id, everywhere), {
    ...{ touches, done: () => setLeaving(null) },
  })
  const order = useAct((ids: string[]) => orderLabels(brand.id, ids), { touches })
  const all = asked.data?.items ?? []
  const ids = all.map((one) => one.id)
  const add = mayChange && (
    <Button icon="plus" variant="primary" onPress={() => setOpen('new')}>
      {say('service.label.add')}
    </Button>
  )
  return (
    <SupportPage place="labels" acts={all.length > 0 && add}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows />}
      {asked.data && (
        <Card>
          {all.length === 0 && (
            <EmptyState title={say('service.label.none')} acts={add}>
              {say('service.label.none.text')}
            </EmptyState>
          )}
          <List label={say('service.labels')}>
            {all.map((label, at) => (
              <ListRow
                key={label.id}
                before={<Swatch color={label.color} />}
                title={<bdi>{label.name}</bdi>}
                after={
                  mayChange && (
                    <>
                      <MoveButtons
                        {...{ at, of: all.length, isBusy: order.isPending }}
                        words={[say('service.up', { name: label.name }), say('service.down', { name: label.name })]}
                        onMove={(to) => order.mutate(moved(ids, at, to))}
                      />
                      <IconButton
                        icon="edit"
                        size="s"
                        label={say('service.change', { name: label.name })}
                        onPress={() => setOpen(label)}
                      />
                      <IconButton
                        icon="trash"
                        size="s"
                        label={say('service.remove', { name: label.name })}
                        onPress={() => {
                          setEverywhere(false)
                          setLeaving(label)
                        }}
                      />
                    </>
                  )
                }
              />
            ))}
          </List>
        </Card>
      )}
      {open && <LabelDialog brandId={brand.id} label={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      <Confirm
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title={say('service.remove', { name: leaving?.name ?? '' })}
        act={say('ui.delete')}
        danger
        isPending={remove.isPending}
        onAct={() => leaving && remove.mutate(leaving)}
      >
        <p>{say('service.label.remove.text')}</p>
        <Checkbox isSelected={everywhere} onChange={setEverywhere}>
          {say('service.label.remove.everywhere')}
        </Checkbox>
      </Confirm>
    </SupportPage>
  )
}

function LabelDialog({ brandId, label, onClose }: { brandId: string; label: Label | null; onClose: () => void }) {
  const say = useWords()
  const [color, setColor] = useState<string>(label?.color ?? pigments[0])
  const save = useAct(
    (name: string) => (label ? changeLabel(brandId, { ...label, name, color }) : makeLabel(brandId, { name, color })),
    { touches: [supportPath(brandId, '/labels')], quiet: true, done: onClose },
  )
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={label ? say('service.change', { name: label.name }) : say('service.label.add')}
    >
      <Form
        onSubmit={(form) => save.mutate(String(form.get('name')))}
        failure={save.error}
        fields={['name', 'color']}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextField name="name" label={say('service.name')} defaultValue={label?.name ?? ''} autoFocus />
        <ColorField label={say('brands.color')} value={color} onChange={setColor} />
      </Form>
    </Dialog>
  )
}
