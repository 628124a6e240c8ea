import { useWords } from '../../../i18n/words.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { useOpen } from '../conversation/use-open.ts'
import { readable } from '../timeline/fold-text.ts'
import styles from './reply.module.css'

/** Which of several messages is answered, with a way back to the latest. */
export function Target() {
  const say = useWords()
  const { to, target, targetId, isTargetGone, setTarget } = useOpen()
  const clear = <IconButton size="s" icon="close" label={say('inbox.target.clear')} onPress={() => setTarget(null)} />
  if (isTargetGone)
    return (
      <p className={styles.target} role="status">
        <Icon name="warning" size={16} /> {say('inbox.target.deleted')} {clear}
      </p>
    )
  if (to === null) return <p className={styles.target}>{say('inbox.target.none')}</p>
  if (targetId === null) return null
  if (!target)
    return (
      <p className={styles.target}>
        <Icon name="reply" size={14} /> {say('inbox.target.earlier')} {clear}
      </p>
    )
  const name = readable(target.said.author.name || target.said.author.handle)
  return (
    <p className={styles.target}>
      <Icon name="reply" size={14} />
      <span className={styles.targetWords}>
        {say('inbox.target')} <bdi>{name}</bdi>: <bdi dir="auto">{readable(target.said.text).slice(0, 120)}</bdi>
      </span>
      {clear}
    </p>
  )
}

/** Who is answering too. */
export function Others() {
  const say = useWords()
  const { others } = useOpen()
  const typing = others.filter((one) => one.typing)
  return (
    <p className={styles.others} role="status">
      {typing.length > 0 && (
        <>
          <Icon name="warning" size={16} />
          {say('inbox.typing', { names: typing.map((one) => one.name).join(', '), count: typing.length })}
        </>
      )}
    </p>
  )
}
