import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import {
  changeExpert,
  deleteExpert,
  type Expert,
  type ExpertSettings,
  experts,
  makeExpert,
  supportPath,
} from '../../api/support.ts'
import { localeNames, locales } from '../../i18n/locales.ts'
import { useSpoken, useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm, Dialog } from '../../ui/dialog.tsx'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './support.module.css'
import { SupportPage } from './support-page.tsx'

/** Who knows what nobody of the team does. They answer by mail, without an account. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('editor')
  const asked = useQuery(experts(brand.id))
  const [open, setOpen] = useState<Expert | 'new' | null>(null)
  const [leaving, setLeaving] = useState<Expert | null>(null)
  const remove = useAct((expert: Expert) => deleteExpert(brand.id, expert.id), {
    touches: [supportPath(brand.id, '/experts')],
    done: () => setLeaving(null),
  })
  const all = asked.data?.items ?? []
  const add = mayChange && (
    <Button icon="plus" variant="primary" onPress={() => setOpen('new')}>
      {say('service.expert.add')}
    </Button>
  )
  return (
    <SupportPage place="experts" acts={all.length > 0 && add}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows />}
      {asked.data && (
        <Card>
          {all.length === 0 && (
            <EmptyState title={say('service.expert.none')} acts={add}>
              {say('service.expert.none.text')}
            </EmptyState>
          )}
          <List label={say('service.experts')}>
            {all.map((expert) => (
              <ListRow
                key={expert.id}
                before={<Avatar name={expert.name} size={32} />}
                title={expert.name}
                dim={expert.email}
                after={
                  mayChange && (
                    <>
                      <IconButton
                        icon="edit"
                        size="s"
                        label={say('service.change', { name: expert.name })}
                        onPress={() => setOpen(expert)}
                      />
                      <IconButton
                        icon="trash"
                        size="s"
                        label={say('service.remove', { name: expert.name })}
                        onPress={() => setLeaving(expert)}
                      />
                    </>
                  )
                }
              >
                <div className={styles.badges}>
                  {expert.topics.map((topic) => (
                    <Badge key={topic}>{topic}</Badge>
                  ))}
                  {expert.waiting > 0 && (
                    <Badge tone="warn" icon="clock">
                      {say('service.expert.waiting', { count: expert.waiting })}
                    </Badge>
                  )}
                  <Badge>{say('service.expert.answered', { count: expert.answered })}</Badge>
                </div>
              </ListRow>
            ))}
          </List>
        </Card>
      )}
      {open && <ExpertDialog expert={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      <Confirm
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title={say('service.remove', { name: leaving?.name ?? '' })}
        act={say('ui.delete')}
        danger
        isPending={remove.isPending}
        onAct={() => leaving && remove.mutate(leaving)}
      >
        <p>{say('service.expert.remove.text')}</p>
      </Confirm>
    </SupportPage>
  )
}

function ExpertDialog({ expert, onClose }: { expert: Expert | null; onClose: () => void }) {
  const { say, locale } = useSpoken()
  const brand = useBrand()
  const [language, setLanguage] = useState<ExpertSettings['language']>(expert?.language ?? locale)
  const save = useAct<ExpertSettings>(
    (given) => (expert ? changeExpert(brand.id, expert.id, given) : makeExpert(brand.id, given)),
    { touches: [supportPath(brand.id, '/experts')], quiet: true, done: onClose },
  )
  const submit = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const topics = text('topics')
      .split(',')
      .map((one) => one.trim())
    save.mutate({ name: text('name'), email: text('email'), topics: topics.filter(Boolean), language })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={expert ? say('service.change', { name: expert.name }) : say('service.expert.add')}
    >
      <Form
        onSubmit={submit}
        failure={save.error}
        fields={['name', 'email', 'topics', 'language']}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextField name="name" label={say('service.name')} defaultValue={expert?.name ?? ''} autoFocus />
        <TextField name="email" type="email" label={say('service.expert.email')} defaultValue={expert?.email ?? ''} />
        <TextField
          name="topics"
          label={say('service.expert.topics')}
          hint={say('service.expert.topics.hint')}
          optional
          defaultValue={expert?.topics.join(', ') ?? ''}
        />
        <Select
          name="language"
          label={say('service.expert.language')}
          hint={say('service.expert.language.hint')}
          value={language}
          onChange={setLanguage}
          choices={locales.map((id) => ({ id, text: localeNames[id] }))}
        />
      </Form>
    </Dialog>
  )
}
