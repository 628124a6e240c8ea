import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import type { Template, Templates } from '../../../api/inbox.ts'
import { useSpoken, useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Badge, EmptyState } from '../../../ui/feedback.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useOpen } from '../conversation/use-open.ts'
import styles from './template.module.css'
import { nameOfLanguage, TemplateWords } from './template-words.tsx'

type ChooseTemplateProps = {
  offered: Templates
  isAsking: boolean
  onAgain: () => void
  onChoose: (template: Template) => void
}

/** Those the network has: what cannot be sent is told with the reason, and cannot be chosen. */
export function ChooseTemplate({ offered, isAsking, onAgain, onChoose }: ChooseTemplateProps) {
  const say = useWords()
  const { items, more } = offered
  const canChoose = items.some((one) => one.barred === null)
  return (
    <>
      {!canChoose && <NoneYet madeAt={offered.madeAt} isAsking={isAsking} onAgain={onAgain} />}
      {items.length > 0 && <Found items={items} onChoose={onChoose} />}
      {more && <p className={styles.more}>{say('inbox.templates.more')}</p>}
    </>
  )
}

function NoneYet({ madeAt, isAsking, onAgain }: { madeAt: string | null; isAsking: boolean; onAgain: () => void }) {
  const say = useWords()
  return (
    <EmptyState
      level={3}
      title={say('inbox.templates.none')}
      acts={
        <>
          {madeAt && (
            <a href={madeAt} target="_blank" rel="noreferrer noopener">
              {say('inbox.templates.make')}
            </a>
          )}
          <Button size="s" icon="refresh" isPending={isAsking} onPress={onAgain}>
            {say('inbox.templates.again')}
          </Button>
        </>
      }
    >
      {say('inbox.templates.none.text')}
    </EmptyState>
  )
}

function Found({ items, onChoose }: { items: readonly Template[]; onChoose: (template: Template) => void }) {
  const { say, tag } = useSpoken()
  const { field } = useOpen()
  const [typed, setTyped] = useState('')
  const folded = typed.trim().toLocaleLowerCase(tag)
  return (
    <Autocomplete
      inputValue={typed}
      onInputChange={setTyped}
      filter={(text) => text.toLocaleLowerCase(tag).includes(folded)}
    >
      <div className={styles.found}>
        <TextField
          label={say('inbox.templates.search')}
          isLabelHidden
          placeholder={say('inbox.templates.search')}
          className={styles.search}
          before={<Icon name="search" size={18} />}
          inputRef={(input) => {
            field.current = input
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') field.current?.blur()
          }}
        />
        <ListBox
          aria-label={say('inbox.templates')}
          className={styles.list ?? ''}
          renderEmptyState={() => <p className={styles.more}>{say('ui.combo.none')}</p>}
        >
          {items.map((one) => (
            <ListBoxItem
              key={one.id}
              id={one.id}
              textValue={[one.name, nameOfLanguage(one.language, tag), ...wordsOf(one)].join(' ')}
              isDisabled={one.barred !== null}
              className={styles.item ?? ''}
              onAction={() => onChoose(one)}
            >
              <span className={styles.top}>
                <bdi className={styles.name}>{one.name}</bdi>
                <Badge>{nameOfLanguage(one.language, tag)}</Badge>
              </span>
              <TemplateWords template={one} values={[]} isShort />
              {one.barred !== null && (
                <span className={styles.barred}>
                  <Icon name="block" size={14} />
                  {one.barred}
                </span>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </div>
    </Autocomplete>
  )
}

const wordsOf = ({ pieces }: Template) => pieces.flatMap((piece) => ('text' in piece ? [piece.text] : []))
