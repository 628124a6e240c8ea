import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useSpoken } from '../../../i18n/words.tsx'
import { SkeletonRows } from '../../../ui/feedback.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { PopoverPanel } from '../../../ui/popover.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import styles from './emoji-picker.module.css'
import { type EmojiGroup, findEmoji, type NamedEmoji, nameEmoji, toneCount, toned } from './find-emoji.ts'
import { recentEmoji, rememberEmoji, rememberTone, toneNow } from './recent-emoji.ts'

const words = import.meta.glob<{ default: string[] }>('./unicode/words-*.json')

async function emojiIn(locale: string): Promise<EmojiGroup[]> {
  const [order, named] = await Promise.all([
    import('./unicode/order.json'),
    words[`./unicode/words-${locale}.json`]?.(),
  ])
  return nameEmoji(order.default, named?.default ?? [])
}

/** A button that offers every emoji, found by the words of the interface's language. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const { say } = useSpoken()
  return (
    <PopoverPanel
      trigger={<IconButton icon="emoji" label={say('compose.emoji')} />}
      label={say('compose.emoji')}
      placement="bottom start"
    >
      {(close) => (
        <EmojiPanel
          onPick={(emoji) => {
            rememberEmoji(emoji)
            onPick(emoji)
            close()
          }}
        />
      )}
    </PopoverPanel>
  )
}

function EmojiPanel({ onPick }: { onPick: (emoji: string) => void }) {
  const { say, locale } = useSpoken()
  const [typed, setTyped] = useState('')
  const [tone, setTone] = useState(toneNow)
  const { data: groups } = useQuery({
    queryKey: ['emoji', locale],
    queryFn: () => emojiIn(locale),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const found = groups && typed.trim() ? findEmoji(groups, typed) : null
  const grid = useRef<HTMLDivElement>(null)
  return (
    <div className={styles.panel}>
      <div className={styles.top}>
        <TextField
          autoFocus
          label={say('compose.emoji.search')}
          value={typed}
          onChange={setTyped}
          onKeyDown={(event) => toGrid(event, grid.current)}
        />
        <button
          type="button"
          className={styles.tone}
          aria-label={say('compose.emoji.tone')}
          title={say('compose.emoji.tone')}
          onClick={() => setTone(rememberTone((tone + 1) % toneCount))}
        >
          {toned('✋', tone)}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys walk over the buttons inside */}
      <div ref={grid} className={styles.groups} onKeyDown={moveInGrid}>
        {!groups && <SkeletonRows rows={4} height="2rem" />}
        {found && found.length === 0 && <p className={styles.none}>{say('compose.emoji.none')}</p>}
        {found && <Group title={say('compose.emoji.found')} emoji={found} tone={tone} onPick={onPick} />}
        {groups && !found && <AllGroups groups={groups} tone={tone} onPick={onPick} />}
      </div>
    </div>
  )
}

function AllGroups({ groups, tone, onPick }: { groups: EmojiGroup[]; tone: number; onPick: (emoji: string) => void }) {
  const { say } = useSpoken()
  const recent = recentEmoji()
  const byEmoji = new Map(groups.flatMap((group) => group.emoji).map((one) => [one.emoji, one]))
  const known = recent.flatMap((emoji) => byEmoji.get(emoji) ?? { emoji, name: emoji, words: [] })
  return (
    <>
      {known.length > 0 && <Group title={say('compose.emoji.recent')} emoji={known} tone={0} onPick={onPick} />}
      {groups.map((group) => (
        <Group
          key={group.id}
          title={say(`compose.emoji.group.${group.id}`)}
          emoji={group.emoji}
          tone={tone}
          onPick={onPick}
        />
      ))}
    </>
  )
}

function Group({
  title,
  emoji,
  tone,
  onPick,
}: {
  title: string
  emoji: NamedEmoji[]
  tone: number
  onPick: (emoji: string) => void
}) {
  return (
    <section className={styles.group} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <div className={styles.grid}>
        {emoji.map((one) => (
          <button
            key={one.emoji}
            type="button"
            className={styles.emoji}
            aria-label={one.name}
            title={one.name}
            onClick={() => onPick(toned(one.emoji, tone))}
          >
            {toned(one.emoji, tone)}
          </button>
        ))}
      </div>
    </section>
  )
}

function toGrid(event: { key: string; preventDefault: () => void }, grid: HTMLElement | null): void {
  if (event.key !== 'ArrowDown') return
  event.preventDefault()
  grid?.querySelector<HTMLElement>(`.${styles.emoji}`)?.focus()
}

const columns = 8

function moveInGrid(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key]
  if (step === undefined) return
  event.preventDefault()
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(`.${styles.emoji}`)]
  const at = all.indexOf(document.activeElement as HTMLElement)
  all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus()
}
