import { useQuery } from '@tanstack/react-query'
import { type Account, networks } from '../../api/brand.ts'
import type { ChangeImport, Import, ImportColumn } from '../../api/planning.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Card, Columns, Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import styles from './import.module.css'
import { isKnown, reassign } from './recognise.ts'

const columns: readonly ImportColumn[] = [
  'date',
  'time',
  'zone',
  'accounts',
  'text',
  'thread',
  'media',
  'alt',
  'link',
  'firstComment',
  'rubric',
  'title',
  'language',
  'labels',
  'poll',
  'pollDuration',
  'expires',
  'options',
]
const orders = ['ymd', 'dmy', 'mdy'] as const
type ReadingProps = {
  plan: Import
  accounts: readonly Account[]
  isPending: boolean
  onChange: (changes: ChangeImport) => void
}

/** How the table was understood; every answer can be corrected, and the rows are looked at anew. */
export function Reading({ plan, accounts, isPending, onChange }: ReadingProps) {
  const say = useWords()
  return (
    <Card title={say('import.reading.title')}>
      <div className={styles.reading} aria-busy={isPending}>
        <Stack gap={5}>
          <HeaderChoices plan={plan} onChange={onChange} />
          <AccountChoices plan={plan} accounts={accounts} onChange={onChange} />
          <ClockChoices plan={plan} onChange={onChange} />
        </Stack>
      </div>
    </Card>
  )
}

type ChoicesProps = Pick<ReadingProps, 'plan' | 'onChange'>

function HeaderChoices({ plan, onChange }: ChoicesProps) {
  const say = useWords()
  const meaningAt = (index: number) => columns.find((column) => plan.columns[column] === index) ?? 'none'
  return (
    <section className={styles.group}>
      <h3>{say('import.columns')}</h3>
      <p className={styles.dim}>{say('import.columnsHint')}</p>
      <Columns min="13rem">
        {plan.headers.map((header, index) => (
          <Select<ImportColumn | 'none'>
            // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file never move
            key={`${header}-${index}`}
            label={header || say('import.columnNumber', { at: index + 1 })}
            value={meaningAt(index)}
            choices={[
              { id: 'none', text: say('import.columnNone') },
              ...columns.map((id) => ({ id, text: say(`planning.column.${id}`) })),
            ]}
            onChange={(meaning) => onChange({ columns: reassign(plan.columns, index, meaning) })}
          />
        ))}
      </Columns>
    </section>
  )
}

function AccountChoices({ plan, accounts, onChange }: ChoicesProps & { accounts: readonly Account[] }) {
  const say = useWords()
  const found = useQuery(networks()).data?.items
  const named = Object.entries(plan.accounts)
  if (named.length === 0) return null
  return (
    <section className={styles.group}>
      <h3>{say('import.accounts')}</h3>
      <Columns min="15rem">
        {named.map(([name, accountId]) => (
          <Select
            key={name}
            label={name}
            value={accountId ?? 'none'}
            error={accountId || !found || isKnown(name, accounts, found) ? null : say('import.accountUnknown')}
            choices={[
              { id: 'none', text: say('import.accountNone') },
              ...accounts.map((account) => ({
                id: account.id,
                text: account.name,
                hint: account.handle,
                before: <Avatar name={account.name} src={account.avatarUrl} size={24} />,
              })),
            ]}
            onChange={(id) => onChange({ accounts: { ...plan.accounts, [name]: id === 'none' ? null : id } })}
          />
        ))}
      </Columns>
    </section>
  )
}

function ClockChoices({ plan, onChange }: ChoicesProps) {
  const say = useWords()
  const me = useMe()
  const zones = [...new Set([plan.zone, me.zone, ...Intl.supportedValuesOf('timeZone')])]
  return (
    <section className={styles.group}>
      <h3>{say('import.clock')}</h3>
      <Columns min="15rem">
        <ComboBox
          label={say('import.zone')}
          value={plan.zone}
          choices={zones.map((id) => ({ id, text: id.replaceAll('_', ' ') }))}
          onChange={(zone) => onChange({ zone })}
        />
        <Select
          label={say('import.dateOrder')}
          value={plan.dateOrder}
          choices={orders.map((id) => ({ id, text: say(`import.dateOrder.${id}`) }))}
          onChange={(dateOrder) => onChange({ dateOrder })}
        />
      </Columns>
    </section>
  )
}
