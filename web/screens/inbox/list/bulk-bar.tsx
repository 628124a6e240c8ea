import { useWords } from '../../../i18n/words.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { toast } from '../../../ui/toast.tsx'
import { AddManyToCase } from '../../reputation/add-many-to-case.tsx'
import { useInbox } from '../use-inbox.ts'
import styles from './list.module.css'

/** What can be done with all that are chosen at once. */
export function BulkBar() {
  const say = useWords()
  const { chosen, changes, setPicking, clear, around } = useInbox()
  const targets = [...chosen.values()]
  const mayWrite = targets.every((one) => around.mayIn(one.brandId, 'author'))
  const [brandId, ...others] = new Set(targets.map((one) => one.brandId))
  const isUnread = targets.some((one) => one.unread)
  if (!mayWrite) return <p className={styles.dim}>{say('inbox.onlyLook')}</p>
  return (
    <div className={styles.bulk} role="toolbar" aria-label={say('inbox.bulk')}>
      <IconButton
        icon="check"
        label={say('inbox.act.done')}
        onPress={() => void changes.change(targets, { state: 'done' }, 'inbox.did.done')}
      />
      <IconButton icon="team" label={say('inbox.act.assign')} onPress={() => setPicking({ kind: 'assign', targets })} />
      <IconButton icon="tag" label={say('inbox.act.label')} onPress={() => setPicking({ kind: 'label', targets })} />
      <IconButton
        icon="snooze"
        label={say('inbox.act.snooze')}
        onPress={() => setPicking({ kind: 'snooze', targets })}
      />
      <IconButton
        icon={isUnread ? 'eye' : 'mail'}
        label={say(isUnread ? 'inbox.act.read' : 'inbox.act.unread')}
        onPress={() =>
          void changes.change(targets, { unread: !isUnread }, isUnread ? 'inbox.did.read' : 'inbox.did.unread')
        }
      />
      {brandId && others.length === 0 && (
        <AddManyToCase
          brandId={brandId}
          conversationIds={targets.map((one) => one.id)}
          mayMake={around.mayIn(brandId, 'editor')}
          onDone={() => {
            toast(say('repute.addToCase.done'))
            clear()
          }}
        />
      )}
      <IconButton
        icon="block"
        label={say('inbox.act.spam')}
        onPress={() => void changes.change(targets, { state: 'spam' }, 'inbox.did.spam')}
      />
      <IconButton icon="close" label={say('inbox.choose.none')} onPress={clear} />
    </div>
  )
}
