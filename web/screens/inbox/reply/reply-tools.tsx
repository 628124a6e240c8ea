import { lazy, useRef, useState } from 'react'
import { useWords } from '../../../i18n/words.tsx'
import { LazyPart } from '../../../shell/lazy-part.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { EmojiButton } from '../../compose/emoji/emoji-picker.tsx'
import { takenFiles } from '../../compose/media/taken-files.ts'
import { InsertBank } from '../../reputation/insert-bank.tsx'
import { AnswerTools } from '../../support/answer-tools.tsx'
import { useOpen } from '../conversation/use-open.ts'
import styles from './reply.module.css'
import type { Attached } from './use-attached.ts'

const Library = lazy(() => import('../../media/pick-dialog.tsx').then(({ PickDialog }) => ({ default: PickDialog })))

type ReplyToolsProps = {
  brandId: string
  attached: Attached | null
  written: string
  onInsert: (words: string) => void
}

/** What is put into an answer: signs, files of this machine, files of the library. */
export function ReplyTools({ brandId, attached, written, onInsert }: ReplyToolsProps) {
  const say = useWords()
  const { head } = useOpen()
  const [isPicking, setPicking] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <div className={styles.tools}>
      <EmojiButton onPick={onInsert} />
      {attached && (
        <>
          <IconButton icon="upload" label={say('compose.upload')} onPress={() => chooser.current?.click()} />
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            accept={takenFiles}
            onChange={(event) => {
              attached.add([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
          <IconButton icon="media" label={say('compose.library')} onPress={() => setPicking(true)} />
        </>
      )}
      <AnswerTools head={head} written={written} onInsert={onInsert} />
      <InsertBank head={head} onInsert={onInsert} />
      {isPicking && (
        <LazyPart onGone={() => setPicking(false)}>
          <Library
            brandId={brandId}
            onClose={() => setPicking(false)}
            onPick={(items) => {
              attached?.put(items.map((one) => one.id))
              setPicking(false)
            }}
          />
        </LazyPart>
      )}
    </div>
  )
}
