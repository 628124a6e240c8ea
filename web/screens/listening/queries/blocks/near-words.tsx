import { Fragment } from 'react'
import type { Distance, NearBlock } from '../../../../../modules/listening/compose.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { Button } from '../../../../ui/button.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Select } from '../../../../ui/select.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import { BlockActs } from './block-acts.tsx'
import { type Path, withBlock } from './block-tree.ts'
import styles from './blocks.module.css'
import { placeName, useBuilding } from './building.ts'
import { wordsOfOperand } from './said-in.ts'
import { useFresh } from './use-fresh.ts'

type NearProps = { block: NearBlock & { comments?: readonly string[] }; path: Path }

const most = 8

/** Words near the next ones; any of several, with commas between. */
export function NearWords({ block, path }: NearProps) {
  const say = useWords()
  const { root, put, problems, isReadOnly } = useBuilding()
  const change = (next: Partial<NearBlock>) => put(withBlock(root, path, { ...block, ...next }))
  const field = useFresh(path)
  const { of, distances } = block
  const wrong = problems.find((one) => placeName(one.path).startsWith(placeName(path)))
  return (
    <div className={styles.near}>
      <div className={styles.groupTop}>
        <span className={styles.legend}>{say('queries.add.near')}</span>
        <BlockActs path={path} name={say('queries.add.near')} />
      </div>
      {of.map((chips, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an operand is known by its place alone
        <Fragment key={n}>
          {n > 0 && (
            <DistanceParts
              distance={distances[n - 1] ?? 'sentence'}
              isReadOnly={isReadOnly}
              onChange={(next) => change({ distances: distances.with(n - 1, next) })}
            />
          )}
          <div className={styles.chip}>
            <TextField
              className={styles.words}
              inputRef={n === 0 ? field : undefined}
              label={say('queries.anyOf')}
              value={wordsOfOperand.say(chips)}
              isReadOnly={isReadOnly}
              onChange={(written) => change({ of: of.with(n, wordsOfOperand.read(written)) })}
            />
            {of.length > 2 && !isReadOnly && (
              <IconButton
                size="s"
                icon="close"
                label={say('queries.drop', { name: wordsOfOperand.say(chips) })}
                onPress={() =>
                  change({ of: of.toSpliced(n, 1), distances: distances.toSpliced(Math.max(0, n - 1), 1) })
                }
              />
            )}
          </div>
        </Fragment>
      ))}
      {wrong && (
        <p className={styles.wrong} role="status">
          {say(wrong.code, wrong.values)}
        </p>
      )}
      {of.length < most && !isReadOnly && (
        <Button
          size="s"
          variant="quiet"
          icon="plus"
          onPress={() => change({ of: [...of, wordsOfOperand.read('')], distances: [...distances, usual] })}
        >
          {say('queries.nearMore')}
        </Button>
      )}
    </div>
  )
}

const usual: Distance = { words: 5, inOrder: false }
const orders = ['any', 'inOrder', 'sentence'] as const

type DistanceProps = { distance: Distance; isReadOnly: boolean; onChange: (distance: Distance) => void }

function DistanceParts({ distance, isReadOnly, onChange }: DistanceProps) {
  const say = useWords()
  const order = distance === 'sentence' ? 'sentence' : distance.inOrder ? 'inOrder' : 'any'
  const words = distance === 'sentence' ? 5 : distance.words
  return (
    <div className={styles.distance}>
      <Select
        className={styles.how}
        label={say('queries.distance')}
        value={order}
        isDisabled={isReadOnly}
        onChange={(next) => onChange(next === 'sentence' ? next : { words, inOrder: next === 'inOrder' })}
        choices={orders.map((id) => ({ id, text: say(`queries.distance.${id}`) }))}
      />
      {distance !== 'sentence' && (
        <TextField
          className={styles.number}
          label={say('queries.between')}
          inputMode="numeric"
          value={String(words)}
          isReadOnly={isReadOnly}
          onChange={(written) => onChange({ ...distance, words: Number(/\d{1,3}/.exec(written)?.[0] ?? 0) })}
        />
      )}
    </div>
  )
}
