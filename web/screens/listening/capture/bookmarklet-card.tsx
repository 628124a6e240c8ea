import { useEffect, useRef } from 'react'
import { useWords } from '../../../i18n/words.tsx'
import { buttonLook } from '../../../ui/button.tsx'
import { classes } from '../../../ui/classes.ts'
import { CopyField } from '../../../ui/copy-field.tsx'
import { Card, Stack } from '../../../ui/layout.tsx'
import { bookmarkletOf } from './bookmarklet.ts'
import styles from './capture.module.css'

/** The button to drag among the bookmarks, and its words for browsers where nothing can be dragged. */
export function BookmarkletCard() {
  const say = useWords()
  const link = useRef<HTMLAnchorElement>(null)
  const code = bookmarkletOf(window.location.origin)
  // React refuses to write such an address by itself; this one is ours, and the desk's own pages never run it.
  useEffect(() => link.current?.setAttribute('href', code), [code])
  return (
    <Card title={say('listen.capture.button')}>
      <Stack gap={3}>
        <p>{say('listen.capture.button.how')}</p>
        <p>
          <a ref={link} href="/capture" className={classes(buttonLook({ variant: 'primary' }), styles.drag)}>
            {say('listen.capture.button.name')}
          </a>
        </p>
        <CopyField label={say('listen.capture.button.code')} text={code} />
      </Stack>
    </Card>
  )
}
