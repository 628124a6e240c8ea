import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import styles from './save-state.module.css'
import type { Saving } from './saving/saving.ts'

const signs: Record<Saving['state'], IconName> = {
  saved: 'check',
  waiting: 'edit',
  saving: 'refresh',
  offline: 'offline',
  collided: 'warning',
  refused: 'x-circle',
}

/** Says at every moment whether the words are safe. */
export function SaveState({ saving, onDecide }: { saving: Saving; onDecide: () => void }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const time = saving.state === 'saved' && saving.at ? format.clock(saving.at, zone) : ''
  const key = saving.state === 'saved' && !time ? 'compose.save.fresh' : `compose.save.${saving.state}`
  return (
    <div className={styles.state} data-state={saving.state} data-held={saving.held ? true : undefined} role="status">
      <Icon name={saving.held ? 'warning' : signs[saving.state]} size={16} />
      <span>
        {saving.state === 'refused' ? saving.failure.saidIn(say) : say(key, { time })}
        {!saving.kept && ` ${say('compose.save.noRoom')}`}
        {saving.held && `. ${say('compose.save.held')}`}
      </span>
      {saving.state === 'collided' && (
        <Button size="s" onPress={onDecide}>
          {say('compose.collided.open')}
        </Button>
      )}
    </div>
  )
}
