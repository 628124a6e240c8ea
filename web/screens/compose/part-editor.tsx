import { useEffect, useId, useRef, useState } from 'react'
import type { Finding, Span } from '../../../networks/compose.ts'
import { useWords } from '../../i18n/words.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { MoveButtons } from '../../ui/move-buttons.tsx'
import { CardEditor } from './card-editor.tsx'
import type { Media, Part } from './draft/draft.ts'
import { FindingList, type Said } from './findings.tsx'
import { FileStrip } from './media/file-strip.tsx'
import type { Ratios } from './media/shape-choice.tsx'
import type { RatioRange } from './media/shapes.ts'
import { UploadList } from './media/upload-list.tsx'
import type { Upload } from './media/upload-queue.ts'
import { useDropFiles } from './media/use-drop-files.ts'
import styles from './part-editor.module.css'
import { PartTools } from './part-tools.tsx'
import { PollEditor } from './poll-editor.tsx'
import type { Voice } from './rules.ts'
import { putIn, signAt } from './writing/complete-word.ts'
import { Counters } from './writing/counters.tsx'
import { type Chosen, signByKey, withSigns } from './writing/format-text.ts'
import { markText } from './writing/mark-text.ts'
import { MarkedTextarea } from './writing/marked-textarea.tsx'
import { Suggestions } from './writing/suggestions.tsx'
import { useCompletion } from './writing/use-completion.ts'

export type PartEditorProps = {
  brandId: string
  part: Part
  place: { at: number; of: number }
  voices: readonly Voice[]
  said: readonly Said[]
  media: ReadonlyMap<string, Media>
  known: readonly string[]
  /** A mention or a hashtag is being typed: `known` is wanted now. */
  onWordBegun: () => void
  language: string | null
  isReadOnly: boolean
  uploads: {
    list: readonly Upload[]
    onFiles: (files: File[]) => void
    onDrop: (id: string) => void
    onAgain: (id: string) => void
  }
  onChange: (kind: string, change: (part: Part) => Part) => void
  onLibrary: () => void
  onMove: (to: number) => void
  onRemove: () => void
  onCut: (offset: number) => void
  onSplit: (() => void) | null
  onField: (field: string | null) => void
}

/** One part of the post: its words, files, poll and card, with every network's counter under it. */
export function PartEditor(props: PartEditorProps) {
  const { part, place, voices, said, isReadOnly, onChange, uploads } = props
  const say = useWords()
  const findingsId = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState(0)
  const setText = (text: string, at?: number) => {
    onChange(`text.${place.at}`, (one) => ({ ...one, text }))
    if (at === undefined) return
    setCaret(at)
    requestAnimationFrame(() => area.current?.setSelectionRange(at, at))
  }
  const completion = useCompletion({ text: part.text, caret, known: props.known, onText: setText })
  const { onWordBegun } = props
  useEffect(() => {
    if (completion.isBegun) onWordBegun()
  }, [completion.isBegun, onWordBegun])
  const insert = (words: string) => {
    const from = area.current?.selectionStart ?? part.text.length
    const to = area.current?.selectionEnd ?? from
    const put = putIn(part.text, from, to, words === '@' || words === '#' ? signAt(part.text, from, words) : words)
    setText(put.text, put.caret)
    area.current?.focus()
  }
  const chosen = (): Chosen => {
    const from = area.current?.selectionStart ?? part.text.length
    return { text: part.text, from, to: area.current?.selectionEnd ?? from }
  }
  const format = ({ text, from, to }: Chosen) => {
    setText(text, to)
    area.current?.focus()
    requestAnimationFrame(() => area.current?.setSelectionRange(from, to))
  }
  const path = `parts.${place.at}`
  const over = smallest(
    said.filter((one) => one.finding.path === `${path}.text`).flatMap((one) => one.finding.over ?? []),
  )
  const drop = useDropFiles(isReadOnly ? null : uploads.onFiles)
  return (
    <div className={styles.part} data-dropping={drop.isOver || undefined} {...drop.handlers}>
      {place.of > 1 && <PartTop {...props} />}
      <MarkedTextarea
        label={say('compose.part', { at: place.at + 1, of: place.of })}
        value={part.text}
        marks={markText(part.text, spansIn(part.text, voices[0]), over)}
        onChange={setText}
        onCaret={setCaret}
        onKeyDown={(event) => {
          const sign = isReadOnly ? undefined : signByKey(event)
          if (!sign) return completion.onKeyDown(event)
          event.preventDefault()
          format(withSigns(chosen(), sign))
        }}
        onFocus={() => props.onField(`${path}.text`)}
        onFiles={isReadOnly ? undefined : uploads.onFiles}
        placeholder={say(place.at === 0 ? 'compose.text.placeholder' : 'compose.text.placeholderMore')}
        isInvalid={over !== null}
        isReadOnly={isReadOnly}
        describedBy={findingsId}
        lang={props.language ?? undefined}
        inputRef={area}
        popup={completion.popup}
      >
        {completion.words.length > 0 && (
          <Suggestions
            id={completion.listId}
            label={say('compose.suggestions')}
            words={completion.words}
            active={completion.active}
            onPick={completion.pick}
          />
        )}
      </MarkedTextarea>
      <div className={styles.under}>
        <PartFiles {...props} path={path} />
        {part.poll && (
          <PollEditor
            poll={part.poll}
            voices={voices}
            said={saidUnder(said, `${path}.poll`)}
            isReadOnly={isReadOnly}
            onChange={(poll) => onChange('poll', (one) => ({ ...one, poll }))}
          />
        )}
        <CardEditor
          brandId={props.brandId}
          part={part}
          voices={voices}
          isReadOnly={isReadOnly}
          onChange={(card) => onChange('card', (one) => ({ ...one, card }))}
        />
        <FindingList id={findingsId} said={said.filter((one) => isOfText(one.finding, path))} />
      </div>
      <div className={styles.foot}>
        {!isReadOnly && (
          <PartTools
            {...props}
            onInsert={insert}
            chosen={chosen}
            onFormat={format}
            onCutHere={() => props.onCut(area.current?.selectionStart ?? part.text.length)}
          />
        )}
        <Counters text={part.text} hasMedia={part.media.length > 0} voices={voices} />
      </div>
    </div>
  )
}

