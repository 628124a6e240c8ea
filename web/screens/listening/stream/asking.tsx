import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { type MentionBrief, type MentionChange, mentionCounts, mentionsToCase } from '../../../api/mentions.ts'
import { cases, casesPath } from '../../../api/reputation.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useMe } from '../../../shell/here.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { toast } from '../../../ui/toast.tsx'
import { type Pickable, Picker } from '../../inbox/pick/picker.tsx'
import { useLabels } from '../../inbox/use-labels.ts'
import { CaseDialog } from '../../reputation/case/case-dialog.tsx'
import { intents } from './address.ts'
import { languageCodes, useLanguageName } from './languages.ts'
import { type Asking as Asked, useStream } from './use-stream.ts'

/** What is being decided about one mention or many. */
export function Asking() {
  const { asking, setAsking } = useStream()
  if (!asking) return null
  const props = { targets: asking.targets, onClose: () => setAsking(null) }
  const Part = parts[asking.kind]
  return <Part {...props} />
}

type PartProps = { targets: readonly MentionBrief[]; onClose: () => void }

/** One of several; the choice is made at once, and undone as easily. */
function useChoice({ targets, onClose }: PartProps) {
  const { changes, clear } = useStream()
  return (change: MentionChange, said: string) => {
    onClose()
    void changes.change(targets, change, said).then(clear)
  }
}

const nobody = 'nobody'

function AskAssignee(props: PartProps) {
  const say = useWords()
  const me = useMe()
  const { people } = useStream()
  const choose = useChoice(props)
  const holds = (id: string | null) => props.targets.every((one) => (one.assignee?.id ?? null) === id)
  const sorted = [...people].sort((a, b) => Number(b.userId === me.id) - Number(a.userId === me.id))
  const items: Pickable[] = sorted.map(({ userId, name }) => ({
    ...{ id: userId, text: userId === me.id ? say('inbox.assign.me') : name, chosen: holds(userId) },
    ...{ hint: userId === me.id ? name : undefined, before: <Avatar name={name} size={24} /> },
  }))
  return (
    <Picker
      title={say('listen.act.assign')}
      search={say('inbox.assign.search')}
      onClose={props.onClose}
      onPick={(id) => choose({ assigneeId: id === nobody ? null : id }, 'listen.did.assigned')}
      items={[...items, { id: nobody, text: say('inbox.nobodyAssigned'), icon: 'close', chosen: holds(null) }]}
    />
  )
}

function AskIntent(props: PartProps) {
  const say = useWords()
  const choose = useChoice(props)
  return (
    <Picker
      title={say('listen.act.intent')}
      search={say('listen.pick.search')}
      onClose={props.onClose}
      onPick={(id) => choose({ intent: intents.find((one) => one === id) }, 'listen.did.intent')}
      items={intents.map((id) => ({
        ...{ id, text: say(`listen.intent.${id}`), chosen: props.targets.every((one) => one.intent === id) },
      }))}
    />
  )
}

function AskLanguage(props: PartProps) {
  const say = useWords()
  const nameOf = useLanguageName()
  const choose = useChoice(props)
  return (
    <Picker
      title={say('listen.act.language')}
      search={say('listen.pick.search')}
      onClose={props.onClose}
      onPick={(language) => choose({ language }, 'listen.did.language')}
      items={languageCodes.map((id) => ({
        ...{ id, text: nameOf(id), chosen: props.targets.every((one) => one.language === id) },
      }))}
    />
  )
}

/** A topic that found all of them lets them go; any other takes them. */
function AskTopics(props: PartProps) {
  const say = useWords()
  const { brand } = useStream()
  const choose = useChoice(props)
  const topics = (useQuery(mentionCounts(brand.id)).data?.topics ?? []).filter((one) => one.queries.length > 0)
  const isIn = (id: string) => {
    const queries = topics.find((topic) => topic.id === id)?.queries ?? []
    return props.targets.every((one) => queries.some((query) => one.queries.includes(query.id)))
  }
  return (
    <Picker
      title={say('listen.act.topics')}
      search={say('listen.pick.search')}
      onClose={props.onClose}
      onPick={(id) => choose(isIn(id) ? { removeTopics: [id] } : { addTopics: [id] }, 'listen.did.topics')}
      items={topics.map(({ id, name }) => ({ id, text: name, chosen: isIn(id) }))}
    />
  )
}

function AskLabel(props: PartProps) {
  const say = useWords()
  const { brand } = useStream()
  const choose = useChoice(props)
  const own = useLabels([brand.id]).all.map((one) => one.name)
  const used = [...new Set([...own, ...props.targets.flatMap((one) => one.labels)])]
  const holds = (label: string) => props.targets.every((one) => one.labels.includes(label))
  return (
    <Picker
      title={say('listen.act.label')}
      search={say('inbox.label.search')}
      onClose={props.onClose}
      onPick={(id) => choose(holds(id) ? { removeLabels: [id] } : { addLabels: [id] }, 'listen.did.labelled')}
      items={used.map((id) => ({ id, text: id, icon: 'tag', chosen: holds(id) }))}
      made={(typed) =>
        used.includes(typed) || typed.length > 60 || typed.includes(',')
          ? null
          : { id: typed, text: say('inbox.label.new', { label: typed }), icon: 'plus' }
      }
    />
  )
}

const fresh = 'new'

function AskCase({ targets, onClose }: PartProps) {
  const say = useWords()
  const { brand, may, clear } = useStream()
  const [isMaking, setMaking] = useState(false)
  const open = useQuery(cases(brand.id, 'standing')).data?.items ?? []
  const ids = targets.map((one) => one.id)
  const put = useAct((caseId: string) => mentionsToCase(brand.id, ids, caseId), {
    touches: [casesPath(brand.id)],
    done: ({ added, left }) => {
      toast(say('listen.did.case', { count: added }))
      if (left > 0) toast(say('listen.did.caseLeft', { count: left }))
      onClose()
      clear()
    },
  })
  if (isMaking) return <CaseDialog brandId={brand.id} onClose={onClose} onMade={(made) => put.mutate(made.id)} />
  const make: Pickable[] = may.make ? [{ id: fresh, text: say('repute.case.add'), icon: 'plus' }] : []
  return (
    <Picker
      title={say('listen.act.case')}
      search={say('listen.pick.search')}
      onClose={onClose}
      onPick={(id) => (id === fresh ? setMaking(true) : put.mutate(id))}
      items={[...open.map(({ id, title }): Pickable => ({ id, text: title, icon: 'flag' })), ...make]}
    />
  )
}

const parts: Record<Asked['kind'], (props: PartProps) => ReactNode> = {
  ...{ assign: AskAssignee, intent: AskIntent, language: AskLanguage, topics: AskTopics },
  ...{ label: AskLabel, case: AskCase },
}
