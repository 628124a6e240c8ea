import { useRef } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import type { Part } from './draft/draft.ts'
import { EmojiButton } from './emoji/emoji-picker.tsx'
import { filesFor } from './media/taken-files.ts'
import styles from './part-editor.module.css'
import type { PartEditorProps } from './part-editor.tsx'
import type { Chosen } from './writing/format-text.ts'
import { FormatTools } from './writing/format-tools.tsx'

type PartToolsProps = PartEditorProps & {
  onInsert: (words: string) => void
  chosen: () => Chosen
  onFormat: (chosen: Chosen) => void
  onCutHere: () => void
}

/** What is put into a part: emoji, mentions, files, a poll; and ways to cut it. */
export function PartTools({
  part,
  voices,
  uploads,
  onInsert,
  chosen,
  onFormat,
  onLibrary,
  onChange,
  onCutHere,
  onSplit,
  place,
}: PartToolsProps) {
  const say = useWords()
  const files = useRef<HTMLInputElement>(null)
  const canPoll = voices.length === 0 || voices.some((voice) => voice.composing.can.poll)
  const canThread = voices.length === 0 || voices.some((voice) => voice.composing.can.thread)
  return (
    <div className={styles.tools} role="toolbar" aria-label={say('compose.tools', { at: place.at + 1 })}>
      <FormatTools chosen={chosen} onFormat={onFormat} />
      <EmojiButton onPick={onInsert} />
      <IconButton icon="at" label={say('compose.mention')} onPress={() => onInsert('@')} />
      <IconButton icon="hash" label={say('compose.hashtag')} onPress={() => onInsert('#')} />
      <IconButton icon="upload" label={say('compose.upload')} onPress={() => files.current?.click()} />
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept={filesFor(voices.map((voice) => voice.limits))}
        onChange={(event) => {
          uploads.onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <IconButton icon="media" label={say('compose.library')} onPress={onLibrary} />
      {canPoll && !part.poll && (
        <IconButton
          icon="poll"
          label={say('compose.poll.add')}
          onPress={() => onChange('poll', (one) => ({ ...one, poll: firstPoll }))}
        />
      )}
      {canThread && <IconButton icon="thread" label={say('compose.part.cut')} onPress={onCutHere} />}
      {onSplit && <IconButton icon="sparkle" label={say('compose.part.split')} onPress={onSplit} />}
    </div>
  )
}

const firstPoll: NonNullable<Part['poll']> = { options: ['', ''], multiple: false, durationSeconds: 86_400 }
