import { useRef } from 'react'
import { desk } from '../../../api/ask.ts'
import { failureOf } from '../../../api/failure.ts'
import {
  changeMentions,
  type MentionBrief,
  type MentionChange,
  type MentionFolder,
  mention,
  mentionsPath,
  undoMentions,
} from '../../../api/mentions.ts'
import { useWords } from '../../../i18n/words.tsx'
import { toast } from '../../../ui/toast.tsx'
import type { ShownFeed } from '../../inbox/list/use-list-feed.ts'
import { offerUndo } from '../../inbox/undo.ts'
import { changedMention, leaves } from './changed-mention.ts'

type Given = {
  brandId: string
  feed: ShownFeed<MentionBrief>
  folder: MentionFolder
  people: readonly { userId: string; name: string }[]
}

/**
 * Changes to mentions, one or many: shown at once, told to the desk, and with a way back. `said` is the key of what is said
 * when it is done, with `count`.
 */
export function useMentionChanges(given: Given) {
  const say = useWords()
  const now = useRef(given)
  now.current = given
  const change = async (targets: readonly MentionBrief[], change: MentionChange, said?: string): Promise<void> => {
    const { brandId, feed, folder, people } = now.current
    const ids = targets.map((one) => one.id)
    feed.change(ids, (brief) => changedMention(brief, change, people))
    for (const id of ids) {
      desk.setQueryData(mention(brandId, id).queryKey, (one) => one && changedMention(one, change, people))
    }
    if (leaves(folder, change)) feed.remove(ids)
    try {
      const { changeId } = await changeMentions(brandId, ids, change)
      if (!said) return
      const back = () => {
        if (changeId) void undo(brandId, changeId)
      }
      offerUndo(say(said, { count: ids.length }), say('ui.undo'), back)
    } catch (cause) {
      toast(failureOf(cause).saidIn(say), { tone: 'bad' })
      feed.refresh()
      void desk.invalidateQueries({ queryKey: [mentionsPath(brandId)] })
    }
  }
  const undo = async (brandId: string, changeId: string) => {
    try {
      await undoMentions(brandId, changeId)
    } catch (cause) {
      toast(failureOf(cause).saidIn(say), { tone: 'bad' })
    }
    now.current.feed.refresh()
  }
  return { change }
}
