import { useWords } from '../../../i18n/words.tsx'
import { waysOf } from '../conversation/mode.ts'
import { useOpen } from '../conversation/use-open.ts'
import { useKeys } from '../keys/use-keys.ts'
import { useInbox } from '../use-inbox.ts'
import { NoteBox } from './note-box.tsx'
import styles from './reply.module.css'
import { TemplateBox } from './template-box.tsx'
import { useDraft } from './use-draft.ts'
import { Ways } from './ways.tsx'
import { WriteReply } from './write-reply.tsx'

/** Where one answers, in public, in private or by a template, or leaves a note for the others. */
export function ReplyBox() {
  const say = useWords()
  const { around } = useInbox()
  const { head, mode, write } = useOpen()
  const writing = useDraft(head)
  const mayWrite = around.mayIn(head.brandId, 'author')
  const answering = waysOf(head)
  const ways = answering.map((one) => one.way)
  const first = answering.find((one) => one.barred === null)?.way ?? ways[0]
  useKeys(
    mayWrite
      ? {
          n: () => write('note'),
          ...(ways.length > 0 && first && { r: () => write(first) }),
          ...(ways.includes('private') && { p: () => write('private') }),
          ...(ways.includes('template') && { t: () => write('template') }),
        }
      : {},
  )
  if (!mayWrite) return <p className={styles.onlyLook}>{say('inbox.onlyLook')}</p>
  return (
    <section className={styles.box} data-mode={mode} aria-label={say('inbox.reply')}>
      <Ways />
      {mode === 'note' && <NoteBox writing={writing} />}
      {mode === 'template' && <TemplateBox writing={writing} />}
      {(mode === 'public' || mode === 'private') && <WriteReply way={mode} writing={writing} />}
    </section>
  )
}
