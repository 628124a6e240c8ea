import type { MentionBrief, MentionChange, MentionFolder } from '../../../api/mentions.ts'

type Coworker = { userId: string; name: string }

/** As it will be, shown before the desk answers. Topics are told by the desk alone. */
export function changedMention<Some extends MentionBrief>(
  mention: Some,
  change: MentionChange,
  people: readonly Coworker[],
): Some {
  const { sentiment, intent, language, seen, spam, assigneeId, addLabels = [], removeLabels = [] } = change
  const assignee = people.find((one) => one.userId === assigneeId)
  const labels = [...new Set([...mention.labels, ...addLabels])].filter((one) => !removeLabels.includes(one))
  return {
    ...mention,
    labels,
    ...(sentiment && { sentiment, corrected: [...new Set([...mention.corrected, 'sentiment'])] }),
    ...(intent && { intent }),
    ...(language && { language }),
    ...(seen !== undefined && { isSeen: seen }),
    ...(spam !== undefined && { isSpam: spam }),
    ...(assigneeId !== undefined && { assignee: assignee ? { id: assignee.userId, name: assignee.name } : null }),
  }
}

/** Does what was changed stand in this folder no longer? What was only seen stays under the reader's eyes. */
export const leaves = (folder: MentionFolder, { spam }: MentionChange): boolean =>
  spam !== undefined && spam !== (folder === 'spam')