/** Where marks are taken off, what is alive stands elsewhere than it was written: then it is shown in the preview alone. */
function spansIn(text: string, voice: Voice | undefined): Span[] {
  const { composing, content } = voice ?? {}
  if (!composing || !content || (composing.shown?.(text, content) ?? text) !== text) return []
  return composing.spans(text, content)
}

const smallest = (offsets: number[]): number | null => (offsets.length > 0 ? Math.min(...offsets) : null)
const saidUnder = (said: readonly Said[], path: string) => said.filter((one) => one.finding.path.startsWith(path))
const isOfText = ({ path }: Finding, part: string) =>
  path === `${part}.text` || path === part || path.startsWith(`${part}.media`) || path.startsWith(`${part}.card`)

function PartTop({ place, isReadOnly, onMove, onRemove }: PartEditorProps) {
  const say = useWords()
  const at = place.at + 1
  return (
    <header className={styles.top}>
      <span className={styles.number}>{say('compose.part', { at, of: place.of })}</span>
      {!isReadOnly && (
        <>
          <MoveButtons
            {...place}
            words={[say('compose.part.up', { at }), say('compose.part.down', { at })]}
            onMove={onMove}
          />
          <IconButton size="s" icon="trash" label={say('compose.part.remove', { at })} onPress={onRemove} />
        </>
      )}
    </header>
  )
}

function PartFiles({
  brandId,
  part,
  media,
  said,
  voices,
  isReadOnly,
  uploads,
  onChange,
  path,
}: PartEditorProps & { path: string }) {
  return (
    <>
      <FileStrip
        brandId={brandId}
        uses={part.media}
        media={media}
        findings={saidUnder(said, `${path}.media`).map((one) => one.finding)}
        ratiosOf={(kind) => ratiosOf(voices, kind)}
        altMax={Math.min(2000, ...voices.map((voice) => voice.limits.media.altMax))}
        isReadOnly={isReadOnly}
        onChange={(uses) => onChange('media', (one) => ({ ...one, media: uses }))}
      />
      <UploadList uploads={uploads.list} onDrop={uploads.onDrop} onAgain={uploads.onAgain} />
    </>
  )
}

/** Two accounts of a network are bounded alike, unless their servers tell otherwise. */
function ratiosOf(voices: readonly Voice[], kind: Media['kind']): Ratios {
  const ranges = new Map<string, RatioRange>()
  const any = new Set<string>()
  for (const { composing, limits } of voices) {
    const rule = limits.media[kind]
    const range = rule?.ratio
    if (range) ranges.set(`${composing.name} ${range.min} ${range.max}`, { name: composing.name, ...range })
    else if (rule) any.add(composing.name)
  }
  return { ranges: [...ranges.values()], any: [...any] }
}
