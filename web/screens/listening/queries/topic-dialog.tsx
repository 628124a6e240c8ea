import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { changeTopic, type Topic, type TopicKind, topicKinds, topicsPath } from '../../../api/listening-queries.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useMakeTopic } from './use-make-topic.ts'

type TopicDialogProps = { isOpen: boolean; onClose: () => void; topic?: Topic }

/** A new topic, which gets a first query from its name; or what an old one is called. */
export function TopicDialog({ isOpen, onClose, topic }: TopicDialogProps) {
  const say = useWords()
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={say(topic ? 'queries.topic.change' : 'queries.topic.add')}>
      <Asking topic={topic} onClose={onClose} />
    </Dialog>
  )
}

function Asking({ topic, onClose }: Omit<TopicDialogProps, 'isOpen'>) {
  const say = useWords()
  const brand = useBrand()
  const [kind, setKind] = useState<TopicKind>(topic?.kind ?? 'brand')
  const [name, setName] = useState(topic?.name ?? '')
  const make = useMakeTopic(true)
  const change = useAct((id: string) => changeTopic(brand.id, id, { kind, name }), {
    ...{ quiet: true, touches: [topicsPath(brand.id)], done: onClose },
  })
  const act = topic ? change : make
  return (
    <Form
      onSubmit={() => (topic ? change.mutate(topic.id) : make.mutate({ kind, name }))}
      failure={act.error}
      fields={['name']}
      foot={
        <Button type="submit" variant="primary" isPending={act.isPending}>
          {say(topic ? 'ui.save' : 'queries.topic.make')}
        </Button>
      }
    >
      <Select
        label={say('queries.topic.kind')}
        value={kind}
        onChange={setKind}
        choices={topicKinds.map((id) => ({ id, text: say(`queries.kind.${id}`) }))}
      />
      <TextField
        name="name"
        label={say(`queries.topic.name.${kind}`)}
        hint={topic ? undefined : say('queries.topic.hint')}
        value={name}
        onChange={setName}
        maxLength={120}
        isRequired
        autoFocus
      />
    </Form>
  )
}
