import { useState } from 'react'
import type { Heard } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import { readable, webAddress } from './fold-text.ts'
import styles from './timeline.module.css'

/** What was sent along: pictures as pictures, anything else as a way to it. Only addresses of the web. */
export function SaidMedia({ media }: { media: Heard['media'] }) {
  const say = useWords()
  const shown = media.flatMap((one) => {
    const url = webAddress(one.url)
    return url ? [{ ...one, url }] : []
  })
  if (shown.length === 0) return null
  return (
    <ul className={styles.media} aria-label={say('inbox.media')}>
      {shown.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the files of a message never move
        <li key={at}>
          <OneFile kind={one.kind} url={one.url} alt={readable(one.alt ?? '')} />
        </li>
      ))}
    </ul>
  )
}

function OneFile({ kind, url, alt }: { kind: string; url: string; alt: string }) {
  const say = useWords()
  const [isBroken, setBroken] = useState(false)
  const isPicture = /^(?:image|photo|gif|sticker)/.test(kind) && !isBroken
  const words = alt || say(mediaWords[kind] ?? 'inbox.media.file')
  return (
    <a href={url} target="_blank" rel="noreferrer noopener" className={isPicture ? styles.picture : styles.file}>
      {isPicture ? (
        <img src={url} alt={words} loading="lazy" referrerPolicy="no-referrer" onError={() => setBroken(true)} />
      ) : (
        <>
          <Icon name={signs[kind] ?? 'file'} size={18} /> <bdi>{words}</bdi>
        </>
      )}
    </a>
  )
}

const mediaWords: Record<string, string> = {
  ...{ image: 'inbox.media.picture', photo: 'inbox.media.picture', gif: 'inbox.media.picture' },
  ...{
    sticker: 'inbox.media.picture',
    video: 'inbox.media.video',
    audio: 'inbox.media.audio',
    voice: 'inbox.media.audio',
  },
}
const signs: Record<string, IconName> = { image: 'image', photo: 'image', gif: 'image', video: 'video', audio: 'play' }
