import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { changeView, makeView, type View } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { filterOf } from '../address.ts'
import { useInbox } from '../use-inbox.ts'

/** Keeps the filters that are on by a name. */
export function SaveView() {
  const say = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="s" variant="quiet" icon="plus" onPress={() => setOpen(true)}>
        {say('inbox.view.save')}
      </Button>
      {isOpen && <ViewDialog onClose={() => setOpen(false)} />}
    </>
  )
}

/** Makes a view of the filters that are on, or changes one: its name, who sees it, and its filters where they are given. */
export function ViewDialog({ view, onClose }: { view?: View; onClose: () => void }) {
  const say = useWords()
  const { place, around } = useInbox()
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const filter = filterOf(place.address)
  const save = useAct(() => (view ? changeView(view.id, { name, shared }) : makeView({ name, shared, filter })), {
    touches: ['/api/inbox/views'],
    quiet: true,
    done: (made) => {
      if (!view) place.show({ ...place.address, view: made.id })
      onClose()
    },
  })
  const mayShare = around.brands.some((one) => around.mayIn(one.id, 'author'))
  return (
    <Dialog isOpen onClose={onClose} title={say(view ? 'inbox.view.change' : 'inbox.view.save')}>
      <Form
        failure={save.error}
        fields={['name']}
        onSubmit={() => save.mutate()}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending} isDisabled={name.trim() === ''}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextField
          autoFocus
          name="name"
          label={say('inbox.view.name')}
          value={name}
          onChange={setName}
          maxLength={80}
        />
        {mayShare && (
          <Checkbox isSelected={shared} onChange={setShared} hint={say('inbox.view.share.hint')}>
            {say('inbox.view.share')}
          </Checkbox>
        )}
      </Form>
    </Dialog>
  )
}
