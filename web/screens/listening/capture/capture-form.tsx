import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { type Capture, captureOne, capturesPath } from '../../../api/sources.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Columns } from '../../../ui/layout.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { TextArea, TextField } from '../../../ui/text-field.tsx'
import { Screenshot } from './screenshot.tsx'

export type Filled = { url?: string; title?: string; quote?: string }
type CaptureFormProps = { brandId: string; filled: Filled; onCaptured: () => void }

const tones = ['unsaid', 'negative', 'neutral', 'positive'] as const

/** What somebody saw: its address, the words, who said it and how it sounds. */
export function CaptureForm({ brandId, filled, onCaptured }: CaptureFormProps) {
  const say = useWords()
  const [tone, setTone] = useState<(typeof tones)[number]>('unsaid')
  const [screenshotId, setScreenshot] = useState<string | null>(null)
  const capture = useAct((wanted: Capture) => captureOne(brandId, wanted), {
    ...{ touches: [capturesPath(brandId)], quiet: true },
    done: () => onCaptured(),
  })
  const submit = (form: FormData) => {
    const written = (name: string) => String(form.get(name) ?? '').trim()
    capture.mutate({
      ...{ url: written('url'), title: written('title'), quote: written('quote'), author: written('author') },
      ...(tone !== 'unsaid' && { tone }),
      ...(screenshotId && { screenshotId }),
      ...(written('at') && { at: new Date(written('at')).toISOString() }),
    })
  }
  return (
    <Form
      onSubmit={submit}
      failure={capture.error}
      fields={['url', 'title', 'quote', 'author', 'at']}
      foot={
        <Button type="submit" variant="primary" icon="check" isPending={capture.isPending}>
          {say('listen.capture.take')}
        </Button>
      }
    >
      <TextField name="url" label={say('listen.capture.url')} defaultValue={filled.url} inputMode="url" isRequired />
      <TextArea name="quote" label={say('listen.capture.quote')} defaultValue={filled.quote} rows={5} isRequired />
      <Columns min="12rem">
        <TextField name="author" label={say('listen.capture.author')} optional />
        <TextField name="title" label={say('listen.capture.title')} defaultValue={filled.title} optional />
        <TextField
          name="at"
          type="datetime-local"
          label={say('listen.capture.at')}
          hint={say('listen.capture.at.hint')}
          optional
        />
      </Columns>
      <RadioGroup
        label={say('listen.capture.tone')}
        value={tone}
        onChange={setTone}
        orientation="horizontal"
        choices={tones.map((id) => ({ id, text: say(`listen.capture.tone.${id}`) }))}
      />
      <Screenshot brandId={brandId} mediaId={screenshotId} onChange={setScreenshot} />
    </Form>
  )
}
