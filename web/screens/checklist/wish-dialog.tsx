import { useAct } from '../../api/ask.ts'
import { type ChecklistWish, changeWish, checklistPath } from '../../api/checklist.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { TextField } from '../../ui/text-field.tsx'

const fields = ['name', 'coreQuery', 'handle', 'link', 'hashtags'] as const

/** What every community of the brand should say. */
export function WishDialog({ wish, onClose }: { wish: ChecklistWish; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const save = useAct((wanted: ChecklistWish) => changeWish(brand.id, wanted), {
    ...{ touches: [checklistPath(brand.id)], quiet: true, done: onClose },
  })
  const submit = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    save.mutate({
      ...{ name: text('name'), coreQuery: text('coreQuery'), handle: text('handle'), link: text('link') },
      hashtags: text('hashtags')
        .split(/[\s,]+/)
        .filter(Boolean),
    })
  }
  return (
    <Dialog isOpen onClose={onClose} title={say('checklist.wish.title')}>
      <Form
        onSubmit={submit}
        failure={save.error}
        fields={fields}
        foot={
          <>
            <Button type="submit" variant="primary" isPending={save.isPending}>
              {say('ui.save')}
            </Button>
            <Button onPress={onClose}>{say('ui.cancel')}</Button>
          </>
        }
      >
        <TextField name="name" label={say('checklist.wish.name')} hint={brand.name} defaultValue={wish.name} />
        <TextField
          name="coreQuery"
          label={say('checklist.wish.coreQuery')}
          hint={say('checklist.wish.coreQuery.hint')}
          defaultValue={wish.coreQuery}
        />
        <TextField
          name="handle"
          label={say('checklist.wish.handle')}
          hint={say('checklist.wish.handle.hint')}
          defaultValue={wish.handle}
        />
        <TextField name="link" label={say('checklist.wish.link')} inputMode="url" defaultValue={wish.link} />
        <TextField
          name="hashtags"
          label={say('checklist.wish.hashtags')}
          hint={say('checklist.wish.hashtags.hint')}
          defaultValue={wish.hashtags.join(' ')}
        />
      </Form>
    </Dialog>
  )
}
