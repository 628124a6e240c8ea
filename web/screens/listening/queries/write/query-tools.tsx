import { useState } from 'react'
import { useWords } from '../../../../i18n/words.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Row } from '../../../../ui/layout.tsx'
import { PasteDialog } from './paste-dialog.tsx'
import { QueryHelp } from './query-help.tsx'

/** What helps to write: all that may be written, and queries of other tools. */
export function QueryTools({ onUse }: { onUse: (query: string) => void }) {
  const say = useWords()
  const [isOpen, setOpen] = useState<'help' | 'paste' | null>(null)
  const close = () => setOpen(null)
  return (
    <Row>
      <Button size="s" icon="info" onPress={() => setOpen('help')}>
        {say('queries.help')}
      </Button>
      <Button size="s" icon="copy" onPress={() => setOpen('paste')}>
        {say('queries.paste')}
      </Button>
      <QueryHelp isOpen={isOpen === 'help'} onClose={close} />
      <PasteDialog
        isOpen={isOpen === 'paste'}
        onClose={close}
        onUse={(query) => {
          close()
          onUse(query)
        }}
      />
    </Row>
  )
}
