import { useMemo, useState } from 'react'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { foldText, readable } from './fold-text.ts'
import styles from './timeline.module.css'

/** Words of strangers: as text and nothing else, in their own direction, the endless ones folded. */
export function SaidText({ text }: { text: string }) {
  const say = useWords()
  const [isWhole, setWhole] = useState(false)
  const folded = useMemo(() => foldText(text), [text])
  return (
    <>
      <p className={styles.text} dir="auto">
        <bdi>{isWhole ? readable(text) : folded.text}</bdi>
        {folded.isFolded && !isWhole && '…'}
      </p>
      {folded.isFolded && (
        <Button size="s" variant="quiet" onPress={() => setWhole(!isWhole)}>
          {isWhole ? say('inbox.fold') : say('inbox.unfold', { count: folded.letters })}
        </Button>
      )}
    </>
  )
}
