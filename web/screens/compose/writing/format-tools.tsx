import { useState } from 'react'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Stack } from '../../../ui/layout.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { type Chosen, targetOf, withSigns, withTarget } from './format-text.ts'

type FormatToolsProps = { chosen: () => Chosen; onFormat: (chosen: Chosen) => void }

/** Bold, italic, and words that lead somewhere, in the one markup that every network is written from. */
export function FormatTools({ chosen, onFormat }: FormatToolsProps) {
  const say = useWords()
  const [linking, setLinking] = useState<Chosen | null>(null)
  return (
    <>
      <IconButton icon="bold" label={say('compose.bold')} onPress={() => onFormat(withSigns(chosen(), '**'))} />
      <IconButton icon="italic" label={say('compose.italic')} onPress={() => onFormat(withSigns(chosen(), '_'))} />
      <IconButton icon="link" label={say('compose.link')} onPress={() => setLinking(chosen())} />
      {linking && (
        <LinkDialog
          words={linking.text.slice(linking.from, linking.to)}
          onClose={() => setLinking(null)}
          onLink={(words, target) => {
            setLinking(null)
            onFormat(withTarget(linking, words, target))
          }}
        />
      )}
    </>
  )
}

type LinkDialogProps = { words: string; onLink: (words: string, target: string) => void; onClose: () => void }

function LinkDialog({ words: first, onLink, onClose }: LinkDialogProps) {
  const say = useWords()
  const [words, setWords] = useState(first)
  const [typed, setTyped] = useState('')
  const target = targetOf(typed)
  const put = () => target && onLink(words, target)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('compose.link')}
      foot={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button variant="primary" isDisabled={!target} onPress={put}>
            {say('compose.link.put')}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        <TextField label={say('compose.link.words')} value={words} onChange={setWords} />
        <TextField
          label={say('compose.link.target')}
          hint={say('compose.link.hint')}
          value={typed}
          placeholder="https://"
          onChange={setTyped}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            put()
          }}
        />
      </Stack>
    </Dialog>
  )
}
