import type { ReactNode } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Text } from 'react-aria-components/Text'
import type { Choice } from './choices.ts'
import { Icon } from './icon.tsx'
import styles from './overlay.module.css'

/** The list inside a Select or a ComboBox. */
export function ChoiceList({ choices, empty }: { choices?: readonly Choice[]; empty?: ReactNode }) {
  return (
    <ListBox
      className={styles.list ?? ''}
      items={choices}
      renderEmptyState={() => <p className={styles.none}>{empty}</p>}
    >
      {(choice: Choice) => (
        <ListBoxItem className={styles.item ?? ''} id={choice.id} textValue={choice.text} isDisabled={choice.disabled}>
          {({ isSelected }) => (
            <>
              {choice.before}
              <span className={styles.words}>
                {choice.hint ? <span>{choice.text}</span> : <Text slot="label">{choice.text}</Text>}
                {choice.hint && (
                  <span className={styles.hint} data-hint>
                    {' '}
                    {choice.hint}
                  </span>
                )}
              </span>
              {isSelected && <Icon name="check" size={16} className={styles.tick} />}
            </>
          )}
        </ListBoxItem>
      )}
    </ListBox>
  )
}
