import type { MentionBrief } from '../../../api/mentions.ts'
import { useWords } from '../../../i18n/words.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { feelingIcons } from './feeling-looks.ts'
import styles from './stream.module.css'
import { useMentionActs } from './use-mention-acts.ts'
import { useStream } from './use-stream.ts'

type MentionActsProps = { targets: readonly MentionBrief[]; onNone?: () => void }

/** What can be done with these, each also by its key. */
export function MentionActs({ targets, onNone }: MentionActsProps) {
  const say = useWords()
  const { may } = useStream()
  const acts = useMentionActs(targets)
  if (!may.work) return <p className={styles.dim}>{say('listen.onlyLook')}</p>
  return (
    <div className={styles.acts} role="toolbar" aria-label={say('listen.acts')}>
      {(['negative', 'neutral', 'positive'] as const).map((feeling) => (
        <IconButton
          key={feeling}
          icon={feelingIcons[feeling]}
          label={say(`listen.act.${feeling}`)}
          aria-pressed={targets.every((one) => one.sentiment === feeling)}
          onPress={acts.feel(feeling)}
        />
      ))}
      <IconButton icon="comment" label={say('listen.act.intent')} onPress={acts.ask('intent')} />
      <IconButton icon="hash" label={say('listen.act.topics')} onPress={acts.ask('topics')} />
      <IconButton icon="globe" label={say('listen.act.language')} onPress={acts.ask('language')} />
      <IconButton icon="tag" label={say('listen.act.label')} onPress={acts.ask('label')} />
      <IconButton icon="team" label={say('listen.act.assign')} onPress={acts.ask('assign')} />
      <IconButton icon="flag" label={say('listen.act.case')} onPress={acts.ask('case')} />
      <IconButton
        icon={acts.isSeen ? 'eye-off' : 'eye'}
        label={say(acts.isSeen ? 'listen.act.unseen' : 'listen.act.seen')}
        onPress={acts.see}
      />
      <IconButton
        icon={acts.isSpam ? 'undo' : 'block'}
        label={say(acts.isSpam ? 'listen.act.notSpam' : 'listen.act.spam')}
        onPress={acts.spam}
      />
      {onNone && <IconButton icon="close" label={say('listen.choose.none')} onPress={onNone} />}
    </div>
  )
}
