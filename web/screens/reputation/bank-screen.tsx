import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type BankItem, bank, bankPath, deleteBankItem } from '../../api/reputation.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, List, ListRow, Row } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { BankDialog } from './bank-dialog.tsx'
import styles from './reputation.module.css'
import { ReputationPage } from './reputation-page.tsx'

/** Statements, experts' answers and facts with their sources, ready to be used in answers. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('editor')
  const [q, setQ] = useState('')
  const [open, setOpen] = useState<BankItem | 'new' | null>(null)
  const [leaving, setLeaving] = useState<BankItem | null>(null)
  const asked = useQuery({ ...bank(brand.id, { q: useDeferredValue(q) }), placeholderData: (before) => before })
  const remove = useAct((item: BankItem) => deleteBankItem(brand.id, item.id), {
    touches: [bankPath(brand.id)],
    done: () => setLeaving(null),
  })
  const all = asked.data?.items
  const add = mayChange && (
    <Button icon="plus" variant="primary" onPress={() => setOpen('new')}>
      {say('repute.bank.add')}
    </Button>
  )
  return (
    <ReputationPage place="bank" acts={add}>
      <TextField
        type="search"
        label={say('service.search')}
        before={<Icon name="search" size={16} />}
        value={q}
        onChange={setQ}
      />
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows />}
      {all && (
        <Card>
          {all.length === 0 && (
            <EmptyState title={say(q ? 'service.search.none' : 'repute.bank.none')}>
              {!q && say('repute.bank.none.text')}
            </EmptyState>
          )}
          <List label={say('repute.bank')}>
            {all.map((item) => (
              <ListRow
                key={item.id}
                title={
                  <Row gap={2}>
                    <bdi>{item.title}</bdi> <Badge>{say(`repute.bank.${item.kind}`)}</Badge>
                    {Object.keys(item.texts).map((language) => (
                      <Badge key={language}>{language}</Badge>
                    ))}
                  </Row>
                }
                dim={
                  <>
                    {item.source && <bdi>{say('repute.bank.from', { source: item.source })} </bdi>}
                    {say('repute.bank.used', { count: item.used })}
                  </>
                }
                after={
                  mayChange && (
                    <>
                      <IconButton
                        icon="edit"
                        size="s"
                        label={say('service.change', { name: item.title })}
                        onPress={() => setOpen(item)}
                      />
                      <IconButton
                        icon="trash"
                        size="s"
                        label={say('service.remove', { name: item.title })}
                        onPress={() => setLeaving(item)}
                      />
                    </>
                  )
                }
              >
                <p className={styles.textOf}>{Object.values(item.texts)[0]}</p>
              </ListRow>
            ))}
          </List>
        </Card>
      )}
      {open && <BankDialog item={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      <Confirm
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title={say('service.remove', { name: leaving?.title ?? '' })}
        act={say('ui.delete')}
        danger
        isPending={remove.isPending}
        onAct={() => leaving && remove.mutate(leaving)}
      >
        <p>{say('repute.bank.remove')}</p>
      </Confirm>
    </ReputationPage>
  )
}
