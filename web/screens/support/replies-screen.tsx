import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { deleteSavedReply, type SavedReply, savedReplies, supportPath } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Badge, Banner, EmptyState, Kbd, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, List, ListRow, Row } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ReplyDialog } from './reply-dialog.tsx'
import styles from './support.module.css'
import { SupportPage } from './support-page.tsx'

/** Answers that are given again and again, in the languages of those who ask. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayDelete = useMayHere('editor')
  const [q, setQ] = useState('')
  const asked = useQuery({ ...savedReplies(brand.id, useDeferredValue(q)), placeholderData: (before) => before })
  const [open, setOpen] = useState<SavedReply | 'new' | null>(null)
  const [leaving, setLeaving] = useState<SavedReply | null>(null)
  const remove = useAct((reply: SavedReply) => deleteSavedReply(brand.id, reply.id), {
    touches: [supportPath(brand.id, '/saved-replies')],
    done: () => setLeaving(null),
  })
  const all = asked.data?.items ?? []
  const isEmpty = asked.data !== undefined && all.length === 0
  const add = (
    <Button icon="plus" variant="primary" onPress={() => setOpen('new')}>
      {say('service.reply.add')}
    </Button>
  )
  return (
    <SupportPage place="replies" acts={(!isEmpty || q !== '') && add}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows />}
      {asked.data && (
        <Card>
          {(!isEmpty || q !== '') && (
            <TextField
              label={say('service.search')}
              type="search"
              before={<Icon name="search" size={16} />}
              value={q}
              onChange={setQ}
            />
          )}
          {isEmpty && (
            <EmptyState title={say(q ? 'service.search.none' : 'service.reply.none')} acts={q === '' && add}>
              {say(q ? 'service.search.none.text' : 'service.reply.none.text')}
            </EmptyState>
          )}
          <List label={say('service.replies')}>
            {all.map((reply) => (
              <ListRow
                key={reply.id}
                title={
                  <Row gap={2}>
                    <bdi>{reply.name}</bdi> {reply.shortcut && <Kbd>{`/${reply.shortcut}`}</Kbd>}
                  </Row>
                }
                dim={
                  <span className={styles.textOf} dir="auto">
                    {Object.values(reply.texts)[0]}
                  </span>
                }
                after={
                  <>
                    <IconButton
                      icon="edit"
                      size="s"
                      label={say('service.change', { name: reply.name })}
                      onPress={() => setOpen(reply)}
                    />
                    {mayDelete && (
                      <IconButton
                        icon="trash"
                        size="s"
                        label={say('service.remove', { name: reply.name })}
                        onPress={() => setLeaving(reply)}
                      />
                    )}
                  </>
                }
              >
                <div className={styles.badges}>
                  {Object.keys(reply.texts).map((language) => (
                    <Badge key={language}>{language.toUpperCase()}</Badge>
                  ))}
                  {reply.labels.map((label) => (
                    <Badge key={label} icon="tag">
                      {label}
                    </Badge>
                  ))}
                  <Badge>{say('service.used', { count: reply.used })}</Badge>
                </div>
              </ListRow>
            ))}
          </List>
        </Card>
      )}
      {open && <ReplyDialog reply={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      <Confirm
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title={say('service.remove', { name: leaving?.name ?? '' })}
        act={say('ui.delete')}
        danger
        isPending={remove.isPending}
        onAct={() => leaving && remove.mutate(leaving)}
      >
        <p>{say('service.reply.remove.text')}</p>
      </Confirm>
    </SupportPage>
  )
}
