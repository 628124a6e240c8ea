import { useNavigate } from '@tanstack/react-router'
import { useAct } from '../../../api/ask.ts'
import { answerMention, type Feeling, type MentionBrief } from '../../../api/mentions.ts'
import { useWords } from '../../../i18n/words.tsx'
import { toast } from '../../../ui/toast.tsx'
import { leaves } from './changed-mention.ts'
import { focusRow, neighbourOf } from './go-on.ts'
import { type Asking, useStream } from './use-stream.ts'

/** What can be done with one mention or many, by a key, a button or the bar above the list. */
export function useMentionActs(targets: readonly MentionBrief[]) {
  const say = useWords()
  const { brand, changes, setAsking, clear, feed, place, setCursor } = useStream()
  const navigate = useNavigate()
  const answer = useAct((id: string) => answerMention(brand.id, id), {
    done: ({ conversationId, url }) => {
      if (conversationId)
        return void navigate({ to: '/inbox/$brandId/$conversationId', params: { brandId: brand.id, conversationId } })
      if (url && !window.open(url, '_blank', 'noopener,noreferrer'))
        toast(say('listen.answer.there'), { act: { text: say('listen.answer.open'), onAct: () => openPage(url) } })
    },
  })
  const change = (given: Parameters<typeof changes.change>[1], said: string) => () => {
    if (targets.length > 0) void changes.change(targets, given, said).then(clear)
  }
  /** What leaves the list takes neither the reader nor the keyboard with it. */
  const putOut = (given: Parameters<typeof changes.change>[1], said: string) => () => {
    const ids = targets.map((one) => one.id)
    const next = leaves(place.address.folder, given) ? neighbourOf(feed.shown.list, ids) : undefined
    change(given, said)()
    if (next === undefined) return
    setCursor(next)
    if (place.openedId && ids.includes(place.openedId)) place.open(next, true)
    focusRow(next)
  }
  const [first, ...others] = targets
  const isSpam = targets.some((one) => one.isSpam)
  const isSeen = targets.every((one) => one.isSeen)
  return {
    feel: (sentiment: Feeling) => change({ sentiment }, 'listen.did.felt'),
    spam: putOut({ spam: !isSpam }, isSpam ? 'listen.did.notSpam' : 'listen.did.spam'),
    mute: putOut({ spam: true, mute: true }, 'listen.did.muted'),
    see: () => void changes.change(targets, { seen: !isSeen }),
    ask: (kind: Asking['kind']) => () => targets.length > 0 && setAsking({ kind, targets }),
    answer: () => first && others.length === 0 && answer.mutate(first.id),
    ...{ isSpam, isSeen },
  }
}

const openPage = (url: string) => window.open(url, '_blank', 'noopener,noreferrer')
