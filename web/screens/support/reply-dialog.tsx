import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { brand as brandOf } from '../../api/brand.ts'
import {
  changeSavedReply,
  labels,
  makeSavedReply,
  type SavedReply,
  type SavedReplySettings,
  supportPath,
} from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { LanguageTabs, useLanguageName } from './language-tabs.tsx'
import { Chosen } from './level-dialog.tsx'
import styles from './support.module.css'

const variables = [
  ...(['person.firstName', 'person.name', 'person.handle', 'agent.firstName', 'agent.name'] as const),
  ...(['account.name', 'account.handle', 'brand.name'] as const),
]

/** One saved reply in its languages, with what is filled in for each person. */
export function ReplyDialog({ reply, onClose }: { reply: SavedReply | null; onClose: () => void }) {
  const say = useWords()
  const nameOf = useLanguageName()
  const brand = useBrand()
  const known = useQuery(labels(brand.id)).data?.items ?? []
  const own = useQuery(brandOf(brand.id)).data?.language ?? 'en'
  const [written, setTexts] = useState<Record<string, string> | null>(reply?.texts ?? null)
  const texts = written ?? { [own]: '' }
  const [chosen, setChosen] = useState<string | null>(null)
  const language = chosen ?? Object.keys(texts)[0] ?? own
  const [put, setPut] = useState(reply?.labels ?? [])
  const save = useAct(
    (given: SavedReplySettings) =>
      reply ? changeSavedReply(brand.id, reply.id, given) : makeSavedReply(brand.id, given),
    { touches: [supportPath(brand.id, '/saved-replies')], quiet: true, done: onClose },
  )
  const write = (text: string) => setTexts({ ...texts, [language]: text })
  const submit = (form: FormData) => {
    const filled = Object.entries(texts).filter(([, text]) => text.trim() !== '')
    const shortcut = String(form.get('shortcut')).replace(/^\//, '').trim()
    save.mutate({
      ...{ name: String(form.get('name')), shortcut: shortcut || null, labels: put },
      texts: Object.fromEntries(filled),
    })
  }
  const choices = [...new Set([...known.map((one) => one.name), ...put])]
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={reply ? say('service.change', { name: reply.name }) : say('service.reply.add')}
    >
      <Form
        onSubmit={submit}
        failure={save.error}
        fields={['name', 'shortcut', `texts.${language}`]}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextField name="name" label={say('service.name')} defaultValue={reply?.name ?? ''} autoFocus />
        <TextField
          name="shortcut"
          label={say('service.reply.shortcut')}
          hint={say('service.reply.shortcut.hint')}
          optional
          before="/"
          defaultValue={reply?.shortcut ?? ''}
        />
        <LanguageTabs
          label={say('service.languages')}
          languages={Object.keys(texts)}
          selected={language}
          onSelect={setChosen}
          onAdd={(added) => {
            setTexts({ ...texts, [added]: '' })
            setChosen(added)
          }}
          panel={() => (
            <Stack gap={2}>
              <TextArea
                name={`texts.${language}`}
                label={say('service.reply.text', { language: nameOf(language) })}
                rows={6}
                maxLength={5000}
                value={texts[language] ?? ''}
                onChange={write}
              />
              <fieldset className={styles.variables} aria-label={say('service.reply.variables')}>
                {variables.map((name) => (
                  <Button key={name} size="s" onPress={() => write(`${texts[language] ?? ''}{${name}}`)}>
                    {say(`service.variable.${name}`)}
                  </Button>
                ))}
              </fieldset>
              <p className={styles.dim}>{say('service.reply.variables.hint')}</p>
              {Object.keys(texts).length > 1 && (
                <Row>
                  <IconButton
                    icon="trash"
                    label={say('service.language.remove', { language: nameOf(language) })}
                    onPress={() => {
                      const { [language]: _, ...rest } = texts
                      setTexts(rest)
                      setChosen(null)
                    }}
                  />
                </Row>
              )}
            </Stack>
          )}
        />
        <Chosen
          label={say('service.reply.labels')}
          choices={choices.map((id) => ({ id, text: id }))}
          chosen={put}
          onChange={setPut}
        />
      </Form>
    </Dialog>
  )
}
