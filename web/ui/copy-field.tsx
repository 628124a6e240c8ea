import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Button } from './button.tsx'
import styles from './copy-field.module.css'

/** Text to take away: a link, a key. Where the clipboard is forbidden the text is selected instead. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const say = useWords()
  const [copied, setCopied] = useState(false)
  const copy = async (field: HTMLInputElement | null) => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      field?.select()
    }
  }
  return (
    <div className={styles.copy}>
      <input
        className={styles.text}
        aria-label={label}
        readOnly
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <Button
        icon={copied ? 'check' : 'copy'}
        onPress={(event) => void copy(event.target.previousElementSibling as HTMLInputElement | null)}
      >
        {say(copied ? 'ui.copied' : 'ui.copy')}
      </Button>
    </div>
  )
}
