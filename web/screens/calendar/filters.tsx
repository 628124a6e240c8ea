import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { networks } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Avatar, Swatch } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PopoverPanel } from '../../ui/popover.tsx'
import { entryStates, stateIcons } from './entry-state.ts'
import styles from './toolbar.module.css'
import type { Around } from './use-calendar.ts'
import type { CalendarAddress } from './use-calendar-address.ts'

type FiltersProps = {
  address: CalendarAddress
  around: Around
  brandIds: string[]
  onGo: (change: Partial<CalendarAddress>) => void
}

/** Brands, accounts, rubrics and states to be shown; none chosen means all. */
export function Filters({ address, around, brandIds, onGo }: FiltersProps) {
  const say = useWords()
  const me = useMe()
  const known = useQuery(networks()).data?.items ?? []
  const count =
    address.accounts.length + address.rubrics.length + address.states.length + (address.brands.length > 0 ? 1 : 0)
  return (
    <PopoverPanel
      label={say('calendar.filters')}
      placement="bottom end"
      trigger={
        <Button icon="filter">{count > 0 ? say('calendar.filtersOn', { count }) : say('calendar.filters')}</Button>
      }
    >
      <div className={styles.filters}>
        {me.brands.length > 1 && (
          <Choices
            name={say('calendar.brands')}
            chosen={brandIds}
            choices={me.brands.map((brand) => ({
              id: brand.id,
              text: brand.name,
              before: <Swatch color={brand.color} />,
            }))}
            onChange={(brands) => brands.length > 0 && onGo({ brands, accounts: [], rubrics: [] })}
          />
        )}
        <Choices
          name={say('calendar.accounts')}
          chosen={address.accounts}
          choices={[...around.accounts.values()].map((one) => ({
            id: one.id,
            text: one.name,
            before: (
              <Avatar
                name={one.name}
                src={one.avatarUrl}
                size={24}
                network={known.find((network) => network.id === one.network)}
              />
            ),
          }))}
          onChange={(accounts) => onGo({ accounts })}
        />
        <Choices
          name={say('calendar.rubrics')}
          chosen={address.rubrics}
          choices={[...around.rubrics.values()].map((one) => ({
            id: one.id,
            text: one.name,
            before: <Swatch color={one.color} />,
          }))}
          onChange={(rubrics) => onGo({ rubrics })}
        />
        <Choices
          name={say('calendar.states')}
          chosen={address.states}
          choices={entryStates.map((id) => ({
            id,
            text: say(`calendar.state.${id}`),
            before: <Icon name={stateIcons[id]} size={16} />,
          }))}
          onChange={(states) => onGo({ states })}
        />
        {count > 0 && (
          <Button onPress={() => onGo({ brands: [], accounts: [], rubrics: [], states: [] })}>
            {say('calendar.filtersOff')}
          </Button>
        )}
      </div>
    </PopoverPanel>
  )
}

type ChoicesProps = {
  name: string
  chosen: string[]
  choices: { id: string; text: string; before: ReactNode }[]
  onChange: (chosen: string[]) => void
}

function Choices({ name, chosen, choices, onChange }: ChoicesProps) {
  if (choices.length === 0) return null
  return (
    <fieldset className={styles.filter}>
      <legend className={styles.filterName}>{name}</legend>
      {choices.map((choice) => (
        <Checkbox
          key={choice.id}
          isSelected={chosen.includes(choice.id)}
          onChange={(on) => onChange(on ? [...chosen, choice.id] : chosen.filter((one) => one !== choice.id))}
        >
          <span className={styles.choice}>
            {choice.before}
            {choice.text}
          </span>
        </Checkbox>
      ))}
    </fieldset>
  )
}
