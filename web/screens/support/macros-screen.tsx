import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { deleteMacro, duty, type Macro, type MacroAct, macros, savedReplies, supportPath } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'
import { MacroDialog } from './macro-dialog.tsx'
import { SupportPage } from './support-page.tsx'
import { useDuration } from './use-duration.ts'

/** Several acts under one name, carried out with one press. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('editor')
  const asked = useQuery(macros(brand.id))
  const sayAct = useActWords(brand.id)
  const format = useFormat()
  const [open, setOpen] = useState<Macro | 'new' | null>(null)
  const [leaving, setLeaving] = useState<Macro | null>(null)
  const remove = useAct((macro: Macro) => deleteMacro(brand.id, macro.id), {
    touches: [supportPath(brand.id, '/macros')],
    done: () => setLeaving(null),
  })
  const all = asked.data?.items ?? []
  const add = mayChange && (
    <Button icon="plus" variant="primary" onPress={() => setOpen('new')}>
      {say('service.macro.add')}
    </Button>
  )
  return (
    <SupportPage place="macros" acts={all.length > 0 && add}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows />}
      {asked.data && (
        <Card>
          {all.length === 0 && (
            <EmptyState title={say('service.macro.none')} acts={add}>
              {say('service.macro.none.text')}
            </EmptyState>
          )}
          <List label={say('service.macros')}>
            {all.map((macro) => (
              <ListRow
                key={macro.id}
                title={<bdi>{macro.name}</bdi>}
                dim={format.list(macro.acts.map(sayAct))}
                after={
                  <>
                    <Badge>{say('service.used', { count: macro.used })}</Badge>
                    {mayChange && (
                      <>
                        <IconButton
                          icon="edit"
                          size="s"
                          label={say('service.change', { name: macro.name })}
                          onPress={() => setOpen(macro)}
                        />
                        <IconButton
                          icon="trash"
                          size="s"
                          label={say('service.remove', { name: macro.name })}
                          onPress={() => setLeaving(macro)}
                        />
                      </>
                    )}
                  </>
                }
              />
            ))}
          </List>
        </Card>
      )}
      {open && <MacroDialog macro={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      <Confirm
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title={say('service.remove', { name: leaving?.name ?? '' })}
        act={say('ui.delete')}
        danger
        isPending={remove.isPending}
        onAct={() => leaving && remove.mutate(leaving)}
      >
        <p>{say('service.macro.remove.text')}</p>
      </Confirm>
    </SupportPage>
  )
}

/** What an act of a macro does, in words. */
function useActWords(brandId: string): (act: MacroAct) => string {
  const say = useWords()
  const duration = useDuration()
  const format = useFormat()
  const replies = useQuery(savedReplies(brandId)).data?.items ?? []
  const people = useQuery(duty(brandId)).data?.people ?? []
  return (act) => {
    if (act.do === 'reply')
      return say('service.act.reply.of', { name: replies.find((one) => one.id === act.savedReplyId)?.name ?? '…' })
    if (act.do === 'label') return say('service.act.label.of', { labels: format.list([...act.add, ...act.remove]) })
    if (act.do === 'assign') {
      if (act.to === 'me' || act.to === 'nobody') return say(`service.act.assign.${act.to}`)
      return say('service.act.assign.of', { name: people.find((one) => one.id === act.to)?.name ?? '…' })
    }
    if (act.do === 'state') return say(`service.act.state.${act.state}`)
    if (act.do === 'snooze') return say('service.act.snooze.of', { time: duration(act.minutes * 60_000) })
    if (act.do === 'priority') return say(`service.priority.${act.priority}`)
    return say('service.act.note.of', { text: act.text.slice(0, 60) })
  }
}
