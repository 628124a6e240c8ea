import { useWords } from '../../../i18n/words.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { useInbox } from '../use-inbox.ts'
import styles from './conversation.module.css'

/** Back to the list, where the two have no room beside each other. */
export function BackButton() {
  const say = useWords()
  const { place } = useInbox()
  return <IconButton className={styles.back} icon="arrow-left" label={say('inbox.back')} onPress={place.close} />
}
