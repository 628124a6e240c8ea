import type { Limits } from '../../../networks/compose.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Part } from './draft/draft.ts'
import { FindingList, type Said } from './findings.tsx'
import styles from './poll-editor.module.css'
import type { Voice } from './rules.ts'

type Poll = NonNullable<Part['poll']>
type PollEditorProps = {
  poll: Poll
  voices: readonly Voice[]
  said: readonly Said[]
  isReadOnly: boolean
  onChange: (poll: Poll | undefined) => void
}

const usual = [300, 1_800, 3_600, 21_600, 43_200, 86_400, 259_200, 604_800]

/** A question with answers. What no chosen network knows is not offered. */
export function PollEditor({ poll, voices, said, isReadOnly, onChange }: PollEditorProps) {
  const say = useWords()
  const limits = voices.flatMap((voice) => voice.limits.poll ?? [])
  const most = Math.min(12, ...limits.map((one) => one.options.max))
  const withQuestion = limits.some((one) => one.questionRequired || one.questionMax)
  return (
    <fieldset className={styles.poll} disabled={isReadOnly}>
      <legend className={styles.name}>{say('compose.poll')}</legend>
      <Stack gap={3}>
        {withQuestion && (
          <TextField
            label={say('compose.poll.question')}
            value={poll.question ?? ''}
            onChange={(question) => onChange({ ...poll, question })}
          />
        )}
        <Stack gap={2}>
          {poll.options.map((option, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer has no name but its place
            <AnswerField key={at} poll={poll} at={at} option={option} onChange={onChange} />
          ))}
        </Stack>
        <Row gap={2}>
          <Button
            size="s"
            icon="plus"
            isDisabled={poll.options.length >= most}
            onPress={() => onChange({ ...poll, options: [...poll.options, ''] })}
          >
            {say('compose.poll.addOption')}
          </Button>
          <Button size="s" variant="quiet" icon="trash" onPress={() => onChange(undefined)}>
            {say('compose.poll.remove')}
          </Button>
        </Row>
        <Row gap={4}>
          <DurationChoice poll={poll} limits={limits} onChange={onChange} />
          {(limits.length === 0 || limits.some((one) => one.multiple)) && (
            <Checkbox isSelected={poll.multiple} onChange={(multiple) => onChange({ ...poll, multiple })}>
              {say('compose.poll.multiple')}
            </Checkbox>
          )}
        </Row>
        <FindingList said={said} />
      </Stack>
    </fieldset>
  )
}

function AnswerField({
  poll,
  at,
  option,
  onChange,
}: {
  poll: Poll
  at: number
  option: string
  onChange: (poll: Poll) => void
}) {
  const say = useWords()
  return (
    <div className={styles.answer}>
      <TextField
        label={say('compose.poll.option', { at: at + 1 })}
        value={option}
        onChange={(text) =>
          onChange({ ...poll, options: poll.options.map((one, index) => (index === at ? text : one)) })
        }
      />
      <IconButton
        icon="close"
        label={say('compose.poll.removeOption', { at: at + 1 })}
        isDisabled={poll.options.length <= 2}
        onPress={() => onChange({ ...poll, options: poll.options.filter((_, index) => index !== at) })}
      />
    </div>
  )
}

type PollLimits = NonNullable<Limits['poll']>

function DurationChoice({
  poll,
  limits,
  onChange,
}: {
  poll: Poll
  limits: PollLimits[]
  onChange: (poll: Poll) => void
}) {
  const say = useWords()
  const lasting = limits.filter((one) => one.durations !== 'none')
  if (limits.length > 0 && lasting.length === 0) return null
  const fits = (seconds: number) => lasting.every(({ durations }) => mayLast(durations, seconds))
  const choices = [...new Set([...usual.filter(fits), poll.durationSeconds])].sort((a, b) => a - b)
  return (
    <Select
      label={say('compose.poll.duration')}
      value={String(poll.durationSeconds)}
      choices={choices.map((seconds) => ({
        id: String(seconds),
        text: say('compose.duration', durationValues(seconds)),
      }))}
      onChange={(seconds) => onChange({ ...poll, durationSeconds: Number(seconds) })}
    />
  )
}

function mayLast(durations: PollLimits['durations'], seconds: number): boolean {
  if (durations === 'none') return true
  if ('seconds' in durations) return durations.seconds.includes(seconds)
  return seconds >= durations.minSeconds && seconds <= durations.maxSeconds
}

/** In the largest unit that divides it. */
export function durationValues(seconds: number): { count: number; unit: string } {
  if (seconds % 86_400 === 0) return { count: seconds / 86_400, unit: 'days' }
  if (seconds % 3_600 === 0) return { count: seconds / 3_600, unit: 'hours' }
  return { count: Math.round(seconds / 60), unit: 'minutes' }
}
