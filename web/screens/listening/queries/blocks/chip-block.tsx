import type { Block, Group, NearBlock } from '../../../../../modules/listening/compose.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { Select } from '../../../../ui/select.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import { BlockActs } from './block-acts.tsx'
import { type Path, withBlock } from './block-tree.ts'
import styles from './blocks.module.css'
import { placeName, useBuilding } from './building.ts'
import { FieldParts, MeasureParts } from './field-parts.tsx'
import { type How, saidIn, wordChip } from './said-in.ts'
import { useFresh } from './use-fresh.ts'

type ChipProps = { block: Exclude<Block, Group | NearBlock>; path: Path }

/** One thing to look for. */
export function ChipBlock({ block, path }: ChipProps) {
  const say = useWords()
  const { problems } = useBuilding()
  const wrong = problems.find((one) => placeName(one.path) === placeName(path))
  return (
    <div className={styles.chip}>
      <Parts block={block} path={path} />
      <BlockActs path={path} name={nameOf(block) || say('queries.add.words')} />
      {wrong && (
        <p className={styles.wrong} role="status">
          {say(wrong.code, wrong.values)}
        </p>
      )}
    </div>
  )
}

function nameOf(block: ChipProps['block']): string {
  if (block.kind === 'field') return `${block.field}:${block.values.join(', ')}`
  if (block.kind === 'measure') return `${block.field}:${block.is}${block.number}`
  return saidIn(block)?.text ?? ('text' in block ? block.text : '')
}

function Parts({ block, path }: ChipProps) {
  const { root, put, isReadOnly } = useBuilding()
  const change = (next: Block) =>
    put(withBlock(root, path, block.comments ? { ...next, comments: block.comments } : next))
  const said = saidIn(block)
  if (said) return <WordParts {...said} path={path} onChange={(...to) => change(wordChip(...to))} />
  if (block.kind === 'field') return <FieldParts block={block} isReadOnly={isReadOnly} onChange={change} path={path} />
  if (block.kind === 'measure') return <MeasureParts block={block} isReadOnly={isReadOnly} onChange={change} />
  if (block.kind === 'title')
    return <TitleParts text={block.text} path={path} onChange={(text) => change(title(text))} />
  const text = block.kind === 'text' ? block.text : ''
  return <PlainParts text={text} path={path} onChange={(written) => change({ kind: 'text', text: written })} />
}

const title = (text: string): Block => ({ kind: 'title', text, mode: 'forms', isPhrase: /\S\s+\S/.test(text) })

const ways: readonly How[] = ['forms', 'form', 'case', 'loose']

type WordPartsProps = {
  text: string
  how: How
  within: number
  path: Path
  onChange: (text: string, how: How, within: number) => void
}

function WordParts({ text, how, within, path, onChange }: WordPartsProps) {
  const say = useWords()
  const { isReadOnly } = useBuilding()
  const field = useFresh(path)
  return (
    <>
      <TextField
        className={styles.words}
        inputRef={field}
        label={say('queries.words')}
        value={text}
        isReadOnly={isReadOnly}
        onChange={(written) => onChange(written, how, within)}
      />
      <Select
        className={styles.how}
        label={say('queries.how')}
        value={how}
        isDisabled={isReadOnly}
        onChange={(next) => onChange(text, next, within)}
        choices={ways.map((id) => ({ id, text: say(`queries.how.${id}`) }))}
      />
      {how === 'loose' && (
        <TextField
          className={styles.number}
          label={say('queries.between')}
          inputMode="numeric"
          value={String(within)}
          isReadOnly={isReadOnly}
          onChange={(written) => onChange(text, how, numberIn(written))}
        />
      )}
    </>
  )
}

const numberIn = (written: string) => Number(/\d{1,3}/.exec(written)?.[0] ?? 0)

type TextPartsProps = { text: string; path: Path; onChange: (text: string) => void }

function TitleParts({ text, path, onChange }: TextPartsProps) {
  const say = useWords()
  const { isReadOnly } = useBuilding()
  const field = useFresh(path)
  const label = say('queries.add.title')
  return <TextField {...{ label, value: text, onChange, isReadOnly, inputRef: field, className: styles.words }} />
}

/** What has no field of its own is written in the query language. */
function PlainParts({ text, path, onChange }: TextPartsProps) {
  const say = useWords()
  const { isReadOnly } = useBuilding()
  const field = useFresh(path)
  const label = say('queries.inLanguage')
  return <TextField {...{ label, value: text, onChange, isReadOnly, inputRef: field, className: styles.words }} />
}
