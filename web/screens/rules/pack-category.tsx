import { useState } from 'react'
import type { WordCategory } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Card } from '../../ui/layout.tsx'
import { Chips } from './chips.tsx'
import styles from './rules.module.css'

type PackCategoryProps = {
  category: WordCategory
  words: string[]
  isOn: boolean
  removed: string[]
  mayChange: boolean
  onTurn: (isOn: boolean) => void
  onRemoved: (removed: string[]) => void
}

/** Its words are shown when asked for: nobody has to read them to use them. */
export function PackCategory({ category, words, isOn, removed, mayChange, onTurn, onRemoved }: PackCategoryProps) {
  const say = useWords()
  const [isOpen, setOpen] = useState(false)
  const inUse = words.filter((word) => !removed.includes(word))
  const name = say(`rules.category.${category}`)
  return (
    <Card>
      <div className={styles.category}>
        <Checkbox
          isSelected={isOn}
          onChange={onTurn}
          isDisabled={!mayChange}
          hint={say(`rules.categoryHint.${category}`)}
        >
          {name}
        </Checkbox>
        <Button size="s" variant="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {say(isOpen ? 'rules.hideWords' : 'rules.showWords', { count: inUse.length })}
        </Button>
      </div>
      {isOpen && (
        <>
          <p className={styles.dim}>{say('rules.pressToRemove')}</p>
          <Chips
            label={say('rules.wordsOf', { name })}
            choices={words.map((id) => ({ id, text: id }))}
            chosen={inUse}
            isDisabled={!mayChange || !isOn}
            onChange={(chosen) =>
              onRemoved([
                ...removed.filter((one) => !words.includes(one)),
                ...words.filter((one) => !chosen.includes(one)),
              ])
            }
          />
        </>
      )}
    </Card>
  )
}
