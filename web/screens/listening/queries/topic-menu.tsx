import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { changeTopic, deleteTopic, type Topic, topicsPath } from '../../../api/listening-queries.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Confirm } from '../../../ui/dialog.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { TopicDialog } from './topic-dialog.tsx'

/** What can be done with a whole topic. */
export function TopicMenu({ topic }: { topic: Topic }) {
  const say = useWords()
  const brand = useBrand()
  const [asking, setAsking] = useState<'change' | 'delete' | null>(null)
  const close = () => setAsking(null)
  const touches = [topicsPath(brand.id)]
  const turn = useAct((isOn: boolean) => changeTopic(brand.id, topic.id, { isOn }), { touches })
  const remove = useAct(() => deleteTopic(brand.id, topic.id), { touches, done: close })
  const label = say('queries.topic.acts', { name: topic.name })
  const isOn = topic.queries.some((one) => one.isOn)
  return (
    <>
      <Menu label={label} placement="bottom end" trigger={<IconButton size="s" icon="more" label={label} />}>
        <MenuItem icon="edit" text={say('queries.topic.change')} onAction={() => setAsking('change')} />
        {topic.queries.length > 0 && (
          <MenuItem
            icon={isOn ? 'pause' : 'play'}
            text={say(isOn ? 'queries.topic.stop' : 'queries.topic.start')}
            onAction={() => turn.mutate(!isOn)}
          />
        )}
        <MenuItem icon="trash" danger text={say('queries.topic.delete')} onAction={() => setAsking('delete')} />
      </Menu>
      <TopicDialog isOpen={asking === 'change'} onClose={close} topic={topic} />
      <Confirm
        isOpen={asking === 'delete'}
        onClose={close}
        title={say('queries.topic.delete')}
        act={say('queries.topic.delete')}
        danger
        isPending={remove.isPending}
        onAct={() => remove.mutate()}
      >
        <p>{say('queries.topic.deleteText', { name: topic.name, count: topic.queries.length })}</p>
      </Confirm>
    </>
  )
}
