import {
  type Block,
  type Chip,
  choiceFields,
  closedValues,
  measureFields,
} from '../../../../../modules/listening/compose.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { Select } from '../../../../ui/select.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import type { Path } from './block-tree.ts'
import styles from './blocks.module.css'
import { useFresh } from './use-fresh.ts'

type PartsProps<K extends Chip['kind']> = {
  block: Extract<Chip, { kind: K }>
  isReadOnly: boolean
  onChange: (block: Block) => void
}

/** One of some values: a language, a site, an author. */
export function FieldParts({ block, isReadOnly, onChange, path }: PartsProps<'field'> & { path: Path }) {
  const say = useWords()
  const field = useFresh(path)
  const known = closedValues[block.field]
  return (
    <>
      <Select
        className={styles.how}
        label={say('queries.field')}
        value={block.field}
        isDisabled={isReadOnly}
        onChange={(next) => onChange({ ...block, field: next })}
        choices={choiceFields.map((id) => ({ id, text: say(`queries.field.${id}`), hint: `${id}:` }))}
      />
      <TextField
        className={styles.words}
        inputRef={field}
        label={say('queries.values')}
        hint={known ? known.join(', ') : undefined}
        value={block.values.join(',')}
        isReadOnly={isReadOnly}
        onChange={(written) => onChange({ ...block, values: written.split(',') })}
      />
    </>
  )
}

const comparisons = ['>=', '>', '<=', '<', '='] as const

/** At least, at most so many. */
export function MeasureParts({ block, isReadOnly, onChange }: PartsProps<'measure'>) {
  const say = useWords()
  return (
    <>
      <Select
        className={styles.how}
        label={say('queries.field')}
        value={block.field}
        isDisabled={isReadOnly}
        onChange={(field) => onChange({ ...block, field })}
        choices={measureFields.map((id) => ({ id, text: say(`queries.measure.${id}`) }))}
      />
      <Select
        className={styles.number}
        label={say('queries.is')}
        value={block.is}
        isDisabled={isReadOnly}
        onChange={(is) => onChange({ ...block, is })}
        choices={comparisons.map((id) => ({ id, text: signs[id] }))}
      />
      <TextField
        className={styles.number}
        label={say('queries.number')}
        inputMode="numeric"
        value={String(block.number)}
        isReadOnly={isReadOnly}
        onChange={(written) => onChange({ ...block, number: Number(/\d{1,12}/.exec(written)?.[0] ?? 0) })}
      />
    </>
  )
}

const signs = { '>=': '≥', '>': '>', '<=': '≤', '<': '<', '=': '=' } as const
