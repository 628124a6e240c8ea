import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { brand as brandOf } from '../../api/brand.ts'
import {
  type BankItem,
  type BankItemSettings,
  type BankKind,
  bankPath,
  changeBankItem,
  makeBankItem,
} from '../../api/reputation.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { LanguageTabs, useLanguageName } from '../support/language-tabs.tsx'

const kinds = ['statement', 'expert-answer', 'fact'] as const

/** One thing of the bank in its languages, with where it comes from. */
export function BankDialog({ item, onClose }: { item: BankItem | null; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const nameOf = useLanguageName()
  const own = useQuery(brandOf(brand.id)).data?.language ?? 'en'
  const [kind, setKind] = useState<BankKind>(item?.kind ?? 'statement')
  const [written, setTexts] = useState<Record<string, string> | null>(item?.texts ?? null)
  const texts = written ?? { [own]: '' }
  const [chosen, setChosen] = useState<string | null>(null)
  const language = chosen ?? Object.keys(texts)[0] ?? own
  const save = useAct(
    (given: BankItemSettings) => (item ? changeBankItem(brand.id, item.id, given) : makeBankItem(brand.id, given)),
    { touches: [bankPath(brand.id)], quiet: true, done: onClose },
  )
  const submit = (form: FormData) =>
    save.mutate({
      ...{ kind, title: String(form.get('title')), source: String(form.get('source')), caseId: item?.caseId ?? null },
      sourceUrl: String(form.get('sourceUrl')).trim() || null,
      texts: Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== '')),
    })
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={item ? say('service.change', { name: item.title }) : say('repute.bank.add')}
    >
      <Form
        onSubmit={submit}
        failure={save.error}
        fields={['title', 'source', 'sourceUrl', `texts.${language}`]}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <Select
          label={say('repute.bank.kind')}
          value={kind}
          onChange={setKind}
          choices={kinds.map((id) => ({ id, text: say(`repute.bank.${id}`) }))}
        />
        <TextField name="title" label={say('repute.bank.title')} defaultValue={item?.title ?? ''} autoFocus />
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
            <TextArea
              name={`texts.${language}`}
              label={say('service.reply.text', { language: nameOf(language) })}
              rows={5}
              value={texts[language] ?? ''}
              onChange={(text) => setTexts({ ...texts, [language]: text })}
            />
          )}
        />
        <TextField
          name="source"
          label={say('repute.bank.source')}
          optional={kind !== 'fact'}
          defaultValue={item?.source ?? ''}
        />
        <TextField
          name="sourceUrl"
          type="url"
          label={say('repute.pages.url')}
          optional
          defaultValue={item?.sourceUrl ?? ''}
        />
      </Form>
    </Dialog>
  )
}
