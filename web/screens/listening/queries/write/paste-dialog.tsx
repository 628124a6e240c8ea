import { useState } from 'react'
import { useAct } from '../../../../api/ask.ts'
import { type Translation, translation, type Vendor, vendorNames } from '../../../../api/listening-queries.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { useBrand } from '../../../../shell/here.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Select } from '../../../../ui/select.tsx'
import { TextArea } from '../../../../ui/text-field.tsx'
import { TranslationTold } from './translation-told.tsx'
import styles from './write.module.css'

type PasteDialogProps = { isOpen: boolean; onClose: () => void; onUse: (query: string) => void }

const choices = ['detect', ...(Object.keys(vendorNames) as Vendor[])] as const

/** A query of another tool, in ours: what changed in meaning is told before it is taken. */
export function PasteDialog({ isOpen, onClose, onUse }: PasteDialogProps) {
  const say = useWords()
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={say('queries.paste')} wide>
      <Pasting onUse={onUse} />
    </Dialog>
  )
}

function Pasting({ onUse }: Pick<PasteDialogProps, 'onUse'>) {
  const say = useWords()
  const brand = useBrand()
  const [text, setText] = useState('')
  const [vendor, setVendor] = useState<(typeof choices)[number]>('detect')
  const [told, setTold] = useState<Translation | null>(null)
  const act = useAct(() => translation(brand.id, text, vendor === 'detect' ? undefined : vendor), { done: setTold })
  return (
    <div className={styles.stack}>
      <p>{say('queries.paste.text', { vendors: Object.values(vendorNames).join(', ') })}</p>
      <TextArea
        label={say('queries.paste.label')}
        value={text}
        onChange={(written) => {
          setText(written)
          setTold(null)
        }}
        autoFocus
      />
      <Select
        label={say('queries.paste.from')}
        value={vendor}
        onChange={setVendor}
        choices={choices.map((id) => ({ id, text: id === 'detect' ? say('queries.paste.detect') : vendorNames[id] }))}
      />
      <div>
        <Button variant="primary" isDisabled={!text.trim()} isPending={act.isPending} onPress={() => act.mutate()}>
          {say('queries.paste.act')}
        </Button>
      </div>
      {told && <TranslationTold told={told} pasted={text} onUse={onUse} />}
    </div>
  )
}
